import { isAmendment } from '../../../src/history/corrected-history.js';
import type { HandlingStatus, Step } from '../../../src/suggestions/handling-status.js';
import { dataToday, type Life, stepOf, suggestionLife } from '../../../src/suggestions/suggestion.steps.js';
import type { LedgerEvent, Projection, Rows } from '../../engine/read-model/projection.js';
import { contributionsOf, differenceOf } from './contributions.js';
import { book, journalTables } from './journal.tables.js';
import { begunLife, lifeOf } from './suggestion-life.js';
import { correctedIn, entryIn, entryKeys, entryRow } from './suggestion-past.js';
import { advancedRow, rowOfHistory } from './suggestion-row.js';
import { suggestionEntries, type SuggestionEntryRow, type SuggestionRow, suggestions } from './suggestion.tables.js';

/**
 * Each suggestion's progress (건의사항 처리현황), and the journal and sums of what suggestions add to totals: one
 * read model, since both turn on the same past of each suggestion. An entry is folded from the row alone, whatever its
 * type; corrections, voids and what comes for a day before the last step take the whole past.
 */
export function suggestionProgress(life: Life): Projection {
  return {
    name: 'suggestion-progress',
    version: 9,
    tables: [suggestions, suggestionEntries, ...journalTables],
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
      if (isNext(event, step, row)) advance(event, step, row, rows);
      else foldAnew(event, life, row, rows);
    },
  };
}

export const suggestionProgressModel = suggestionProgress(suggestionLife);

const NONE: ReadonlySet<string> = new Set();

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
  const first = { suggestion_id: idOf(event.stream), first_ordinal: event.ordinal };
  const entered = { revision: event.revision, entries: String(event.ordinal) };
  rows.put(suggestions, rowOfHistory(told, first, entered, new Map([[event.id, event.ordinal]]), NONE)!);
  const { roundId, district, dong, raisedOn } = told.received!.data;
  const pending = {
    roundId,
    district,
    dong,
    raisedOn,
    holdsFrom: raisedOn,
    status: told.steps[0]!.step.status!,
    delta: 1,
  };
  book(event, event.ordinal, [pending], rows);
}

/** Whether the row alone says what the entry changes. */
function isNext(event: LedgerEvent, step: Step | undefined, row: SuggestionRow): boolean {
  if (row.standing === 0 || isAmendment(event) || event.type === 'SuggestionReceived') return false;
  // Once it is split it counts on no day: what it counted is taken back.
  return step === undefined || (step.day >= row.last_day && step.status !== 'split');
}

function advance(event: LedgerEvent, step: Step | undefined, row: SuggestionRow, rows: Rows): void {
  rows.put(suggestions, advancedRow(row, entered(event, row), step && { step, by: event.ordinal, said: null }));
  if (step?.status === undefined || step.status === row.status) return;
  const cell = { roundId: row.round_id, district: row.district, dong: row.dong, raisedOn: row.raised_on };
  const holdsFrom = step.day < row.raised_on ? row.raised_on : step.day;
  const leaves = { ...cell, holdsFrom, status: row.status as HandlingStatus, delta: -1 };
  book(event, row.first_ordinal, [leaves, { ...cell, holdsFrom, status: step.status, delta: 1 }], rows);
}

/** What counted before against what counts now. */
function foldAnew(event: LedgerEvent, life: Life, row: SuggestionRow, rows: Rows): void {
  const past = (rows.all(suggestionEntries, entryKeys(row)) as readonly SuggestionEntryRow[]).map(entryIn);
  const [before, after] = [lifeOf(past, life), lifeOf([...past, event], life)];
  const ordinals = [...entryKeys(row).flat(), event.ordinal];
  const recorded = new Map([...past, event].map(({ id }, index) => [id, ordinals[index]!]));
  const its = entered(event, row);
  // A suggestion whose receipt is voided keeps what it last said.
  rows.put(
    suggestions,
    rowOfHistory(after, row, its, recorded, correctedIn([...past, event])) ?? { ...row, ...its, standing: 0 },
  );
  book(event, row.first_ordinal, differenceOf(contributionsOf(before), contributionsOf(after)), rows);
}

function entered({ ordinal, revision }: LedgerEvent, { entries }: SuggestionRow) {
  return { revision, entries: `${entries},${String(ordinal)}` };
}
