import fc from 'fast-check';
import { type Act, anAct, decide, OTHER } from '../../../test/any-life.js';
import { entered, entry, onSite } from '../../../test/suggestion-samples.js';
import type { Deadline } from '../../deadlines/deadline.js';
import { clockOn, wasLate } from '../../deadlines/lateness.js';
import { officialCalendar } from '../../deadlines/official-calendar.js';
import { addDays, type LocalDate } from '../../history/days.js';
import { correctedHistory } from '../../history/corrected-history.js';
import type { Event, Recorded } from '../../history/event.js';
import { placeOf } from '../../history/order-of-days.js';
import { RuleBroken } from '../../recording/refusals.js';
import { suggestionContracts, type SuggestionEvent } from '../suggestion.events.js';
import { deadlinesToSet } from './clock.js';
import { clockFactOf, promisedIn, runsOf } from './clock-run.steps.js';
import { endBy } from './cycles.steps.js';

const FIRST = '2021-08-10';
const TODAY = '2021-09-05';
const DAYS = Array.from({ length: 28 }, (_, later) => addDays(FIRST, later - 1));

/** What a program counts by: some more days off, and the city's own days for what is raised orally. */
const rules = fc.record({
  daysOff: fc.subarray(DAYS, { maxLength: 6 }),
  workingDays: fc.integer({ min: 1, max: 5 }),
});
type Rules = typeof rules extends fc.Arbitrary<infer T> ? T : never;

const by = ({ daysOff, workingDays }: Rules) => ({
  calendar: {
    ...officialCalendar,
    version: `with ${daysOff.join(', ')}`,
    holidays: new Map([...officialCalendar.holidays, ...daysOff.map((on) => [on, '임시공휴일'] as const)]),
  },
  rulesOn: () => ({ oralDefault: { workingDays, validFrom: '2021-01-01', basis: '지침' }, officeHours: null }),
});

const standing = (raw: readonly Recorded[]) => correctedHistory<SuggestionEvent>(raw, suggestionContracts);

function promisedOf(raw: readonly Recorded[]): readonly (readonly Deadline[])[] {
  const set = standing(raw).findLast(({ type }) => type === 'DeadlineSet');
  return set?.type === 'DeadlineSet' ? promisedIn(set.data) : [];
}

/** Whether it was late on each day, as the product says it. */
function lateDays(raw: readonly Recorded[]): LocalDate[] {
  const runs = runsOf(
    standing(raw).flatMap((one) => clockFactOf(one) ?? []),
    promisedOf(raw),
  );
  return DAYS.filter((day) => {
    const clock = clockOn(runs, day);
    return clock !== undefined && wasLate(clock) === 'yes';
  });
}

/** The same, by walking from day to day with a calendar on the wall. */
function lateDaysNaively(raw: readonly Recorded[]): LocalDate[] {
  if (!standing(raw).some(({ type }) => type === 'SuggestionReceived')) return [];
  const promised = promisedOf(raw);
  const entries = standing(raw).filter(({ type }) => type !== 'DeadlineSet' && type !== 'SuggestionReceived');
  let [cycle, late] = [0, false];
  let ended: LocalDate | null = null;
  let unknownAtItsEnd = false;
  const held = (day: LocalDate) => heldOn(promised[cycle] ?? [], day);
  /** Whether the wall says a later day than the deadline; what was unknown when it ended may have come to be known. */
  const look = (day: LocalDate) => {
    const now = held(day);
    if (ended === null || ended === day || unknownAtItsEnd) {
      if (now && now.dueOn !== null && now.dueOn < (ended ?? day)) late = true;
      unknownAtItsEnd = ended !== null && now?.state === 'unknown';
    }
  };
  return DAYS.filter((day) => {
    for (const one of entries.filter((its) => placeOf(its, suggestionContracts) === day)) {
      if (one.type === 'SuggestionReopened' || one.type === 'TransferReturned') {
        if (ended !== null) look(day);
        [cycle, ended, unknownAtItsEnd] = [cycle + 1, null, false];
      } else if (endBy(one) && ended === null) {
        ended = day;
      }
    }
    look(day);
    return late;
  });
}

function heldOn(deadlines: readonly Deadline[], day: LocalDate): Deadline | undefined {
  return deadlines.findLast(({ holdsFrom }) => holdsFrom <= day);
}

describe('the clock of any life, by whatever calendars and policies', () => {
  it('says of each day what a walk from day to day says, and nothing of a later day makes a late one punctual', () => {
    let [lateLives, laterActs] = [0, 0];
    fc.assert(
      fc.property(fc.array(fc.tuple(anAct(FIRST, 26), rules), { minLength: 8, maxLength: 30 }), (acts) => {
        let raw: readonly Recorded[] = received(acts[0]?.[1]);
        let before = lateDays(raw);
        for (const [act, now] of acts) {
          const events = decidedOrRefused(raw, act);
          raw = [...raw, ...entered(events, raw)];
          raw = [...raw, ...entered(deadlinesToSet(standing(raw), by(now)), raw)];
          const after = lateDays(raw);
          expect(after).toEqual(lateDaysNaively(raw));
          if (act.does === 'record' && events.length > 0) {
            const on = placeOf(act.entry, suggestionContracts)!;
            const until = (days: readonly LocalDate[]) => days.filter((day) => day < on);
            expect(until(after)).toEqual(until(before));
            if (until(before).length > 0) {
              laterActs++;
              expect(after).toEqual(expect.arrayContaining(before));
            }
          }
          before = after;
        }
        if (before.length > 0) lateLives++;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(lateLives, laterActs)).toBeGreaterThan(100);
  });
});

function received(now: Rules = { daysOff: [], workingDays: 5 }): Recorded[] {
  const receipt = entered([entry('SuggestionReceived', { ...onSite, form: 'oral', meetingId: OTHER })]);
  return [...receipt, ...entered(deadlinesToSet(standing(receipt), by(now)), receipt)];
}

function decidedOrRefused(raw: readonly Recorded[], act: Act): readonly Event[] {
  try {
    return decide(raw, act, TODAY);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return [];
  }
}
