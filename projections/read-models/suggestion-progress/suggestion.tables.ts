import { table } from '../../engine/read-model/projection.js';

/** A suggestion as it stands at the last event applied. What its entries say at length stays with them. */
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
  dong: string | null;
  district: string | null;
  raised_on: string;
  outside_period_reason: string | null;
  phase: string;
  status: string;
  /** The day of the last change of phase. */
  phase_since: string;
  /** Ordinal of the entry that made it. */
  phase_by: number;
  department: string | null;
  /** The latest day of its steps: what comes for an earlier one takes the whole past. */
  last_day: string;
  /** JSON of what receipt and entry of the phase say; null where they are not corrected. */
  receipt: string | null;
  phase_said: string | null;
  /** The ordinals of its entries in their order, with commas between. */
  entries: string;
}>;

/** An entry of a suggestion as it was recorded: what a later one needs of it, and who explains a booking. */
export type SuggestionEntryRow = Readonly<{
  ordinal: number;
  /** JSON of id, type, schema version, data, and when and by whom it was recorded. */
  entry: string;
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
    dong: 'text?',
    district: 'text?',
    raised_on: 'text',
    outside_period_reason: 'text?',
    phase: 'text',
    status: 'text',
    phase_since: 'text',
    phase_by: 'integer',
    department: 'text?',
    last_day: 'text',
    receipt: 'text?',
    phase_said: 'text?',
    entries: 'text',
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
  columns: { ordinal: 'integer', entry: 'text' },
  key: ['ordinal'],
  journal: true,
});
