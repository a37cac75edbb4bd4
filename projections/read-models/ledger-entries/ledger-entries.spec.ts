import { sample, told } from '../../../test/projections/story.js';
import { engines } from '../../engine/testing/test-database.js';
import { ledgerEntries, ledgerEntriesModel } from './ledger-entry.tables.js';

describe.each(engines)('the entries of the ledger, on %s', (engine) => {
  it('are all there, with their days and what they amend, and without what they say', async () => {
    const { ledger } = await told(engine, [ledgerEntriesModel], (city) => {
      const receipt = city.says('suggestion-a', 'SuggestionReceived', sample.received({ text: '그늘막' }));
      city.says('meeting-b', 'MeetingHeld', sample.held({ heldOn: '2022-04-12' }));
      city.adds('suggestion-a', 'SuggestionPainted', { colour: '분홍' });
      const corrected = city.corrects(receipt, { path: '/text', from: '그늘막', to: '의자' });
      city.voids(corrected);
    });
    const rows = await ledger.rows(ledgerEntries);
    expect(rows.map(({ ordinal, type, thing, occurred_on }) => [ordinal, type, thing, occurred_on])).toEqual([
      [1, 'SuggestionReceived', 'suggestion', sample.received().raisedOn],
      [2, 'MeetingHeld', 'meeting', '2022-04-12'],
      [3, 'SuggestionPainted', 'suggestion', null],
      [4, 'EntryCorrected', 'suggestion', null],
      [5, 'EntryVoided', 'suggestion', null],
    ]);
    expect(rows.map(({ amends }) => amends)).toEqual([null, null, null, rows[0]!.event_id, rows[3]!.event_id]);
    expect(rows[3]!.changes).toBe('["/text"]');
    for (const said of ['그늘막', '의자', '분홍']) expect(JSON.stringify(rows)).not.toContain(said);
    await ledger.close();
  });
});
