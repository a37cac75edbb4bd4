import type { Rows } from '../../engine/read-model/projection.js';
import { alike, type Span } from './suggestion-spans.js';
import { FOR_GOOD, NEVER, type Stood, type SuggestionSpanRow, suggestionSpans } from './suggestion-span.tables.js';
import type { SuggestionRow } from './suggestion.tables.js';

/** The span that a suggestion's row tells: it ends with no day. */
export type OpenSpan = Stood & Pick<SuggestionRow, 'holds_from' | 'known_from'>;

/** What is there of a suggestion's spans: those before that still hold, in the order of days, and the open one, if any. */
export interface SpansThere extends Pick<SuggestionRow, 'first_ordinal' | 'spans'> {
  readonly before: readonly SuggestionSpanRow[];
  readonly open: OpenSpan | undefined;
}

/** What an event leaves of them: when the last one began and has been known, and how many were written in all. */
export type Written = Pick<SuggestionRow, 'holds_from' | 'known_from' | 'spans'>;

/** Writes what an event changed of a suggestion's spans. */
export function write(
  ordinal: number,
  { first_ordinal, before, open, spans: written }: SpansThere,
  wanted: readonly Span[],
  rows: Rows,
): Written {
  let spans = written;
  const ends = (index: number) => wanted[index + 1]?.from ?? FOR_GOOD;
  const closes = (stood: Stood, span: Pick<SuggestionSpanRow, 'holds_from' | 'known_from'>, end: Ended) => {
    rows.insert(suggestionSpans, spanRow(first_ordinal, ++spans, span, end, stood));
  };
  let kept = 0;
  while (before[kept] && holds(before[kept]!, wanted[kept]) && before[kept]!.ended_on === ends(kept)) kept++;
  for (const row of before.slice(kept)) rows.put(suggestionSpans, { ...row, gone_by: ordinal });
  if (open) {
    const on = kept === before.length && holds(open, wanted[kept]);
    const { holds_from, known_from } = open;
    if (on && ends(kept) === FOR_GOOD) return { holds_from, known_from, spans };
    closes(
      open,
      { holds_from, known_from },
      on ? { ...ENDLESS, ended_on: ends(kept), ended_by: ordinal } : { ...ENDLESS, gone_by: ordinal },
    );
    if (on) kept++;
  }
  const last = wanted.at(-1);
  for (let index = kept; index < wanted.length - 1; index++) {
    const { from, stood } = wanted[index]!;
    closes(stood, { holds_from: from, known_from: ordinal }, { ...ENDLESS, ended_on: ends(index), ended_by: ordinal });
  }
  return { holds_from: last?.from ?? FOR_GOOD, known_from: ordinal, spans };
}

type Ended = Pick<SuggestionSpanRow, 'ended_on' | 'ended_by' | 'gone_by'>;

const ENDLESS: Ended = { ended_on: FOR_GOOD, ended_by: NEVER, gone_by: NEVER };

function holds(row: Stood & { readonly holds_from: string }, wanted: Span | undefined): boolean {
  return row.holds_from === wanted?.from && alike(row, wanted.stood);
}

/** Written out, as in suggestion-spans.ts. */
function spanRow(
  first_ordinal: number,
  span: number,
  { holds_from, known_from }: Pick<SuggestionSpanRow, 'holds_from' | 'known_from'>,
  { ended_on, ended_by, gone_by }: Ended,
  stood: Stood,
): SuggestionSpanRow {
  return {
    first_ordinal,
    span,
    holds_from,
    known_from,
    ended_on,
    ended_by,
    gone_by,
    round_id: stood.round_id,
    meeting_id: stood.meeting_id,
    dong: stood.dong,
    district: stood.district,
    raised_on: stood.raised_on,
    channel: stood.channel,
    form: stood.form,
    field_of_work: stood.field_of_work,
    proposer_kind: stood.proposer_kind,
    reply_wanted: stood.reply_wanted,
    after_closure: stood.after_closure,
    phase: stood.phase,
    status: stood.status,
    department: stood.department,
    officer: stood.officer,
    supporting: stood.supporting,
    awaited: stood.awaited,
    statutory_kind: stood.statutory_kind,
    review_on: stood.review_on,
    plan: stood.plan,
    clock: stood.clock,
    basis: stood.basis,
    due_on: stood.due_on,
    turns_to: stood.turns_to,
    notice_on: stood.notice_on,
    late_by_statute: stood.late_by_statute,
    late_by_policy: stood.late_by_policy,
  };
}
