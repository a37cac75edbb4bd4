import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';

/** After so many looks at which nothing has come or gone, whoever owes an answer is asked after. */
const SILENT_LOOKS = 3;
/** How long the server may take to say what it is at, in milliseconds; connecting included, each. */
const TOLD_WITHIN_MS = 3_000;

/** What pg has and does not say in its types. */
interface Inner {
  readonly processID: number;
  readonly connection: { readonly stream: Socket };
  readonly _activeQuery: object | null;
  readonly _ending: boolean;
}

/** A connection, as it was when it was last looked at. */
interface Watched {
  readonly inner: Inner;
  readonly longestLooks: number;
  query: object | null;
  read: number;
  sent: number;
  /** Looks at which the same answer was owed, and those among them at which nothing moved. */
  owed: number;
  silent: number;
}

/**
 * Gives connections up on which an answer is owed and does not come: the network swallows everything, or the server
 * hangs. What takes long (an index, much that is copied) is told from that by asking the server on a connection of its
 * own what it is at. What a connection was asked is answered by ETIMEDOUT, and the connection is gone: one that pg's
 * query_timeout gave up would still wait.
 */
export class Silence {
  private readonly watched = new Map<pg.ClientBase, Watched>();
  private looking: NodeJS.Timeout | undefined;
  private asking = false;
  private lost = false;
  /** How often anything was heard from the server, on whatever connection. */
  private heard = 0;

  /** Looks every so many milliseconds. */
  constructor(
    private readonly config: pg.ClientConfig,
    readonly lookEveryMs = 1_000,
  ) {}

  /** The server is asked after, or did not say anything and nobody has reached it since. */
  get prevails(): boolean {
    return this.asking || this.lost;
  }

  /** From now until it ends; with `longestMs`, no answer is waited for longer than that. */
  watch(client: pg.ClientBase, longestMs = Infinity): void {
    const inner = client as unknown as Inner;
    this.lost = false;
    this.heard++;
    const longestLooks = longestMs / this.lookEveryMs;
    this.watched.set(client, { inner, longestLooks, query: null, read: 0, sent: 0, owed: 0, silent: 0 });
    // It keeps nobody alive: what waits for an answer has a connection that does.
    this.looking ??= setInterval(() => {
      this.look();
    }, this.lookEveryMs).unref();
    client.on('end', () => {
      this.watched.delete(client);
      if (this.watched.size > 0) return;
      clearInterval(this.looking);
      this.looking = undefined;
    });
  }

  private look(): void {
    for (const one of this.watched.values()) this.lookAt(one);
    if (!this.asking && this.silentOnes().length > 0) void this.askAfter();
  }

  private lookAt(one: Watched): void {
    const { connection, _activeQuery: query, _ending: ending } = one.inner;
    const { bytesRead: read, bytesWritten, writableLength } = connection.stream;
    const sent = bytesWritten - writableLength;
    const same = query === one.query && (query !== null || ending);
    one.owed = same ? one.owed + 1 : 0;
    one.silent = same && read === one.read && sent === one.sent ? one.silent + 1 : 0;
    if (read !== one.read) this.heard++;
    Object.assign(one, { query, read, sent });
    if (one.owed >= one.longestLooks) giveUp(one, 'the answer takes too long');
  }

  private silentOnes(): readonly (readonly [pg.ClientBase, Watched])[] {
    return [...this.watched].filter(([, { silent }]) => silent >= SILENT_LOOKS);
  }

  /** Asks what the server is at for those whose answer does not come. */
  private async askAfter(): Promise<void> {
    this.asking = true;
    const { heard } = this;
    const ones = this.silentOnes();
    try {
      const waiting = await this.waitingForUs(ones.map(([client]) => processIdOf(client)));
      // Its answer may have come together with this one.
      await nextTurn();
      for (const [client, one] of ones) {
        this.lookAt(one);
        if (one.silent >= SILENT_LOOKS && waiting.has(processIdOf(client))) giveUp(one, 'it is dead');
        one.silent = 0;
      }
    } catch (error) {
      for (const one of this.watched.values()) this.lookAt(one);
      // One that is heard has too much to do to say what it is at.
      this.lost = this.heard === heard;
      for (const [, one] of this.lost ? this.watched : ones) {
        if (this.lost) giveUp(one, `the server is silent: ${(error as Error).message}`);
        one.silent = 0;
      }
    } finally {
      this.asking = false;
    }
  }

  /**
   * Those of the server's processes that are gone or wait to be asked something. A pooler has numbers of its own: behind
   * one, only whether anything answers can be told. Rejects where nothing does.
   */
  private async waitingForUs(processIds: readonly number[]): Promise<ReadonlySet<number>> {
    const client = new pg.Client({
      ...this.config,
      connectionTimeoutMillis: TOLD_WITHIN_MS,
      query_timeout: TOLD_WITHIN_MS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number }>(
        `select pid from unnest($1::int[]) asked (pid) where pg_backend_pid() = $2 and not exists (
           select from pg_stat_activity a where a.pid = asked.pid
           and not coalesce(a.state like 'idle%' or a.wait_event = 'ClientRead', false))`,
        [processIds, processIdOf(client)],
      );
      return new Set(rows.map(({ pid }) => pid));
    } catch (error) {
      // A server that refuses is there.
      if (error instanceof pg.DatabaseError) return new Set();
      throw error;
    } finally {
      (client as unknown as Inner).connection.stream.destroy();
    }
  }
}

/** The server's process behind a connection. */
export function processIdOf(client: pg.ClientBase): number {
  return (client as unknown as Inner).processID;
}

function giveUp({ inner }: Watched, why: string): void {
  inner.connection.stream.destroy(Object.assign(new Error(why), { code: 'ETIMEDOUT' }));
}
