import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { CompiledQuery, sql } from 'kysely';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { DatabaseBusy } from '../database.js';
import { createTable, storedTable } from '../stored-table.js';
import { PostgresDatabase } from './postgres-database.js';

const notes = storedTable({ name: 'notes', key: ['number'], columns: { number: 'integer', note: 'text' } }, 1);

/** What PgBouncer takes of a connection that begins, unless it is told to ignore more (its documentation, ignore_startup_parameters). */
const TAKEN = [
  'application_name',
  'client_encoding',
  'database',
  'datestyle',
  'standard_conforming_strings',
  'timezone',
  'user',
];

/** Passes everything on, and keeps the names of what each connection begins with. */
class Passage {
  readonly begunWith: string[][] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    target: number,
  ) {
    server.on('connection', (near) => {
      const far = connect(target, '127.0.0.1');
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
      }
      near.once('data', (first: Buffer) => {
        // Its length and the protocol's version come first, then names and values in turn (PostgreSQL documentation, "Message Formats").
        const words = first.subarray(8, first.readInt32BE(0)).toString().split('\0').filter(Boolean);
        this.begunWith.push(words.filter((_, index) => index % 2 === 0));
        far.write(first);
        near.pipe(far);
      });
      far.pipe(near);
    });
  }

  static async to(target: number): Promise<Passage> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Passage(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }
}

describe('a connection to PostgreSQL over a pooler', () => {
  let made: TestDatabase;
  let passage: Passage;
  let database: PostgresDatabase;
  beforeEach(async () => {
    made = await testDatabase('postgres');
    const url = new URL(made.databaseUrl!);
    passage = await Passage.to(Number(url.port));
    url.port = String(passage.port);
    database = new PostgresDatabase(url.href);
    await database.prepare();
    await database.write(({ books }) => books.executeQuery(CompiledQuery.raw(createTable('postgres', notes))));
  });
  afterEach(async () => {
    await database.close();
    await passage.close();
    await made.drop();
  });

  it('begins with nothing that PgBouncer refuses, whatever it is for', async () => {
    const heard = new Promise<void>((resolve) => {
      database.onCommit(resolve);
    });
    await database.read((db) => sql`select 1`.execute(db));
    await database.find([{ table: notes, keys: [[1]] }]);
    await database.write(() => Promise.resolve());
    await heard;
    await database.tidy(notes);
    // Writers, readers, who listens.
    expect(passage.begunWith.length).toBeGreaterThanOrEqual(3);
    // The options are those of the test's own address, which names a schema.
    const taken = [...TAKEN, 'options'];
    expect([...new Set(passage.begunWith.flat())].filter((name) => !taken.includes(name.toLowerCase()))).toEqual([]);
  });

  it('has its limits in each transaction', async () => {
    const limits = await database.write(async ({ books }) => {
      const set = await sql`select current_setting('lock_timeout') as locks,
        current_setting('idle_in_transaction_session_timeout') as idle`.execute(books);
      return set.rows;
    });
    expect(limits).toEqual([{ locks: '5s', idle: '4s' }]);
  });

  it('waits for no lock longer than that, also where it only looks something up', async () => {
    await database.write(async ({ books }) => {
      await sql`lock table notes_b1 in access exclusive mode`.execute(books);
      const found = database.find([{ table: notes, keys: [[1]] }]).catch((error: unknown) => error);
      while (!((await Promise.race([found, sql`select 1`.execute(books)])) instanceof DatabaseBusy));
    });
  }, 20_000);
});
