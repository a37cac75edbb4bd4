import fc from 'fast-check';
import { entered, type DataOf, entry, onSite } from '../../test/suggestion-samples.js';
import { addDays } from '../history/days.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { Event, Recorded } from '../history/event.js';
import { placeOf } from '../history/order-of-days.js';
import { correctEntry } from '../recording/amendment/correct-entry.js';
import { voidEntry } from '../recording/amendment/void-entry.js';
import { KnownStream } from '../recording/known-stream.js';
import { RuleBroken } from '../recording/refusals.js';
import { REPORTABLE_STATUSES } from './handling-status.js';
import type { Suggestion } from './life.js';
import { suggestionContracts, type SuggestionEvent } from './suggestion.events.js';
import { decided, suggestion } from './suggestion.js';

const FIRST = '2021-08-10';
const TODAY = '2021-08-20';
const OTHER = '018f4e6e-0000-7000-8000-000000000009';

const day = fc.nat(11).map((days) => addDays(FIRST, days - 1));
const department = fc.constantFrom('parks', 'roads');

function of<T extends SuggestionEvent['type']>(type: T, said: Partial<DataOf<T>> = {}) {
  return day.map((on): SuggestionEvent => entry(type, { ...said, [suggestionContracts[type].day!]: on }));
}

/** Anything that may be said of a suggestion, on any day of eleven, one of them too early. */
const anEntry = fc.oneof(
  of('SuggestionClassified', { kind: 'grievance' }),
  of('AnsweredAtMeeting', { position: '시장', words: '함', final: true }),
  department.chain((code) => of('SuggestionAssigned', { department: code })),
  of('SuggestionAssigned', { department: 'parks', supporting: [{ department: 'roads', dueOn: null }] }),
  department.chain((code) => of('AssignmentDeclined', { department: code, why: '소관 아님' })),
  of('OpinionGiven', { department: 'roads', opinion: '이견 없음' }),
  of('ReviewStarted'),
  fc.constantFrom('decided', 'under-review').chain((decision) => of('HandlingPlanned', { decision })),
  fc.constantFrom(...REPORTABLE_STATUSES, null).chain((status) => of('StandingReported', { status })),
  of('ReplySent', { kind: 'interim', channel: 'letter' }),
  of('SuggestionResolved', { outcome: 'completed' }),
  of('SuggestionResolved', { outcome: 'infeasible', explanation: '사유지' }),
  of('SuggestionReopened', { why: '다시 파손됨' }),
  of('SuggestionWithdrawn'),
  of('SuggestionTransferred', { agency: '도' }),
  of('TransferReturned'),
  of('SuggestionMerged', { into: OTHER }),
);

type Act =
  | { readonly does: 'record'; readonly entry: SuggestionEvent }
  | { readonly does: 'void' | 'correct'; readonly at: number; readonly to: string };
const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: anEntry.map((one): Act => ({ does: 'record', entry: one })) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('void' as const), at: fc.nat(30), to: day }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('correct' as const), at: fc.nat(30), to: day }) },
);

function decide(raw: readonly Recorded[], act: Act): readonly Event[] {
  if (act.does === 'record') return decided(act.entry.type)(raw, act.entry.data, TODAY);
  const named = raw[act.at % raw.length]!;
  if (act.does === 'void') return voidEntry(suggestion, raw, named.id, '오기', TODAY).events;
  const path = suggestionContracts[named.type as SuggestionEvent['type']]?.day ?? 'raisedOn';
  const stands = correctedHistory(raw, suggestionContracts).find(({ id }) => id === named.id);
  const from = (stands?.data as Record<string, unknown> | undefined)?.[path] ?? null;
  const changes = [{ path: `/${path}`, from, to: act.to }];
  return correctEntry(suggestion, raw, { eventId: named.id, changes, why: '오기' }, TODAY).events;
}

/** One day after the other, each from the first entry of it to the last; every entry judged by what came before it. */
function naively(raw: readonly Recorded[]): Suggestion {
  const standing = [...correctedHistory<SuggestionEvent>(raw, suggestionContracts)].sort(
    (a, b) => a.revision - b.revision,
  );
  const receipts = standing.filter(({ type }) => type === 'SuggestionReceived');
  let state: Suggestion = suggestion.initial;
  const then = (one: SuggestionEvent) => {
    suggestion.admit(state, one, TODAY);
    state = suggestion.evolve(state, one);
  };
  receipts.forEach(then);
  for (let on = '2021-08-01'; on <= TODAY; on = addDays(on, 1)) {
    standing.filter((one) => !receipts.includes(one) && placeOf(one, suggestionContracts) === on).forEach(then);
  }
  return state;
}

describe('any life, recorded in any order, corrected and voided', () => {
  it('is one that is allowed day by day, folded so; what is refused says why and leaves it as it was', () => {
    let [refusals, late, inTheWay] = [0, 0, 0];
    fc.assert(
      fc.property(fc.array(anAct, { maxLength: 25 }), (acts) => {
        let stream = KnownStream.EMPTY.followedBy(
          entered([entry('SuggestionReceived', { ...onSite, meetingId: OTHER })]),
        );
        for (const act of acts) {
          const { raw } = stream;
          let events: readonly Event[] = [];
          try {
            events = decide(raw, act);
          } catch (error) {
            if (!(error instanceof RuleBroken)) throw error;
            refusals++;
            if (error.entry) {
              inTheWay++;
              expect(raw.map(({ id }) => id)).toContain(error.entry.id);
            }
          }
          const days = raw.map((one) => placeOf(one, suggestionContracts) ?? '');
          if (act.does === 'record' && events.some((one) => days.some((on) => on > placeOf(one, suggestionContracts)!)))
            late++;
          stream = stream.followedBy(entered(events, raw));
          expect(stream.state(suggestion)).toEqual(naively(stream.raw));
        }
      }),
      { numRuns: 400 },
    );
    expect(Math.min(refusals, late, inTheWay)).toBeGreaterThan(50);
  });
});
