import { sample, told } from '../../../test/projections/story.js';
import { engines } from '../../engine/testing/test-database.js';
import { numberText, suggestionNumbered, type SuggestionNumberTables } from './suggestion-number.queries.js';
import { suggestionNumbers, suggestionNumbersModel } from './suggestion-number.tables.js';

describe.each(engines)('the numbers of suggestions, on %s', (engine) => {
  it('follow the log, whatever its entries say; what is voided keeps its number', async () => {
    const { ledger } = await told(engine, [suggestionNumbersModel], (city) => {
      const first = city.says('suggestion-a', 'SuggestionReceived', sample.received());
      city.says('meeting-1', 'MeetingHeld', sample.held());
      city.adds('suggestion-b', 'SomethingUnknown', {});
      city.voids(first);
      city.says('suggestion-c', 'SuggestionReceived', sample.received());
    });
    const numbers = await ledger.rows(suggestionNumbers);
    const year = String(numbers[0]!.year);
    expect(numbers.map((row) => [row.suggestion_id, numberText(row)])).toEqual([
      ['a', `${year}-0001`],
      ['b', `${year}-0002`],
      ['c', `${year}-0003`],
    ]);
    const named = (text: string) =>
      ledger.readModels.read<SuggestionNumberTables, unknown>(['suggestion-numbers'], (db) =>
        suggestionNumbered(db, text),
      );
    expect(await named(`${year}-0002`)).toBe('b');
    expect(await named(`${year}-00002`)).toBeUndefined();
    expect(await named(`${year}-0004`)).toBeUndefined();
    expect(numberText({ year: 2026, number: 12_345 })).toBe('2026-12345');
    await ledger.close();
  });
});
