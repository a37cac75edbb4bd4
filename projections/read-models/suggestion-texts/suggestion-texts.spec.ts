import { sample, told } from '../../../test/projections/story.js';
import { engines } from '../../engine/testing/test-database.js';
import { suggestionTexts, suggestionTextsModel } from './suggestion-text.tables.js';

describe.each(engines)('what suggestions said, on %s', (engine) => {
  it('is the same where it reads the same, in any script and to its very end', async () => {
    const { ledger } = await told(engine, [suggestionTextsModel], (city) => {
      const long = `${'가'.repeat(199)}😀${'나'.repeat(300)}`;
      city.says('suggestion-a', 'SuggestionReceived', sample.received({ text: long }));
      city.says('suggestion-b', 'SuggestionReceived', sample.received({ text: `${long}다` }));
      city.says('suggestion-c', 'SuggestionReceived', sample.received({ text: '그늘막을\n 설치해  주세요' }));
      city.says(
        'suggestion-d',
        'SuggestionReceived',
        sample.received({ text: '그늘막을 설치해 주세요'.normalize('NFD') }),
      );
    });
    const [a, b, c, d] = (await ledger.rows(suggestionTexts)).map(({ said }) => said);
    expect(a).not.toBe(b);
    expect(c).toBe(d);
    expect(new Set([a, b, c]).size).toBe(3);
    await ledger.close();
  });
});
