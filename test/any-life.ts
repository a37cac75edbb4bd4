import fc from 'fast-check';
import { addDays, type LocalDate } from '../src/history/days.js';
import { correctedHistory } from '../src/history/corrected-history.js';
import type { Event, Recorded } from '../src/history/event.js';
import { correctEntry } from '../src/recording/amendment/correct-entry.js';
import { voidEntry } from '../src/recording/amendment/void-entry.js';
import { REPORTABLE_STATUSES } from '../src/suggestions/handling-status.js';
import { suggestionContracts, type SuggestionEvent } from '../src/suggestions/suggestion.events.js';
import { decided, extendDeadline, stopClock, suggestion } from '../src/suggestions/suggestion.js';
import { type DataOf, entry } from './suggestion-samples.js';

/** The meeting at which the suggestion was raised, and the other one that it may be merged into. */
export const OTHER = '018f4e6e-0000-7000-8000-000000000009';

/** What somebody does with a suggestion. */
export type Act =
  | { readonly does: 'record'; readonly entry: SuggestionEvent }
  | { readonly does: 'void' | 'correct'; readonly at: number; readonly to: LocalDate };

/** Anything that may be said of a suggestion, corrected or voided, from the day before `first` on. */
export function anAct(first: LocalDate, days: number): fc.Arbitrary<Act> {
  const day = fc.nat(days).map((later) => addDays(first, later - 1));
  const amended = fc.nat(30);
  return fc.oneof(
    { weight: 5, arbitrary: anEntry(day).map((one): Act => ({ does: 'record', entry: one })) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('void' as const), at: amended, to: day }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('correct' as const), at: amended, to: day }) },
  );
}

function anEntry(day: fc.Arbitrary<LocalDate>): fc.Arbitrary<SuggestionEvent> {
  const department = fc.constantFrom('parks', 'roads');
  const of = <T extends SuggestionEvent['type']>(type: T, said: Partial<DataOf<T>> = {}) =>
    day.map((on): SuggestionEvent => entry(type, { ...said, [suggestionContracts[type].day!]: on }));
  return fc.oneof(
    fc.constantFrom('grievance', 'other', 'none').chain((kind) => of('SuggestionClassified', { kind })),
    of('ClockStopped', { ground: 'supplement' }),
    of('ClockResumed'),
    fc.integer({ min: 1, max: 7 }).chain((workingDays) => of('DeadlineExtended', { workingDays, consented: true })),
    of('AnsweredAtMeeting', { position: '시장', words: '함', final: true }),
    department.chain((code) => of('SuggestionAssigned', { department: code })),
    of('SuggestionAssigned', { department: 'parks', supporting: [{ department: 'roads', dueOn: null }] }),
    department.chain((code) => of('AssignmentDeclined', { department: code, why: '소관 아님' })),
    of('OpinionGiven', { department: 'roads', opinion: '이견 없음' }),
    of('ReviewStarted'),
    fc.constantFrom('decided', 'under-review').chain((decision) => of('HandlingPlanned', { decision })),
    fc.constantFrom(...REPORTABLE_STATUSES, null).chain((status) => of('StandingReported', { status })),
    fc.constantFrom('interim', 'result').chain((kind) => of('ReplySent', { kind, channel: 'letter' })),
    of('SuggestionResolved', { outcome: 'completed' }),
    of('SuggestionResolved', { outcome: 'infeasible', explanation: '사유지' }),
    of('SuggestionReopened', { why: '다시 파손됨' }),
    of('SuggestionWithdrawn'),
    of('SuggestionTransferred', { agency: '도' }),
    of('TransferReturned'),
    of('SuggestionMerged', { into: OTHER }),
  );
}

/** What comes of it; throws RuleBroken. */
export function decide(raw: readonly Recorded[], act: Act, today: LocalDate): readonly Event[] {
  if (act.does === 'record') return recordedBy(act.entry)(raw, act.entry.data as never, today);
  const named = raw[act.at % raw.length]!;
  if (act.does === 'void') return voidEntry(suggestion, raw, named.id, '오기', today).events;
  const path = suggestionContracts[named.type as SuggestionEvent['type']]?.day ?? 'raisedOn';
  const stands = correctedHistory(raw, suggestionContracts).find(({ id }) => id === named.id);
  const from = (stands?.data as Record<string, unknown> | undefined)?.[path] ?? null;
  const changes = [{ path: `/${path}`, from, to: act.to }];
  return correctEntry(suggestion, raw, { eventId: named.id, changes, why: '오기' }, today).events;
}

function recordedBy({ type }: SuggestionEvent) {
  if (type === 'ClockStopped') return stopClock;
  return type === 'DeadlineExtended' ? extendDeadline : decided(type);
}
