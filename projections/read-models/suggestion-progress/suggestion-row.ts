import type { Recorded } from '../../../src/history/event.js';
import { stepOf, statusChanges } from '../../../src/suggestions/handling-status.js';
import type { SuggestionEvent } from '../../../src/suggestions/suggestion.events.js';
import type { LedgerEvent } from '../../engine/read-model/projection.js';
import type { SuggestionRow } from './suggestion.tables.js';

type Received = Extract<SuggestionEvent, { type: 'SuggestionReceived' }>['data'];
export type Step = NonNullable<ReturnType<typeof stepOf>>;

/** A suggestion as it was received. */
export function receivedRow(
  suggestion_id: string,
  data: Received,
  step: Step,
  { ordinal, revision }: Pick<LedgerEvent, 'ordinal' | 'revision'>,
  past: Pick<SuggestionRow, 'entries' | 'ordinary'>,
): SuggestionRow {
  return {
    suggestion_id,
    first_ordinal: ordinal,
    revision,
    standing: 1,
    round_id: data.roundId,
    meeting_id: data.meetingId,
    channel: data.channel,
    dong: data.dong,
    district: data.district,
    raised_on: data.raisedOn,
    accepted_on: data.acceptedOn,
    outside_period_reason: data.outsidePeriodReason,
    proposer_kind: data.proposerKind,
    text: data.text,
    category: data.category,
    phase: step.phase,
    status: step.status,
    phase_since: step.day,
    department: null,
    resolution: null,
    entries: past.entries,
    ordinary: past.ordinary,
  };
}

/** The row after one more stage, which does not lie before the last. */
export function advancedRow(row: SuggestionRow, event: LedgerEvent, step: Step): SuggestionRow {
  const { type, data } = event as unknown as SuggestionEvent;
  // Written out: rows of one shape are read and checked faster than copies of what the database handed over.
  return {
    suggestion_id: row.suggestion_id,
    first_ordinal: row.first_ordinal,
    revision: event.revision,
    standing: 1,
    round_id: row.round_id,
    meeting_id: row.meeting_id,
    channel: row.channel,
    dong: row.dong,
    district: row.district,
    raised_on: row.raised_on,
    accepted_on: row.accepted_on,
    outside_period_reason: row.outside_period_reason,
    proposer_kind: row.proposer_kind,
    text: row.text,
    category: row.category,
    phase: step.phase,
    status: step.status,
    phase_since: step.day,
    department: type === 'SuggestionAssigned' ? data.department : row.department,
    resolution: type === 'SuggestionResolved' ? JSON.stringify(data) : null,
    entries: `${row.entries},${String(event.ordinal)}`,
    ordinary: 1,
  };
}

/** The row that a corrected history makes; a suggestion whose receipt is voided keeps what it last said. */
export function rowOfHistory(
  history: readonly Recorded<SuggestionEvent>[],
  before: SuggestionRow,
  event: Pick<LedgerEvent, 'ordinal' | 'revision'>,
): SuggestionRow {
  const { revision } = event;
  const past = { entries: `${before.entries},${String(event.ordinal)}`, ordinary: 0 };
  const received = history.find((event) => event.type === 'SuggestionReceived');
  if (received?.type !== 'SuggestionReceived') return { ...before, ...past, revision, standing: 0 };
  const steps = history.flatMap((event) => stepOf(event) ?? []);
  const last = steps.at(-1)!;
  const resolved = history.findLast((event) => event.type === 'SuggestionResolved');
  const assigned = history.findLast((event) => event.type === 'SuggestionAssigned');
  return {
    ...receivedRow(before.suggestion_id, received.data, last, { ordinal: before.first_ordinal, revision }, past),
    status: statusChanges(steps, received.data.raisedOn).at(-1)!.status,
    department: assigned?.type === 'SuggestionAssigned' ? assigned.data.department : null,
    resolution:
      last.phase === 'resolved' && resolved?.type === 'SuggestionResolved' ? JSON.stringify(resolved.data) : null,
  };
}
