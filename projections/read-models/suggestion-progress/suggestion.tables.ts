import { table } from '../../engine/read-model/projection.js';
import { STOOD, type Stood } from './suggestion-span.tables.js';

/** A suggestion as it stands at the last event applied. What its entries say at length stays with them. */
export type SuggestionRow = Stood &
  Readonly<{
    suggestion_id: string;
    /** Ordinal of its receipt: the order of the list, and the suggestion's number in the journal. */
    first_ordinal: number;
    /** Of its stream, for the ETag. */
    revision: number;
    /** 1 while its receipt stands, 0 where the whole suggestion is voided. */
    standing: number;
    outside_period_reason: string | null;
    /** The day of the last change of phase. */
    phase_since: string;
    /** The latest day of its steps: what comes for an earlier one takes the whole past. */
    last_day: string;
    /** The ordinals of its entries in their order, with commas between. */
    entries: string;
    /** From when it stands so, since which ordinal, and how many spans there were before. */
    holds_from: string;
    known_from: number;
    spans: number;
    /** JSON of how its clock ran: the facts, and the deadlines last promised. */
    clock_told: string;
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
    outside_period_reason: 'text?',
    phase_since: 'text',
    last_day: 'text',
    entries: 'text',
    holds_from: 'text',
    known_from: 'integer',
    spans: 'integer',
    clock_told: 'text',
    ...STOOD,
  },
  key: ['suggestion_id'],
  indexes: [
    { columns: ['first_ordinal'], unique: true },
    { columns: ['round_id', 'first_ordinal'] },
    { columns: ['meeting_id'] },
    { columns: ['district', 'first_ordinal'] },
    { columns: ['department', 'first_ordinal'] },
    { columns: ['known_from'] },
  ],
});

export const suggestionEntries = table<SuggestionEntryRow>({
  name: 'suggestion_entries',
  columns: { ordinal: 'integer', entry: 'text' },
  key: ['ordinal'],
  journal: true,
});
