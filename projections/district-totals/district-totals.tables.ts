import type { Recorded } from '../../src/history/event.js';
import { correctedHistory } from '../../src/history/corrected-history.js';
import { suggestionContracts } from '../../src/suggestions/suggestion.events.js';
import { type LedgerEvent, type Projection, type Rows, table } from '../engine/projection.js';
import { contributionsOf, differenceOf } from './contributions.js';

/** A booking: by this event, the cell changed by `delta` from `holds_from` on. Only ever inserted. */
export type BookingRow = Readonly<{
  ordinal: number;
  /** Its number among the bookings of its event. */
  part: number;
  suggestion_id: string;
  round_id: string;
  district: string;
  dong: string;
  status: string;
  raised_on: string;
  holds_from: string;
  /** The day recorded: of the running maximum of recordedAt. */
  recorded_on: string;
  delta: number;
}>;

type PastRow = Readonly<{ suggestion_id: string; entries: string }>;

export const bookings = table<BookingRow>({
  name: 'bookings',
  columns: {
    ordinal: 'integer',
    part: 'integer',
    suggestion_id: 'text',
    round_id: 'text',
    district: 'text',
    dong: 'text',
    status: 'text',
    raised_on: 'text',
    holds_from: 'text',
    recorded_on: 'text',
    delta: 'integer',
  },
  key: ['ordinal', 'part'],
  indexes: [{ columns: ['round_id', 'raised_on'] }],
});

const pasts = table<PastRow>({
  name: 'counted_pasts',
  columns: { suggestion_id: 'text', entries: 'text' },
  key: ['suggestion_id'],
});

/** The journal behind every total of suggestions, by district, dong, round and status. */
export const districtTotalsModel: Projection = {
  name: 'district-totals',
  version: 1,
  tables: [bookings, pasts],
  concerns: ({ stream }) => stream.startsWith('suggestion-'),
  wants: ({ stream }) => [{ table: pasts, keys: [[idOf(stream)]] }],
  fold(event, rows) {
    const id = idOf(event.stream);
    const past = rows.get(pasts, [id]);
    const before = past ? (JSON.parse(past.entries) as Recorded[]) : [];
    const after = [...before, entryOf(event)];
    rows.put(pasts, { suggestion_id: id, entries: JSON.stringify(after) });
    book(event, id, before, after, rows);
  },
};

function book(
  event: LedgerEvent,
  id: string,
  before: readonly Recorded[],
  after: readonly Recorded[],
  rows: Rows,
): void {
  const difference = differenceOf(
    contributionsOf(correctedHistory(before, suggestionContracts)),
    contributionsOf(correctedHistory(after, suggestionContracts)),
  );
  difference.forEach(({ roundId, district, dong, status, raisedOn, holdsFrom, delta }, part) => {
    rows.put(bookings, {
      ordinal: event.ordinal,
      part,
      suggestion_id: id,
      round_id: roundId,
      district,
      dong,
      status,
      raised_on: raisedOn,
      holds_from: holdsFrom,
      recorded_on: event.dayRecorded,
      delta,
    });
  });
}

function idOf(stream: string): string {
  return stream.slice('suggestion-'.length);
}

/** What later corrections need of an entry: long texts are of no use to a total. */
function entryOf({ id, type, revision, data, metadata }: LedgerEvent): Recorded {
  const {
    text: _text,
    explanation: _explanation,
    remedy: _remedy,
    why: _why,
    ...kept
  } = data as Record<string, unknown>;
  return { id, type, revision, data: kept, metadata: { schemaVersion: metadata.schemaVersion } } as Recorded;
}
