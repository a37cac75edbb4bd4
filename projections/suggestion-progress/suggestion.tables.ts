import type { Recorded } from '../../src/history/event.js';
import { correctedHistory } from '../../src/history/corrected-history.js';
import { stepOf, statusChanges } from '../../src/suggestions/handling-status.js';
import { suggestionContracts, type SuggestionEvent } from '../../src/suggestions/suggestion.events.js';
import { type LedgerEvent, type Projection, table } from '../engine/projection.js';

/** A suggestion as it stands at the last event applied. */
export type SuggestionRow = Readonly<{
  suggestion_id: string;
  /** Ordinal of its first event: the order of the list. */
  first_ordinal: number;
  /** Of its stream, for the ETag. */
  revision: number;
  /** 1 while its receipt stands, 0 where the whole suggestion is voided. */
  standing: number;
  round_id: string;
  meeting_id: string | null;
  channel: string;
  dong: string;
  district: string;
  raised_on: string;
  accepted_on: string;
  outside_period_reason: string | null;
  proposer_kind: string;
  text: string;
  category: string | null;
  phase: string;
  status: string;
  /** The day of the last change of phase. */
  phase_since: string;
  department: string | null;
  /** JSON of the standing resolution; null while there is none. */
  resolution: string | null;
}>;

type PastRow = Readonly<{ suggestion_id: string; entries: string }>;

export const suggestions = table<SuggestionRow>({
  name: 'suggestions',
  columns: {
    suggestion_id: 'text',
    first_ordinal: 'integer',
    revision: 'integer',
    standing: 'integer',
    round_id: 'text',
    meeting_id: 'text?',
    channel: 'text',
    dong: 'text',
    district: 'text',
    raised_on: 'text',
    accepted_on: 'text',
    outside_period_reason: 'text?',
    proposer_kind: 'text',
    text: 'text',
    category: 'text?',
    phase: 'text',
    status: 'text',
    phase_since: 'text',
    department: 'text?',
    resolution: 'text?',
  },
  key: ['suggestion_id'],
  indexes: [
    { columns: ['first_ordinal'], unique: true },
    { columns: ['round_id', 'first_ordinal'] },
    { columns: ['meeting_id'] },
  ],
});

const pasts = table<PastRow>({
  name: 'suggestion_pasts',
  columns: { suggestion_id: 'text', entries: 'text' },
  key: ['suggestion_id'],
});

/** Each suggestion's progress (건의사항 처리현황). */
export const suggestionProgressModel: Projection = {
  name: 'suggestion-progress',
  version: 1,
  tables: [suggestions, pasts],
  concerns: ({ stream }) => stream.startsWith('suggestion-'),
  wants: ({ stream }) => [suggestions, pasts].map((of) => ({ table: of, keys: [[idOf(stream)]] })),
  fold(event, rows) {
    const id = idOf(event.stream);
    const past = rows.get(pasts, [id]);
    const entries = past ? (JSON.parse(past.entries) as Recorded[]) : [];
    entries.push({
      id: event.id,
      type: event.type,
      revision: event.revision,
      data: event.data,
      metadata: { schemaVersion: event.metadata.schemaVersion },
    } as Recorded);
    rows.put(pasts, { suggestion_id: id, entries: JSON.stringify(entries) });
    const row = rowOf(id, correctedHistory(entries, suggestionContracts), rows.get(suggestions, [id]), event);
    if (row) rows.put(suggestions, row);
  },
};

function idOf(stream: string): string {
  return stream.slice('suggestion-'.length);
}

function rowOf(
  id: string,
  history: readonly Recorded<SuggestionEvent>[],
  before: SuggestionRow | undefined,
  { ordinal, revision }: LedgerEvent,
): SuggestionRow | undefined {
  const received = history.find((event) => event.type === 'SuggestionReceived');
  if (received?.type !== 'SuggestionReceived') return before && { ...before, revision, standing: 0 };
  const { data } = received;
  const steps = history.flatMap((event) => stepOf(event) ?? []);
  const last = steps.at(-1)!;
  const resolved = history.findLast((event) => event.type === 'SuggestionResolved');
  const assigned = history.findLast((event) => event.type === 'SuggestionAssigned');
  return {
    suggestion_id: id,
    first_ordinal: before?.first_ordinal ?? ordinal,
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
    phase: last.phase,
    status: statusChanges(steps, data.raisedOn).at(-1)!.status,
    phase_since: last.day,
    department: assigned?.type === 'SuggestionAssigned' ? assigned.data.department : null,
    resolution:
      last.phase === 'resolved' && resolved?.type === 'SuggestionResolved' ? JSON.stringify(resolved.data) : null,
  };
}
