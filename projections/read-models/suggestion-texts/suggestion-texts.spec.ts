import { sample, told } from '../../../test/projections/story.js';
import { engines } from '../../engine/testing/test-database.js';
import { saidIn, suggestionTexts, suggestionTextsModel } from './suggestion-text.tables.js';

describe.each(engines)('what suggestions said, on %s', (engine) => {
  it('is kept by how it begins, in any script, and is the same where it reads the same', async () => {
    const long = `${'가'.repeat(199)}😀${'나'.repeat(300)}`;
    const { ledger } = await told(engine, [suggestionTextsModel], (city) => {
      city.says('suggestion-a', 'SuggestionReceived', sample.received({ text: long }));
      city.says('suggestion-b', 'SuggestionReceived', sample.received({ text: '그늘막을\n 설치해  주세요' }));
    });
    expect((await ledger.rows(suggestionTexts)).map(({ said }) => said)).toEqual([
      `501 ${'가'.repeat(199)}\ufffd`,
      saidIn('그늘막을 설치해 주세요'),
    ]);
    await ledger.close();
  });
});
