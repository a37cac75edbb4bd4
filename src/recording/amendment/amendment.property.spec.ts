import fc from 'fast-check';
import { recorded } from '../../../test/given.js';
import { contract } from '../../history/contract.js';
import {
  correctedHistory,
  type EntryCorrected,
  isAmendment,
  isCorrection,
  isVoid,
} from '../../history/corrected-history.js';
import { wholeNumber } from '../../history/fields.js';
import type { Event, Recorded } from '../../history/event.js';
import type { Aggregate } from '../aggregate.js';
import { type Amended } from './amendment.js';
import { correctEntry } from './correct-entry.js';
import { voidEntry } from './void-entry.js';
import { restoreWhole, voidWhole } from './void-whole.js';
import { RuleBroken } from '../refusals.js';
import { rules } from '../rules.js';

/** The least that has a rule between entries: days do not go back, and a first one opens. */
type Walk = Event<'Opened', { day: number; steps: number }> | Event<'Walked', { day: number; steps: number }>;
type Walked = { day: number; steps: number } | undefined;

const steps = contract({ day: wholeNumber(0, 1_000_000), steps: wholeNumber(0, 1_000_000) });
const broken = rules({
  'opened-once': { ko: '처음에 한 번 엽니다', en: 'it is opened once, first' },
  'day-went-back': { ko: '{day}은 앞선 날입니다', en: '{day} lies before' },
});
const walk: Aggregate<Walked, Walk> = {
  category: 'walk',
  contracts: { Opened: steps, Walked: steps },
  initial: undefined,
  evolve: (state, { data }) => ({ day: data.day, steps: (state?.steps ?? 0) + data.steps }),
  admit: (state, { type, data }) => {
    if ((type === 'Opened') === (state !== undefined)) throw broken('opened-once');
    if (state && data.day < state.day) throw broken('day-went-back', { day: data.day });
  },
};

const standing = (raw: readonly Recorded[]) => correctedHistory<Walk>(raw, walk.contracts);

type Action = (raw: readonly Recorded[]) => readonly Event[];

const TODAY = '2021-08-20';
const small = fc.nat({ max: 5 });
const at = <E>(all: readonly E[], index: number): E | undefined => all[index % all.length];

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(small, small).map(([day, steps]) => note(day, steps)) },
  { weight: 5, arbitrary: fc.tuple(fc.nat(), fc.boolean(), small).map(([n, day, to]) => correctSome(n, day, to)) },
  { weight: 12, arbitrary: fc.nat().map((n) => voidSome(n)) },
  { weight: 1, arbitrary: fc.constant<Action>((raw) => voidWhole(walk, raw, '').events) },
  { weight: 1, arbitrary: fc.constant<Action>((raw) => restoreWhole(walk, raw, '', TODAY).events) },
);

const actions = fc.array(action, { minLength: 4, maxLength: 40, size: 'max' });

function note(day: number, steps: number): Action {
  return (raw) => {
    const history = standing(raw);
    const state = history.reduce<Walked>((before, event) => walk.evolve(before, event), undefined);
    const event: Walk = { type: state ? 'Walked' : 'Opened', data: { day, steps } };
    walk.admit(state, event, TODAY);
    return [event];
  };
}

function correctSome(n: number, day: boolean, to: number): Action {
  return (raw) => {
    const entry = at(standing(raw), n);
    if (!entry) return [];
    const change = day ? { path: '/day', from: entry.data.day, to } : { path: '/steps', from: entry.data.steps, to };
    return correctEntry(walk, raw, { eventId: entry.id, changes: [change], why: '' }, TODAY).events;
  };
}

function voidSome(n: number): Action {
  return (raw) => {
    const entry = at(raw, n);
    return entry ? voidEntry(walk, raw, entry.id, '', TODAY).events : [];
  };
}

/** The stream after all actions that no rule refused, one command each. */
function played(acts: readonly Action[]): Recorded[] {
  return acts.reduce<Recorded[]>((raw, act) => appended(raw, act), []);
}

function appended(raw: readonly Recorded[], act: Action): Recorded[] {
  let events: readonly Event[] = [];
  try {
    events = act(raw);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
  }
  return [
    ...raw,
    ...recorded(
      events.map((event) => ({ ...event, commandId: `c${String(raw.length)}` })),
      raw,
    ),
  ];
}

const data = (raw: readonly Recorded[]) => standing(raw).map((entry) => [entry.id, entry.data]);

describe('whatever amendments were accepted', () => {
  it('the corrected history is what stands, with the last standing correction of each field', () => {
    fc.assert(
      fc.property(actions, (acts) => {
        const raw = played(acts);
        expect(data(raw)).toEqual(asSpecified(raw));
      }),
      { numRuns: 400 },
    );
  });

  it('every correction that stands finds what it says stood there', () => {
    fc.assert(
      fc.property(actions, (acts) => {
        const raw = played(acts);
        for (const entry of raw.filter((event) => !isAmendment(event))) {
          const now: Record<string, unknown> = { ...entry.data };
          for (const correction of standingCorrectionsOf(raw, entry.id)) {
            for (const { path, from, to } of correction.data.changes) {
              expect(now[path.slice(1)]).toEqual(from);
              now[path.slice(1)] = to;
            }
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('what stands obeys the rules of its stream', () => {
    fc.assert(
      fc.property(actions, (acts) => {
        let state: Walked;
        for (const event of standing(played(acts))) {
          walk.admit(state, event, TODAY);
          state = walk.evolve(state, event);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the stream taken out and taken back stands as before', () => {
    fc.assert(
      fc.property(actions, (acts) => {
        const raw = played(acts);
        fc.pre(data(raw).length > 0);
        const out = appended(raw, (before) => voidWhole(walk, before, '').events);
        expect(data(out)).toEqual([]);
        const back = appended(out, (before) => restoreWhole(walk, before, '', TODAY).events);
        expect(data(back)).toEqual(data(raw));
        expect(restoreWhole(walk, back, '', TODAY).events).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('an entry voided and taken back changes nothing, and each is judged across streams where it comes back', () => {
    fc.assert(
      fc.property(actions, fc.nat(), (acts, n) => {
        const raw = played(acts);
        const out = appended(raw, voidSome(n));
        fc.pre(out.length > raw.length);
        const amended: Amended<Walk> = voidEntry(walk, out, out.at(-1)!.id, '', TODAY);
        const back = [...out, ...recorded(amended.events as readonly Event[], out)];
        expect(data(back)).toEqual(data(raw));
        const without = new Map(standing(out).map((entry) => [entry.id, JSON.stringify(entry.data)]));
        const changed = standing(back).filter((entry) => without.get(entry.id) !== JSON.stringify(entry.data));
        expect(amended.toJudgeAgain).toMatchObject(changed.map(({ id }) => ({ id })));
        expect(amended.toJudgeAgain).toHaveLength(changed.length);
      }),
      { numRuns: 400 },
    );
  });
});

/** The specification, the other way round: forwards from each entry instead of back from the last event. */
function asSpecified(raw: readonly Recorded[]) {
  return raw
    .filter((event) => !isAmendment(event) && stands(raw, event.id))
    .map((event) => {
      const last = new Map<string, unknown>();
      for (const { data: correction } of standingCorrectionsOf(raw, event.id)) {
        correction.changes.forEach(({ path, to }) => last.set(path.slice(1), to));
      }
      return [event.id, { ...event.data, ...Object.fromEntries(last) }];
    });
}

/** An entry stands unless a void that stands names it. */
function stands(raw: readonly Recorded[], id: string): boolean {
  return !raw.some((event) => isVoid(event) && event.data.eventId === id && stands(raw, event.id));
}

function standingCorrectionsOf(raw: readonly Recorded[], id: string): Recorded<EntryCorrected>[] {
  return raw.filter(
    (event): event is Recorded<EntryCorrected> =>
      isCorrection(event) && event.data.eventId === id && stands(raw, event.id),
  );
}
