import { lift } from '../../../src/history/contract.js';
import {
  type Amendment,
  type Change,
  isAmendment,
  isCorrection,
  standingCorrections,
  voidedIds,
} from '../../../src/history/corrected-history.js';
import type { Recorded } from '../../../src/history/event.js';
import { type ReceiptEvent, receiptContracts } from '../../../src/suggestions/receipt/receipt.events.js';
import { type LedgerEvent, type Projection, type Rows, table } from '../../engine/read-model/projection.js';
import { STILL_KNOWN, type Versioned, versionedTable } from '../../engine/read-model/versioned-rows.js';
import { BREAK, lettersOf, pairsIn } from './searched-letters.js';

/** What a suggestion says, as it is searched: title, text and place, with the ordinals between which it was known. */
export type SaidRow = Versioned<{
  /** Of its receipt: the suggestion's `first_ordinal`. */
  ordinal: number;
  said: string;
}>;

/** That a pair of letters stands in what a suggestion says, or once said. */
export type PairRow = Readonly<{ pair: number; ordinal: number }>;

/** What later corrections of a receipt need of it. */
type PastRow = Readonly<{
  stream: string;
  ordinal: number;
  receipt_id: string;
  /** From which ordinal on what it says now is known. */
  known_from: number;
  /** JSON of what it first said and of the amendments since; null while there are none. */
  past: string | null;
}>;

type Part = (typeof PARTS)[number];
const PARTS = ['title', 'text', 'place'] as const;
type Saying = Readonly<Record<Part, string>>;

interface Past {
  readonly first: string;
  readonly amendments: readonly Recorded<Amendment>[];
}

export const suggestionSaid = versionedTable<{ ordinal: number; said: string }>({
  name: 'suggestion_said',
  columns: { ordinal: 'integer', said: 'text' },
  key: ['ordinal'],
});

export const suggestionPairs = table<PairRow>({
  name: 'suggestion_pairs',
  columns: { pair: 'integer', ordinal: 'integer' },
  key: ['pair', 'ordinal'],
  journal: true,
});

const suggestionSaidPasts = table<PastRow>({
  name: 'suggestion_said_pasts',
  columns: { stream: 'text', ordinal: 'integer', receipt_id: 'text', known_from: 'integer', past: 'text?' },
  key: ['stream'],
});

/**
 * What is asked for, to be found by parts of words. Pairs are those of everything that a suggestion ever said; what it
 * said at a moment stands beside them.
 */
export const suggestionSearchModel: Projection = {
  name: 'suggestion-search',
  version: 1,
  tables: [suggestionSaid, suggestionPairs, suggestionSaidPasts],
  concerns: (event) =>
    event.stream.startsWith('suggestion-') && (event.type === 'SuggestionReceived' || isAmendment(event)),
  wants: ({ stream, revision }) => (revision === 0 ? [] : [{ table: suggestionSaidPasts, keys: [[stream]] }]),
  alsoWants: ({ stream, revision }, rows) => {
    const past = revision === 0 ? undefined : rows.get(suggestionSaidPasts, [stream]);
    return past ? [{ table: suggestionSaid, keys: [[past.ordinal, past.known_from]] }] : [];
  },
  fold(event, rows) {
    if (isAmendment(event)) amended(event, rows);
    else received(event as LedgerEvent<ReceiptEvent>, rows);
  },
};

function received({ stream, id, ordinal, data, metadata, revision }: LedgerEvent<ReceiptEvent>, rows: Rows): void {
  if (revision > 0 && rows.get(suggestionSaidPasts, [stream])) return;
  const contract = receiptContracts.SuggestionReceived;
  const said = saidBy(lift(contract, data, metadata.schemaVersion, contract.version));
  rows.put(suggestionSaidPasts, { stream, ordinal, receipt_id: id, known_from: ordinal, past: null });
  rows.put(suggestionSaid, { ordinal, said, known_from: ordinal, known_to: STILL_KNOWN });
  for (const pair of pairsIn(said)) rows.insert(suggestionPairs, { pair, ordinal });
}

function amended(event: LedgerEvent<Amendment>, rows: Rows): void {
  const row = event.revision === 0 ? undefined : rows.get(suggestionSaidPasts, [event.stream]);
  if (!row) return;
  const { ordinal, known_from } = row;
  const now = rows.get(suggestionSaid, [ordinal, known_from])!;
  const before = row.past === null ? { first: now.said, amendments: [] } : (JSON.parse(row.past) as Past);
  const named = [row.receipt_id, ...before.amendments.map(({ id }) => id)];
  if (!named.includes(event.data.eventId)) return;
  const past = { ...before, amendments: [...before.amendments, kept(event)] };
  const said = saidAfter(row.receipt_id, past);
  const changed = said !== now.said;
  rows.put(suggestionSaidPasts, {
    ...row,
    known_from: changed ? event.ordinal : known_from,
    past: JSON.stringify(past),
  });
  if (!changed) return;
  rows.put(suggestionSaid, { ...now, known_to: event.ordinal });
  rows.put(suggestionSaid, { ordinal, said, known_from: event.ordinal, known_to: STILL_KNOWN });
  const pairsBefore = new Set(pairsIn(now.said));
  for (const pair of pairsIn(said)) if (!pairsBefore.has(pair)) rows.put(suggestionPairs, { pair, ordinal });
}

/** What of an amendment is needed to tell what was said. */
function kept({ id, type, data }: Recorded<Amendment>): Recorded<Amendment> {
  const { eventId } = data;
  const changes = 'changes' in data ? data.changes.filter(({ path }) => partAt(path) !== undefined) : [];
  return { id, type, data: { eventId, changes } } as unknown as Recorded<Amendment>;
}

function saidAfter(receiptId: string, { first, amendments }: Past): string {
  const corrections = standingCorrections(amendments.filter(isCorrection), voidedIds(amendments)).get(receiptId) ?? [];
  const changes: readonly Change[] = corrections.flatMap(({ data }) => data.changes);
  const [title = '', text = '', place = ''] = first.split(BREAK);
  const said: Record<Part, string> = { title, text, place };
  for (const { path, to } of changes) said[partAt(path)!] = lettersOf((to as string | null) ?? '');
  return saidOf(said);
}

function partAt(path: string): Part | undefined {
  return PARTS.find((part) => path === `/${part}`);
}

function saidBy(receipt: Readonly<Partial<Record<Part, string | null>>>): string {
  const letters = (part: Part) => lettersOf(receipt[part] ?? '');
  return saidOf({ title: letters('title'), text: letters('text'), place: letters('place') });
}

function saidOf(said: Saying): string {
  return PARTS.map((part) => said[part]).join(BREAK);
}

export type SuggestionSearchTables = Readonly<{ suggestion_said: SaidRow; suggestion_pairs: PairRow }>;
