import { table } from '../engine/projection.js';

/** A suggestion as it stands at the last event applied. */
export type SuggestionRow = Readonly<{
  suggestion_id: string;
  /** Ordinal of its receipt: the order of the list, and the suggestion's number in the journal. */
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
  /** What later corrections need of its entries (suggestion-past.ts). */
  past: string;
}>;

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
    past: 'text',
  },
  key: ['suggestion_id'],
  indexes: [
    { columns: ['first_ordinal'], unique: true },
    { columns: ['round_id', 'first_ordinal'] },
    { columns: ['meeting_id'] },
  ],
});
