import { detailedCommands } from '../../src/example/detailed/detailed-city.js';
import { exampleInput } from '../../src/example/example-input.js';
import { loadExample } from '../../src/example/load-example.js';
import { suggestionContracts } from '../../src/suggestions/suggestion.events.js';
import type { Recorded } from '../../src/history/event.js';
import { dayInSeoul } from '../../src/history/days.js';
import { countSuggestions } from '../../projections/read-models/suggestion-progress/count-suggestions.js';
import { getQueues } from '../../projections/read-models/suggestion-progress/get-queues.js';
import {
  listSuggestions,
  type SuggestionList,
} from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { QUEUES } from '../../projections/read-models/suggestion-progress/queues.js';
import { DataDirs, type Ledger, ledgerOn } from './ledger-on.js';

const TODAY = dayInSeoul(new Date());

type Waits = (asOf: string) => (one: SuggestionList['suggestions'][number]) => boolean;
const inState = (state: string) => () => (one: SuggestionList['suggestions'][number]) => one.clock?.state === state;

/** Whether a suggestion waits, by what it says of itself. */
const WAITS: Readonly<Record<string, Waits>> = {
  'due-today':
    (asOf) =>
    ({ clock }) =>
      clock?.state === 'due' && clock.dueOn === asOf,
  overdue: inState('overdue'),
  stopped: inState('stopped'),
  'due-unknown': inState('due-unknown'),
  'answered-late': inState('answered-late'),
  'lateness-unknown': inState('lateness-unknown'),
  'interim-notice-due':
    (asOf) =>
    ({ clock }) =>
      clock !== null && clock.interimNoticeOn !== null && clock.interimNoticeOn <= asOf,
  'review-due':
    (asOf) =>
    ({ reviewOn }) =>
      reviewOn !== null && reviewOn <= asOf,
  'due-soon':
    () =>
    ({ clock }) =>
      clock?.state === 'due' && clock.workingDaysLeft !== null && clock.workingDaysLeft <= 3,
};

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

  const allOf = async (asked: object) => {
    const all: SuggestionList['suggestions'][number][] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: SuggestionList = await ledger.ask(listSuggestions, {
        ...asked,
        limit: '200',
        ...(cursor && { cursor }),
      });
      all.push(...page.suggestions);
      cursor = page.nextCursor;
    }
    return all;
  };

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

  // Who waits is kept by rows, whether one waits is told by its own entries: the two must say the same of any moment.
  it.each([
    ['2025-12-31', 0.7],
    ['2024-11-15', 0.4],
    [undefined, undefined],
  ])('has queues that agree with the clock of each suggestion, as of %s', async (asOf, known) => {
    const knownAt = known === undefined ? undefined : String(Math.floor(events.length * known));
    const moment = { ...(asOf && { asOf }), ...(knownAt && { knownAt }) };
    const all = await allOf(moment);
    expect(all.length).toBeGreaterThan(30);
    const expected = Object.entries(WAITS).map(([queue, waits]) => [
      queue,
      all.filter(waits(asOf ?? TODAY)).map(({ id }) => id),
    ]);
    const listed = await Promise.all(
      QUEUES.map(async (queue) => [queue, (await allOf({ ...moment, queue })).map(({ id }) => id)]),
    );
    expect(Object.fromEntries(listed)).toMatchObject(Object.fromEntries(expected));
    const { queues } = await ledger.ask(getQueues, moment);
    expect(queues.map(({ queue, total }) => [queue, total])).toEqual(
      listed.map(([queue, ids]) => [queue, ids!.length]),
    );
    const { total } = await ledger.ask(countSuggestions, { ...moment, by: 'department,status' });
    expect(total).toBe(all.length);
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
