import { correctedHistory } from '../../../src/history/corrected-history.js';
import type { Recorded } from '../../../src/history/event.js';
import { type HandlingStatus, stepOf } from '../../../src/suggestions/handling-status.js';
import { suggestionContracts, type SuggestionEvent } from '../../../src/suggestions/suggestion.events.js';
import { contributionsOf, differenceOf } from './contributions.js';
import { book, journalTables } from './journal.tables.js';
import type { LedgerEvent, Projection, Rows } from '../../engine/read-model/projection.js';
import { entriesOf, entryRow, wholeEntryRow } from './suggestion-past.js';
import { advancedRow, receivedRow, rowOfHistory, type Step } from './suggestion-row.js';
import { suggestionEntries, type SuggestionEntryRow, type SuggestionRow, suggestions } from './suggestion.tables.js';

/**
 * Each suggestion's progress (건의사항 처리현황), and the journal and sums of what suggestions add to totals: one
 * read model, since both turn on the same past of each suggestion.
 */
export const suggestionProgressModel: Projection = {
  name: 'suggestion-progress',
  version: 4,
  tables: [suggestions, suggestionEntries, ...journalTables],
  concerns: ({ stream }) => stream.startsWith('suggestion-'),
  wants: ({ stream, revision }) => (revision === 0 ? [] : [{ table: suggestions, keys: [[idOf(stream)]] }]),
  alsoWants(event, rows) {
    const row = rowBefore(event, rows);
    if (!row || nextStage(event, row)) return [];
    return [{ table: suggestionEntries, keys: entryKeys(row) }];
  },
  fold(event, rows) {
    const id = idOf(event.stream);
    const row = rowBefore(event, rows);
    if (!row) {
      receive(event, id, rows);
      return;
    }
    const step = nextStage(event, row);
    if (step) advance(event, step, row, rows);
    else amend(event, row, rows);
  },
};

function idOf(stream: string): string {
  return stream.slice('suggestion-'.length);
}

/** Before the first event of its stream nothing is there, and nothing is looked up. */
function rowBefore({ stream, revision }: LedgerEvent, rows: Pick<Rows, 'get'>): SuggestionRow | undefined {
  return revision === 0 ? undefined : rows.get(suggestions, [idOf(stream)]);
}

/** What stands before the receipt says nothing of a suggestion. */
function receive(event: LedgerEvent, id: string, rows: Rows): void {
  if (event.type !== 'SuggestionReceived') return;
  // Lifted to the shape of today; the entry keeps what was stored.
  const history = correctedHistory<SuggestionEvent>([event], suggestionContracts);
  const { data } = history[0] as Recorded<Extract<SuggestionEvent, { type: 'SuggestionReceived' }>>;
  const entry = entryRow(event);
  rows.insert(suggestionEntries, entry);
  const past = { entries: String(event.ordinal), ordinary: isOfOtherVersion(event) ? 0 : 1 };
  rows.put(suggestions, receivedRow(id, data, stepOf({ type: event.type, data })!, event, past));
  book(event, event.ordinal, contributionsOf(history), rows);
}

/** The step of one more stage of an ordinary life; undefined where it takes the whole past to say what changes. */
function nextStage(event: LedgerEvent, row: SuggestionRow): Step | undefined {
  if (row.ordinary !== 1 || event.type === 'SuggestionReceived') return undefined;
  const step = stepOf(event);
  return step && step.day >= row.phase_since && !isOfOtherVersion(event) ? step : undefined;
}

/** The row alone says what changes. */
function advance(event: LedgerEvent, step: Step, row: SuggestionRow, rows: Rows): void {
  rows.insert(suggestionEntries, entryRow(event));
  rows.put(suggestions, advancedRow(row, event, step));
  if (step.status === row.status) return;
  const cell = { roundId: row.round_id, district: row.district, dong: row.dong, raisedOn: row.raised_on };
  const holdsFrom = step.day < row.raised_on ? row.raised_on : step.day;
  const leaves = { ...cell, holdsFrom, status: row.status as HandlingStatus, delta: -1 };
  book(event, row.first_ordinal, [leaves, { ...cell, holdsFrom, status: step.status, delta: 1 }], rows);
}

function entryKeys(row: SuggestionRow): readonly [number][] {
  return row.entries.split(',').map((ordinal) => [Number(ordinal)]);
}

function isOfOtherVersion({ type, metadata: { schemaVersion } }: LedgerEvent): boolean {
  return suggestionContracts[type as keyof typeof suggestionContracts].version !== schemaVersion;
}

/** Corrections, voids and what else takes the whole past: what counted before against what counts now. */
function amend(event: LedgerEvent, row: SuggestionRow, rows: Rows): void {
  const entries = entriesOf(row, rows.all(suggestionEntries, entryKeys(row)) as readonly SuggestionEntryRow[]);
  const before = correctedHistory<SuggestionEvent>(entries, suggestionContracts);
  const after = correctedHistory<SuggestionEvent>([...entries, event], suggestionContracts);
  // The row's columns will say something else than the receipt.
  if (row.ordinary === 1) rows.put(suggestionEntries, wholeEntryRow(row.first_ordinal, entries[0]!));
  rows.insert(suggestionEntries, wholeEntryRow(event.ordinal, event));
  rows.put(suggestions, rowOfHistory(after, row, event));
  book(event, row.first_ordinal, differenceOf(contributionsOf(before), contributionsOf(after)), rows);
}
