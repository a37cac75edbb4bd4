import { setTimeout as delay } from 'node:timers/promises';
import type { Recorded } from '../../history/event.js';
import { checkAppend, type SerialisedEvent } from '../check-append.js';
import { ConflictError, UnavailableError } from '../errors.js';
import type {
  Appended,
  Delivery,
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadStreamOptions,
  StoreDescription,
  SubscribeOptions,
} from '../event-store.js';
import { EventStore } from '../event-store.js';
import { LogFile, positionOf, sequenceOf } from './log-file.js';

const PAGE = 1_000;
const LOOK_EVERY_MS = 50;
const LOCK_WAIT_MS = 10_000;

interface PendingAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerialisedEvent[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** The embedded event store: one file on one machine, shared by several processes. */
export class SqliteEventStore extends EventStore {
  private readonly file: LogFile;
  private pending: PendingAppend[] = [];
  private flushing: Promise<void> | undefined;
  private readonly wakers = new Set<() => void>();
  private readonly closed = new AbortController();

  constructor(path: string) {
    super();
    this.file = new LogFile(path);
  }

  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.closed.signal.aborted) throw new UnavailableError('it is closed');
      this.pending.push({ stream, expected, events: checkAppend(stream, expected, events), resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<Recorded> {
    const direction = options.direction ?? 'forwards';
    const step = direction === 'forwards' ? 1 : -1;
    let from = options.from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    let left = options.limit ?? Number.MAX_SAFE_INTEGER;
    while (left > 0) {
      const wanted = Math.min(left, PAGE);
      const page = await this.unlocked(() => this.file.stream(stream, from, direction, wanted));
      yield* page;
      if (page.length < wanted) return;
      left -= page.length;
      from = page.at(-1)!.revision + step;
    }
  }

  readAll(options: { readonly after?: Position | undefined; readonly limit: number }): Promise<readonly Recorded[]> {
    return this.unlocked(() =>
      this.file.after(options.after === undefined ? 0 : sequenceOf(options.after), options.limit),
    );
  }

  eventAt(position: Position): Promise<Recorded | undefined> {
    return this.unlocked(() => this.file.at(sequenceOf(position)));
  }

  lastEvent(): Promise<Recorded | undefined> {
    return this.unlocked(() => this.file.last());
  }

  async *subscribe({ after, batch, signal }: SubscribeOptions): AsyncIterable<Delivery> {
    const stop = AbortSignal.any([signal, this.closed.signal]);
    let sequence = after === undefined ? 0 : sequenceOf(after);
    let told = false;
    while (!stop.aborted) {
      const seen = this.file.dataVersion();
      const events = await this.unlocked(() => this.file.after(sequence, batch));
      const last = events.at(-1);
      const caughtUp = events.length < batch;
      if (last || !told) {
        if (last) sequence = sequenceOf(last.position);
        told = caughtUp;
        yield { events, position: sequence === 0 ? undefined : positionOf(sequence), caughtUp };
      }
      if (caughtUp) await this.somethingNew(sequence, seen, stop);
    }
  }

  describe(): Promise<StoreDescription> {
    return this.unlocked(() => ({
      kind: 'sqlite',
      place: this.file.path,
      version: `SQLite ${this.file.sqliteVersion()}`,
    }));
  }

  async close(): Promise<void> {
    if (this.closed.signal.aborted) return;
    this.closed.abort();
    await this.flushing;
    this.file.close();
  }

  /** All appends that came in one moment share one transaction: one flush to the disk for all of them. */
  private async flush(): Promise<void> {
    await Promise.resolve();
    while (this.pending.length > 0) {
      const group = this.pending;
      this.pending = [];
      try {
        const answers = await this.unlocked(() =>
          this.file.transaction(() => group.map((append) => this.attempt(append))),
        );
        answers.forEach((answer, index) => {
          const { resolve, reject } = group[index]!;
          if (answer instanceof ConflictError) reject(answer);
          else resolve(answer);
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
      for (const wake of this.wakers) wake();
    }
    this.flushing = undefined;
  }

  private attempt({ stream, expected, events }: PendingAppend): Appended | ConflictError {
    try {
      return this.file.append(stream, expected, events);
    } catch (error) {
      if (error instanceof ConflictError) return error;
      throw error;
    }
  }

  /** Runs synchronous work again until no other process's lock is in the way, without holding up the event loop. */
  private async unlocked<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + LOCK_WAIT_MS;
    for (let wait = 1; ; wait = Math.min(wait * 2, 20)) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > deadline) {
          throw new UnavailableError(
            `${this.file.path} has been locked by another process for ${String(LOCK_WAIT_MS / 1000)} s`,
            {
              cause: error,
            },
          );
        }
        await delay(wait);
      }
    }
  }

  /** Resolves on an append of this process at once, on one of another process within LOOK_EVERY_MS. */
  private somethingNew(sequence: number, seen: number, stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearInterval(look);
        this.wakers.delete(done);
        stop.removeEventListener('abort', done);
        resolve();
      };
      const look = setInterval(() => {
        if (this.file.dataVersion() !== seen) done();
      }, LOOK_EVERY_MS);
      this.wakers.add(done);
      stop.addEventListener('abort', done);
      if (stop.aborted || this.file.after(sequence, 1).length > 0) done();
    });
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && ((code & 0xff) === 5 || (code & 0xff) === 6);
}
