import { isAmendment } from '../../../src/history/corrected-history.js';
import type { LocalDate } from '../../../src/history/days.js';
import { entersPhase, type HandlingStatus, type Step } from '../../../src/suggestions/handling-status.js';
import { dataToday, type Life, stepOf, suggestionLife } from '../../../src/suggestions/suggestion.steps.js';
import type { LedgerEvent, Projection, Rows } from '../../engine/read-model/projection.js';
import { clockAfter, clockTold, runsIn, textOf, touchesFrom } from './clock-told.js';
import { contributionsOf, differenceOf } from './contributions.js';
import { book, journalTables } from './journal.tables.js';
import { begunLife, type ClockTold, lifeOf, type LifeTold, phasedBy } from './suggestion-life.js';
import { entryIn, entryKeys, entryRow } from './suggestion-past.js';
import { NEVER, type SuggestionSpanRow, suggestionSpans } from './suggestion-span.tables.js';
import { spansFrom, stoodReceived } from './suggestion-spans.js';
import { suggestionEntries, type SuggestionEntryRow, type SuggestionRow, suggestions } from './suggestion.tables.js';
import { type SpansThere, write } from './written-spans.js';

/**
 * Each suggestion's progress (건의사항 처리현황), and the journal and sums of what suggestions add to totals: one
 * read model, since both turn on the same past of each suggestion. An entry is folded from the row alone, whatever its
 * type; corrections, voids and what comes for a day before the last step take the whole past.
 */
export function suggestionProgress(life: Life): Projection {
  return {
    name: 'suggestion-progress',
    version: 10,
    tables: [suggestions, suggestionEntries, suggestionSpans, ...journalTables],
    concerns: ({ stream }) => stream.startsWith('suggestion-'),
    wants: ({ stream, revision }) => (revision === 0 ? [] : [{ table: suggestions, keys: [[idOf(stream)]] }]),
    alsoWants(event, rows) {
      // Of what comes late by its day alone, the fold asks: few do, and each event would be lifted for it.
      const row = isAmendment(event) ? rowBefore(event, rows) : undefined;
      return row ? [{ table: suggestionEntries, keys: entryKeys(row) }] : [];
    },
    fold(event, rows) {
      const row = rowBefore(event, rows);
      if (!row) {
        receive(event, life, rows);
        return;
      }
      rows.insert(suggestionEntries, entryRow(event));
      const step = stepBy(event, life);
      const told = clockAfter(event, life, row);
      if (isNext(event, step, row, told)) advance(event, step, told, row, rows);
      else foldAnew(event, life, row, rows);
    },
  };
}

export const suggestionProgressModel = suggestionProgress(suggestionLife);

function idOf(stream: string): string {
  return stream.slice('suggestion-'.length);
}

/** Before the first event of its stream nothing is there, and nothing is looked up. */
function rowBefore({ stream, revision }: LedgerEvent, rows: Pick<Rows, 'get'>): SuggestionRow | undefined {
  return revision === 0 ? undefined : rows.get(suggestions, [idOf(stream)]);
}

function stepBy(event: LedgerEvent, life: Life): Step | undefined {
  return stepOf({ type: event.type, data: dataToday(event, life) }, life);
}

/** What stands before the receipt says nothing of a suggestion. */
function receive(event: LedgerEvent, life: Life, rows: Rows): void {
  if (event.type !== 'SuggestionReceived') return;
  const told = begunLife(event, life);
  rows.insert(suggestionEntries, entryRow(event));
  const first = {
    suggestion_id: idOf(event.stream),
    first_ordinal: event.ordinal,
    before: [],
    open: undefined,
    spans: 0,
  };
  rows.put(suggestions, rowOfLife(event, told, first, [event.ordinal], rows)!);
  book(event, event.ordinal, contributionsOf(told), rows);
}

/** Whether the row alone says what the entry changes. */
function isNext(event: LedgerEvent, step: Step | undefined, row: SuggestionRow, told: ClockTold | undefined): boolean {
  if (!counts(row) || isAmendment(event) || event.type === 'SuggestionReceived') return false;
  // Once it is split it counts on no day: what it counted is taken back.
  if (step && (step.status === 'split' || step.day < row.last_day || fromOf(step.day, row) < row.holds_from))
    return false;
  return told === undefined || row.spans === 0 || touchesFrom(clockTold(row), told) >= row.holds_from;
}

function advance(
  event: LedgerEvent,
  step: Step | undefined,
  told: ClockTold | undefined,
  row: SuggestionRow,
  rows: Rows,
): void {
  const entries = `${row.entries},${String(event.ordinal)}`;
  if (!step && !told) {
    rows.put(suggestions, { ...row, revision: event.revision, entries });
    return;
  }
  const wanted = spansFrom({ from: row.holds_from, stood: row }, step ? [step] : [], told && runsIn(told));
  const there = { first_ordinal: row.first_ordinal, before: [], open: row, spans: row.spans };
  const { holds_from, known_from, spans } = write(event.ordinal, there, wanted, rows);
  rows.put(suggestions, {
    ...wanted.at(-1)!.stood,
    revision: event.revision,
    entries,
    holds_from,
    known_from,
    spans,
    phase_since: step && entersPhase(step, row) ? step.day : row.phase_since,
    last_day: step?.day ?? row.last_day,
    clock_told: told ? textOf(told) : row.clock_told,
  });
  if (step?.status === undefined || step.status === row.status) return;
  const cell = { roundId: row.round_id, district: row.district, dong: row.dong, raisedOn: row.raised_on };
  const holdsFrom = fromOf(step.day, row);
  const leaves = { ...cell, holdsFrom, status: row.status as HandlingStatus, delta: -1 };
  book(event, row.first_ordinal, [leaves, { ...cell, holdsFrom, status: step.status, delta: 1 }], rows);
}

/** What counted before against what counts now. */
function foldAnew(event: LedgerEvent, life: Life, row: SuggestionRow, rows: Rows): void {
  const past = (rows.all(suggestionEntries, entryKeys(row)) as readonly SuggestionEntryRow[]).map(entryIn);
  const all = [...past, event];
  const [before, after] = [lifeOf(past, life), lifeOf(all, life)];
  const entries = [...entryKeys(row).flat(), event.ordinal];
  const there = { ...row, before: spansBefore(row, rows), open: counts(row) ? row : undefined };
  rows.put(
    suggestions,
    rowOfLife(event, after, there, entries, rows) ?? {
      // One whose receipt is voided keeps what it last said.
      ...row,
      ...entered(event, entries),
      standing: 0,
      spans: write(event.ordinal, there, [], rows).spans,
    },
  );
  book(event, row.first_ordinal, differenceOf(contributionsOf(before), contributionsOf(after)), rows);
}

/** Writes the spans of a life, and makes its row; undefined where no receipt stands. */
function rowOfLife(
  event: LedgerEvent,
  { received, steps: told, clock }: LifeTold,
  there: SpansThere & Pick<SuggestionRow, 'suggestion_id'>,
  entries: readonly number[],
  rows: Rows,
): SuggestionRow | undefined {
  if (!received) return undefined;
  const { raisedOn, outsidePeriodReason } = received.data;
  const steps = told.map(({ step }) => step);
  const all = spansFrom({ from: raisedOn, stood: stoodReceived(received.data) }, steps, runsIn(clock));
  // Once it is known that it was split, its parts count in its place.
  const wanted = steps.some(({ status }) => status === 'split') ? [] : all;
  return {
    ...all.at(-1)!.stood,
    ...write(event.ordinal, there, wanted, rows),
    suggestion_id: there.suggestion_id,
    first_ordinal: there.first_ordinal,
    ...entered(event, entries),
    standing: 1,
    outside_period_reason: outsidePeriodReason,
    phase_since: phasedBy(told).step.day,
    last_day: steps.at(-1)!.day,
    clock_told: textOf(clock),
  };
}

function entered({ revision }: LedgerEvent, entries: readonly number[]) {
  return { revision, entries: entries.join() };
}

/** Those before the open one that still hold, in the order of days. */
function spansBefore({ first_ordinal, spans }: SuggestionRow, rows: Rows): readonly SuggestionSpanRow[] {
  const keys = Array.from({ length: spans }, (_, index) => [first_ordinal, index + 1] as const);
  return (rows.all(suggestionSpans, keys) as readonly SuggestionSpanRow[])
    .filter(({ gone_by, holds_from, ended_on }) => gone_by === NEVER && holds_from < ended_on)
    .sort((a, b) => (a.holds_from < b.holds_from ? -1 : 1));
}

function counts({ standing, status }: SuggestionRow): boolean {
  return standing === 1 && status !== 'split';
}

/** It counts from the day it was raised, with the status it has on that day. */
function fromOf(day: LocalDate, { raised_on }: SuggestionRow): LocalDate {
  return day < raised_on ? raised_on : day;
}
