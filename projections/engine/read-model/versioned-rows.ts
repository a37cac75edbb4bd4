import { type Contracts, lift } from '../../../src/history/contract.js';
import { correctedHistory, isAmendment } from '../../../src/history/corrected-history.js';
import type { Event, Recorded } from '../../../src/history/event.js';
import { type Key, type LedgerEvent, type Projection, type Row, type Rows, table, type Table } from './projection.js';

/** Later than every ordinal. */
export const STILL_KNOWN = Number.MAX_SAFE_INTEGER;

/** A row with the ordinals between which it was known: from `known_from` on, before `known_to`. */
export type Versioned<R extends Row> = R & { readonly known_from: number; readonly known_to: number };

/** One row that a part's entries make. */
export interface MadeRow {
  readonly table: Table;
  readonly row: Row;
}

/** Adds to a table what makes it a table of versions. */
export function versionedTable<R extends Row>(definition: Table<R>): Table<Versioned<R>> {
  const { name, columns, key, indexes = [] } = definition;
  return {
    name,
    columns: { ...columns, known_from: 'integer', known_to: 'integer' },
    key: [...key, 'known_from'],
    indexes,
  };
}

/** Pairs a row with its table, checked against each other. */
export function made<R extends Row>(of: Table<Versioned<R>>, row: R): MadeRow {
  return { table: of, row };
}

/** An entry of a stream as it stands corrected, in the shape of today. */
export type Entry<E extends Event = Event> = E & { readonly id: string; readonly ordinal: number };

export interface VersionedDefinition<E extends Event, State extends object> {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly Table[];
  /** Streams that are folded, by what their names begin with before the first `-`; null: of all streams, these types alone. */
  readonly category: string | null;
  readonly contracts: Contracts<E>;
  /**
   * The part of its stream whose rows an entry makes, with the others of that part and no more: of what no correction
   * changes. No two parts make rows of one key at a time. Where it is not given, a stream is one part.
   */
  partOf?(entry: Entry<E>): string;
  /** What a part has come to with one more of its entries: JSON, undefined where nothing is there. Pure. */
  evolve(state: State | undefined, entry: Entry<E>, stream: string): State | undefined;
  /** The rows that a part then makes. Pure. */
  rowsOf(state: State, stream: string): readonly MadeRow[];
}

/** An entry as it was recorded: what later corrections of its part need, and who asks what was recorded. */
export type EntryRow = Readonly<{
  stream: string;
  part: string;
  /** In its part, from 0. */
  number: number;
  ordinal: number;
  event_id: string;
  type: string;
  schema_version: number;
  /** JSON of its data. */
  data: string;
  recorded_at: string;
  /** JSON of who recorded it. */
  recorded_by: string;
}>;

/** Where an entry is found by its id. */
type PlaceRow = Pick<EntryRow, 'stream' | 'event_id' | 'part' | 'number'>;

type PartRow = Readonly<{
  stream: string;
  part: string;
  /** How many entries it has, amendments among them. */
  entries: number;
  /** JSON of what it has come to; null where nothing is there. */
  state: string | null;
  /** JSON of the ordinals from which its rows are known, in their order. */
  since: string;
}>;

/**
 * A read model whose rows are a function of what each stream has come to. Corrections and voids need no rule of their
 * own, and every row is kept with the ordinals between which it was known. An entry is folded onto what its part of
 * the stream has come to; a correction or a void has that part alone folded anew. So a stream takes time by its
 * length, where what a part comes to does not grow with it.
 */
export function versionedRows<E extends Event, State extends object>(
  definition: VersionedDefinition<E, State>,
): Projection {
  const { contracts } = definition;
  const { entries, places, parts } = keptTables(definition.name.replaceAll('-', '_'));
  const byName = new Map(definition.tables.map((one) => [one.name, one]));
  const { category } = definition;
  const isKnown = ({ type }: Event) => Object.hasOwn(contracts, type);

  /** Undefined for an amendment of what is not folded at all. */
  function partOf(event: LedgerEvent, place: PlaceRow | undefined): string | undefined {
    if (isAmendment(event)) return place?.part ?? (category === null ? undefined : '');
    return isKnown(event) ? (definition.partOf?.(lifted(event, contracts)) ?? '') : '';
  }

  /** What a part comes to with one more event. */
  function next(part: PartRow, event: LedgerEvent, before: State | undefined, rows: Rows): State | undefined {
    const evolve = (state: State | undefined, entry: Entry<E>) => definition.evolve(state, entry, event.stream);
    if (!isAmendment(event)) return isKnown(event) ? evolve(before, lifted(event, contracts)) : before;
    const raw = rows.all(entries, entryKeys(part, part.entries)).map((row) => entryIn(row!));
    const history = correctedHistory([...raw, event], contracts).filter(isKnown) as unknown as readonly Entry<E>[];
    return history.reduce<State | undefined>(evolve, undefined);
  }

  return {
    name: definition.name,
    version: definition.version,
    tables: [...definition.tables, entries, places, parts],
    concerns: (event) =>
      category === null ? isKnown(event) || isAmendment(event) : event.stream.startsWith(`${category}-`),
    wants(event) {
      // Before the first event of its stream nothing is there.
      if (event.revision === 0) return [];
      if (isAmendment(event)) return [{ table: places, keys: [[event.stream, event.data.eventId]] }];
      return [{ table: parts, keys: [[event.stream, partOf(event, undefined)!]] }];
    },
    alsoWants(event, rows) {
      if (event.revision === 0 || !isAmendment(event)) return [];
      const { stream, data } = event;
      const place = rows.get(places, [stream, data.eventId]);
      const part = partOf(event, place);
      if (part === undefined) return [];
      return [
        { table: parts, keys: [[stream, part]] },
        { table: entries, keys: entryKeys({ stream, part }, place ? place.number + 1 : 0) },
      ];
    },
    fold(event, rows) {
      const { stream, revision } = event;
      const place = isAmendment(event) && revision > 0 ? rows.get(places, [stream, event.data.eventId]) : undefined;
      const name = partOf(event, place);
      if (name === undefined) return;
      const part = (revision === 0 ? undefined : rows.get(parts, [stream, name])) ?? nothingOf(stream, name);
      const before = part.state === null ? undefined : (JSON.parse(part.state) as State);
      const after = next(part, event, before, rows);
      const since = replaceRows(
        before ? definition.rowsOf(before, stream) : [],
        JSON.parse(part.since) as number[],
        after ? definition.rowsOf(after, stream) : [],
        event,
        (name, row) => {
          rows.put(byName.get(name)!, row);
        },
      );
      rows.insert(entries, entryRow(event, part));
      rows.put(places, { stream, event_id: event.id, part: name, number: part.entries });
      rows.put(parts, {
        ...part,
        entries: part.entries + 1,
        state: after ? JSON.stringify(after) : null,
        since: JSON.stringify(since),
      });
    },
  };
}

/** Closes the rows that no longer stand and opens the new ones; hands back since when those that stand now are known. */
function replaceRows(
  before: readonly MadeRow[],
  since: readonly number[],
  after: readonly MadeRow[],
  { ordinal }: LedgerEvent,
  put: (table: string, row: Versioned<Row>) => void,
): readonly number[] {
  const standing = new Map(
    before.map(({ table, row }, index) => [contentOf(table, row), { table, row, known_from: since[index]! }]),
  );
  const from = after.map(({ table, row }) => {
    const content = contentOf(table, row);
    const stands = standing.get(content);
    standing.delete(content);
    return stands?.known_from;
  });
  for (const { table, row, known_from } of standing.values()) {
    put(table.name, { ...row, known_from, known_to: ordinal });
  }
  after.forEach(({ table, row }, index) => {
    if (from[index] === undefined) put(table.name, { ...row, known_from: ordinal, known_to: STILL_KNOWN });
  });
  return from.map((known) => known ?? ordinal);
}

function contentOf({ name, columns }: Table, row: Row): string {
  return JSON.stringify([name, ...Object.keys(columns).map((column) => row[column])]);
}

/** What is kept of the streams besides their rows. */
function keptTables(name: string) {
  return {
    entries: table<EntryRow>({
      name: `${name}_entries`,
      columns: {
        stream: 'text',
        part: 'text',
        number: 'integer',
        ordinal: 'integer',
        event_id: 'text',
        type: 'text',
        schema_version: 'integer',
        data: 'text',
        recorded_at: 'text',
        recorded_by: 'text',
      },
      key: ['stream', 'part', 'number'],
      journal: true,
    }),
    places: table<PlaceRow>({
      name: `${name}_places`,
      columns: { stream: 'text', event_id: 'text', part: 'text', number: 'integer' },
      key: ['stream', 'event_id'],
    }),
    parts: table<PartRow>({
      name: `${name}_parts`,
      columns: { stream: 'text', part: 'text', entries: 'integer', state: 'text?', since: 'text' },
      key: ['stream', 'part'],
    }),
  };
}

function nothingOf(stream: string, part: string): PartRow {
  return { stream, part, entries: 0, state: null, since: '[]' };
}

/** The keys of the first entries of a part. */
function entryKeys({ stream, part }: Pick<PartRow, 'stream' | 'part'>, entries: number): readonly Key[] {
  return Array.from({ length: entries }, (_, number) => [stream, part, number]);
}

function entryRow({ stream, ordinal, id, type, data, metadata }: LedgerEvent, part: PartRow): EntryRow {
  return {
    stream,
    part: part.part,
    number: part.entries,
    ordinal,
    event_id: id,
    type,
    schema_version: metadata.schemaVersion,
    data: JSON.stringify(data),
    recorded_at: metadata.recordedAt,
    recorded_by: JSON.stringify(metadata.recordedBy),
  };
}

/** An entry as a corrected history needs it. */
function entryIn({ event_id: id, ordinal, type, schema_version: schemaVersion, data }: EntryRow): Recorded {
  return { id, ordinal, type, data: JSON.parse(data) as object, metadata: { schemaVersion } } as unknown as Recorded;
}

function lifted<E extends Event>(event: LedgerEvent, contracts: Contracts<E>): Entry<E> {
  const contract = contracts[event.type as E['type']];
  const data = lift(contract, event.data, event.metadata.schemaVersion, contract.version);
  return { ...event, data } as unknown as Entry<E>;
}
