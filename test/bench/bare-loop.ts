import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/**
 * The least that builds two read models exactly once: each suggestion as it stands, and the journal of what it adds
 * to which cell of the totals. One loop over the log's file, batches in memory, one transaction a batch. No sums, no
 * corrections, no past to correct by, no quarantine, no lease.
 */

const BATCH = 20_000;
const COLUMNS = [
  'id',
  'ordinal',
  'revision',
  'round',
  'meeting',
  'channel',
  'dong',
  'district',
  'raised_on',
  'accepted_on',
  'reason',
  'proposer',
  'text',
  'category',
  'phase',
  'status',
  'since',
  'department',
  'resolution',
] as const;
type State = Record<(typeof COLUMNS)[number], string | number | null>;
type Data = Record<string, string | null>;

const BOOKING = [
  'ordinal',
  'part',
  'suggestion',
  'round',
  'district',
  'dong',
  'status',
  'raised_on',
  'holds_on',
  'delta',
] as const;
type Booking = Record<(typeof BOOKING)[number], string | number | null>;

export interface Target {
  find(ids: readonly string[]): Promise<readonly State[]> | readonly State[];
  write(states: readonly State[], bookings: readonly Booking[], checkpoint: number): Promise<void> | void;
  close(): Promise<void> | void;
}

export interface Stored {
  readonly sequence: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** Builds both from the log's file; answers how many events a second. */
export async function bareLoop(log: string, target: Target): Promise<number> {
  const source = new DatabaseSync(log, { readOnly: true });
  const page = source.prepare(
    'select sequence, stream, revision, type, data, metadata from events where sequence > ? order by sequence limit ?',
  );
  const began = performance.now();
  let checkpoint = 0;
  for (;;) {
    const events = page.all(checkpoint, BATCH) as unknown as Stored[];
    if (events.length === 0) break;
    checkpoint = await foldBatch(events, target);
  }
  const rate = (checkpoint * 1_000) / (performance.now() - began);
  source.close();
  await target.close();
  return rate;
}

/** Folds what was read into both and writes it in one transaction; answers the checkpoint. */
export async function foldBatch(events: readonly Stored[], target: Target): Promise<number> {
  const states = new Map<string, State>();
  const ids = [...new Set(events.filter(isSuggestion).map(({ stream }) => stream.slice(11)))];
  for (const state of await target.find(ids)) states.set(state.id as string, state);
  const bookings: Booking[] = [];
  for (const event of events) {
    // An event is decoded whole: so every subscription hands it over.
    JSON.parse(event.metadata);
    const data = JSON.parse(event.data) as Data;
    if (isSuggestion(event)) fold(event, data, states, bookings);
  }
  const checkpoint = events.at(-1)!.sequence;
  await target.write([...states.values()], bookings, checkpoint);
  return checkpoint;
}

function isSuggestion({ stream }: Stored): boolean {
  return stream.startsWith('suggestion-');
}

function fold(
  { sequence, stream, revision, type }: Stored,
  data: Data,
  states: Map<string, State>,
  bookings: Booking[],
) {
  const id = stream.slice(11);
  const book = (of: State, part: number, delta: number) => {
    const { ordinal: suggestion, round, district, dong, status, raised_on, since: holds_on } = of;
    bookings.push({ ordinal: sequence, part, suggestion, round, district, dong, status, raised_on, holds_on, delta });
  };
  let state = states.get(id);
  if (type === 'SuggestionReceived') {
    state = {
      id,
      ordinal: sequence,
      revision,
      round: data.roundId!,
      meeting: data.meetingId!,
      channel: data.channel!,
      dong: data.dong!,
      district: data.district!,
      raised_on: data.raisedOn!,
      accepted_on: data.acceptedOn!,
      reason: data.outsidePeriodReason!,
      proposer: data.proposerKind!,
      text: data.text!,
      category: data.category!,
      phase: 'received',
      status: 'pending',
      since: data.raisedOn!,
      department: null,
      resolution: null,
    };
    states.set(id, state);
    book(state, 0, 1);
    return;
  }
  if (!state) return;
  const before = { ...state };
  state.revision = revision;
  if (type === 'SuggestionAssigned') {
    Object.assign(state, { phase: 'assigned', status: 'pending', since: data.assignedOn, department: data.department });
  } else if (type === 'SuggestionResolved') {
    Object.assign(state, {
      phase: 'resolved',
      status: data.outcome,
      since: data.resolvedOn,
      resolution: JSON.stringify(data),
    });
  } else if (type === 'SuggestionReopened') {
    Object.assign(state, { phase: 'reopened', status: 'pending', since: data.reopenedOn, resolution: null });
  }
  if (state.status === before.status) return;
  book({ ...before, since: state.since! }, 0, -1);
  book(state, 1, 1);
}

const isNumber = (name: string) => ['ordinal', 'part', 'revision', 'suggestion', 'delta'].includes(name);

const TABLES = (text: string, integer: string) => `
  create table suggestions (${COLUMNS.map((name) => `${name} ${isNumber(name) ? integer : text}${name === 'id' ? ' primary key' : ''}`).join(', ')});
  create table bookings (${BOOKING.map((name) => `${name} ${isNumber(name) ? integer : text}`).join(', ')}, primary key (ordinal, part));
  create table checkpoint (one ${integer} primary key, sequence ${integer} not null);`;

export function sqliteTarget(path: string): Target {
  const db = new DatabaseSync(path);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -65536; pragma wal_autocheckpoint = 10000',
  );
  db.exec(TABLES('text', 'integer'));
  const select = db.prepare('select * from suggestions where id = ?');
  const put = db.prepare(
    `insert into suggestions values (${COLUMNS.map(() => '?').join(', ')}) on conflict (id) do update set ${COLUMNS.slice(
      1,
    )
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}`,
  );
  const add = db.prepare(`insert into bookings values (${BOOKING.map(() => '?').join(', ')})`);
  const move = db.prepare(
    'insert into checkpoint values (1, ?) on conflict (one) do update set sequence = excluded.sequence',
  );
  return {
    find: (ids) => ids.flatMap((id) => (select.get(id) as State | undefined) ?? []),
    write: (states, bookings, checkpoint) => {
      db.exec('begin immediate');
      for (const state of states) put.run(...COLUMNS.map((name) => state[name]));
      for (const booking of bookings) add.run(...BOOKING.map((name) => booking[name]));
      move.run(checkpoint);
      db.exec('commit');
    },
    close: () => {
      db.close();
    },
  };
}

export async function postgresTarget(url: string): Promise<Target> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(TABLES('text', 'bigint'));
  const typed = COLUMNS.map((name) => `${name} ${isNumber(name) ? 'bigint' : 'text'}`).join(', ');
  const typedBooking = BOOKING.map((name) => `${name} ${isNumber(name) ? 'bigint' : 'text'}`).join(', ');
  return {
    find: async (ids) => {
      const found = await client.query<State>(
        'select s.* from suggestions s join json_array_elements_text($1::json) k on s.id = k',
        [JSON.stringify(ids)],
      );
      return found.rows;
    },
    write: async (states, bookings, checkpoint) => {
      await client.query('begin');
      await client.query(
        `insert into suggestions select ${COLUMNS.join(', ')} from json_to_recordset($1::json) as r(${typed})
         on conflict (id) do update set ${COLUMNS.slice(1)
           .map((name) => `${name} = excluded.${name}`)
           .join(', ')}`,
        [JSON.stringify(states)],
      );
      await client.query(
        `insert into bookings select ${BOOKING.join(', ')} from json_to_recordset($1::json) as r(${typedBooking})`,
        [JSON.stringify(bookings)],
      );
      await client.query(
        'insert into checkpoint values (1, $1) on conflict (one) do update set sequence = excluded.sequence',
        [checkpoint],
      );
      await client.query('commit');
    },
    close: () => client.end(),
  };
}
