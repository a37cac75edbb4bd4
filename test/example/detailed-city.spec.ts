import { detailedCommands } from '../../src/example/detailed/detailed-city.js';
import { exampleInput } from '../../src/example/example-input.js';
import { loadExample } from '../../src/example/load-example.js';
import { suggestionContracts } from '../../src/suggestions/suggestion.events.js';
import type { Recorded } from '../../src/history/event.js';
import { DataDirs, type Ledger, ledgerOn } from './ledger-on.js';

describe('the detailed city of the example', () => {
  const dirs = new DataDirs();
  let ledger: Ledger;
  let events: readonly Recorded[];
  beforeAll(async () => {
    ledger = await ledgerOn(dirs.make());
    await loadExample(ledger.commands, exampleInput, detailedCommands(exampleInput.city));
    events = await ledger.wholeLog();
  }, 60_000);
  afterAll(async () => {
    await ledger.close();
    dirs.removeAll();
  });

  const of = (type: string) => events.filter((event) => event.type === type);
  /** The parts of what was split are received by the ledger itself. */
  const received = () =>
    of('SuggestionReceived')
      .map(({ data }) => data as { text: string; sourcePage: string | null; splitFrom: string | null })
      .filter(({ splitFrom }) => splitFrom === null);

  it('has two years of meetings, some 600 suggestions in words of their own, and says that they are made up', () => {
    expect(of('MeetingHeld').length).toBeGreaterThanOrEqual(95);
    expect(received().length).toBeGreaterThanOrEqual(560);
    expect(received().length).toBeLessThanOrEqual(680);
    const texts = received().map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(received().filter(({ sourcePage }) => !sourcePage?.includes('꾸며 낸 자료'))).toEqual([]);
  });

  it('takes suggestions through all that can happen to one', () => {
    const types = Object.keys(suggestionContracts).filter((type) => type !== 'SuggestionRelated');
    const missing = types.filter((type) => of(type).length === 0);
    expect(missing).toEqual([]);
    expect(of('EntryCorrected').length).toBeGreaterThan(0);
    expect(of('EntryVoided').length).toBeGreaterThan(0);
    const outcomes = of('SuggestionResolved').map(({ data }) => (data as { outcome: string }).outcome);
    expect(new Set(outcomes)).toEqual(new Set(['completed', 'partly-completed', 'infeasible']));
    const decisions = of('HandlingPlanned').map(({ data }) => (data as { decision: string }).decision);
    expect(new Set(decisions)).toEqual(new Set(['decided', 'under-review', 'referred']));
  });

  it('is the same in every run', () => {
    const ids = () => detailedCommands(exampleInput.city).map((command) => command());
    expect(ids()).toEqual(ids());
  });

  it('changes nothing when it is loaded again', async () => {
    const again = await loadExample(ledger.commands, exampleInput, detailedCommands(exampleInput.city));
    expect(again.recorded).toBe(0);
  }, 60_000);
});
