import { type ColumnType, table } from '../../engine/read-model/projection.js';

/** What lists and tables may ask of a suggestion: how it stood over a span of days. Days are text, flags 0 and 1. */
export type Stood = Readonly<{
  round_id: string;
  meeting_id: string | null;
  dong: string | null;
  district: string | null;
  raised_on: string;
  channel: string;
  form: string | null;
  field_of_work: string | null;
  proposer_kind: string | null;
  reply_wanted: number | null;
  /** Recorded after its round was closed. */
  after_closure: number;
  phase: string;
  status: string;
  department: string | null;
  officer: string | null;
  /** Codes of the supporting departments, and of those whose opinion is awaited, each between blanks: ` A B `. */
  supporting: string | null;
  awaited: string | null;
  statutory_kind: string | null;
  review_on: string | null;
  /** JSON of what is to be done by when, and of its budget lines; null where nothing is planned. */
  plan: string | null;
  /** The state of the clock; `due` becomes `turns_to` on the day after `due_on`. */
  clock: string;
  basis: string;
  due_on: string | null;
  turns_to: string | null;
  notice_on: string | null;
  /** The first day on which a due day of any cycle had passed, by the statute and by policy; it may lie ahead. */
  late_by_statute: string | null;
  late_by_policy: string | null;
}>;

export const STOOD = {
  round_id: 'text',
  meeting_id: 'text?',
  dong: 'text?',
  district: 'text?',
  raised_on: 'text',
  channel: 'text',
  form: 'text?',
  field_of_work: 'text?',
  proposer_kind: 'text?',
  reply_wanted: 'integer?',
  after_closure: 'integer',
  phase: 'text',
  status: 'text',
  department: 'text?',
  officer: 'text?',
  supporting: 'text?',
  awaited: 'text?',
  statutory_kind: 'text?',
  review_on: 'text?',
  plan: 'text?',
  clock: 'text',
  basis: 'text',
  due_on: 'text?',
  turns_to: 'text?',
  notice_on: 'text?',
  late_by_statute: 'text?',
  late_by_policy: 'text?',
} as const satisfies Record<keyof Stood, ColumnType>;

/** The end of what has none: a day after all others, an ordinal after all others. */
export const FOR_GOOD = '9999-12-31';
export const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * How a suggestion stood before it stood as its row says: from a day on, as known from an ordinal on. It ended with the
 * day before `ended_on` once ordinal `ended_by` was known, and holds for no day since `gone_by` was known.
 */
export type SuggestionSpanRow = Stood &
  Readonly<{
    /** Of the suggestion. */
    first_ordinal: number;
    /** Its number among those of the suggestion, in the order of writing. */
    span: number;
    holds_from: string;
    known_from: number;
    ended_on: string;
    ended_by: number;
    gone_by: number;
  }>;

export const suggestionSpans = table<SuggestionSpanRow>({
  name: 'suggestion_spans',
  columns: {
    first_ordinal: 'integer',
    span: 'integer',
    holds_from: 'text',
    known_from: 'integer',
    ended_on: 'text',
    ended_by: 'integer',
    gone_by: 'integer',
    ...STOOD,
  },
  key: ['first_ordinal', 'span'],
  journal: true,
  indexes: [
    { columns: ['round_id', 'first_ordinal'] },
    { columns: ['district', 'first_ordinal'] },
    { columns: ['department', 'first_ordinal'] },
  ],
});
