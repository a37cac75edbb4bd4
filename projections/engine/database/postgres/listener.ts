import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Bookkeeping } from '../bookkeeping.js';
import type { Silence } from './silence.js';

const CHANNEL = 'ledger_read_models';
const AGAIN_AFTER_MS = 250;
/** Whoever only listens learns by asking alone that nothing would come any more. */
const ASKED_EVERY_LOOKS = 5;

/** Hears of commits by NOTIFY, on a connection of its own that is made again when it breaks. */
export class PostgresListener {
  private readonly listeners = new Set<() => void>();
  private readonly stop = new AbortController();
  private listening: Promise<void> | undefined;
  private readonly own = new Set<number>();

  constructor(
    private readonly connection: pg.ClientConfig,
    private readonly silence: Silence,
  ) {}

  /** Tells every process that listens, once the transaction commits. */
  async notify(transaction: Kysely<Bookkeeping>): Promise<void> {
    await sql`select pg_notify(${sql.lit(CHANNEL)}, '')`.execute(transaction);
  }

  /** Connections of this process: what they commit is told at once and need not be heard again. */
  get ownConnections(): Set<number> {
    return this.own;
  }

  add(listener: () => void): () => void {
    this.listeners.add(listener);
    this.listening ??= this.listen();
    return () => {
      this.listeners.delete(listener);
    };
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.listening;
  }

  private async listen(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      const client = new pg.Client(this.connection);
      const broken = new AbortController();
      const over = () => {
        broken.abort();
      };
      client.on('error', over);
      client.on('end', over);
      signal.addEventListener('abort', over);
      client.on('notification', ({ processId }) => {
        if (!this.own.has(processId)) this.tell();
      });
      try {
        await client.connect();
        this.silence.watch(client);
        await client.query(`listen ${CHANNEL}`);
        // What was committed while nobody listened.
        this.tell();
        for (;;) {
          await delay(ASKED_EVERY_LOOKS * this.silence.lookEveryMs, undefined, { signal: broken.signal });
          await client.query('select 1');
        }
      } catch {
        // Away: whoever writes or reads says so; here it is only tried again.
      } finally {
        signal.removeEventListener('abort', over);
        await client.end().catch(() => undefined);
      }
      await delay(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Calls back whoever listens. */
  tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
