import { table } from '../../engine/read-model/projection.js';

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
  /** The ordinals of its entries in their order, with commas between. */
  entries: string;
  /** 1 while nothing but the stages of an ordinary life stands there, in the order of their days. */
  ordinary: number;
}>;

/** An entry of a suggestion: what a later correction needs of it, and who explains a booking. */
export type SuggestionEntryRow = Readonly<{
  ordinal: number;
  event_id: string;
  /** A letter for its type, then what it said (suggestion-past.ts). */
  said: string;
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
    entries: 'text',
    ordinary: 'integer',
  },
  key: ['suggestion_id'],
  indexes: [
    { columns: ['first_ordinal'], unique: true },
    { columns: ['round_id', 'first_ordinal'] },
    { columns: ['meeting_id'] },
  ],
});

export const suggestionEntries = table<SuggestionEntryRow>({
  name: 'suggestion_entries',
  columns: { ordinal: 'integer', event_id: 'text', said: 'text' },
  key: ['ordinal'],
  journal: true,
});
