import type { Recorded } from '../../history/event.js';
import { checkAppend } from '../check-append.js';
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
import { GroupCommit } from './group-commit.js';
import type { StoredEvent } from './log-file.js';
import { PatientLogFile } from './patient.js';
import { positionOf, sequenceAt, sequenceOf } from './position.js';
import { recorded, unbroken } from './recorded.js';

const PAGE = 1_000;
const LOOK_EVERY_MS = 50;
const LOCK_WAIT_MS = 10_000;

/** The embedded event store: one file on one machine, shared by several processes. */
export class SqliteEventStore extends EventStore {
  private readonly file: PatientLogFile;
  private readonly commits: GroupCommit;
  private readonly wakers = new Set<() => void>();
  private readonly closed = new AbortController();

  /** The file is opened, and made where it is not there, by the first call; `open` does it at once. */
  constructor(path: string, options: { readonly lockWaitMs?: number } = {}) {
    super();
    this.file = new PatientLogFile(path, options.lockWaitMs ?? LOCK_WAIT_MS);
    this.commits = new GroupCommit(this.file, () => {
      for (const wake of this.wakers) wake();
    });
  }

  /** Opens the file now; rejects with NotALogError for a file of anything else, UnavailableError under a long lock. */
  static async open(path: string, options?: { readonly lockWaitMs?: number }): Promise<SqliteEventStore> {
    const store = new SqliteEventStore(path, options);
    await store.lastEvent();
    return store;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<Appended> {
    const { revision, sequence } = await this.commits.append({
      stream,
      expected,
      events: checkAppend(stream, expected, events),
    });
    return { revision, position: positionOf(sequence) };
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<Recorded> {
    const direction = options.direction ?? 'forwards';
    const step = direction === 'forwards' ? 1 : -1;
    let from = options.from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    let left = options.limit ?? Number.MAX_SAFE_INTEGER;
    let last: number | undefined;
    while (left > 0) {
      const wanted = Math.min(left, PAGE);
      const page = await this.file.do((file) => file.stream(stream, from, direction, wanted));
      const first = last === undefined && direction === 'backwards' ? undefined : from;
      yield* unbroken(page, 'revision', first, step, this.file.path);
      if (page.length < wanted) return;
      left -= page.length;
      last = page.at(-1)!.revision;
      from = last + step;
    }
  }

  async readAll(options: {
    readonly after?: Position | undefined;
    readonly limit: number;
  }): Promise<readonly Recorded[]> {
    const after = sequenceOf(options.after);
    return this.following(after, await this.file.do((file) => file.after(after, options.limit)));
  }

  async eventAt(position: Position): Promise<Recorded | undefined> {
    const sequence = sequenceAt(position);
    const stored = sequence === undefined ? undefined : await this.file.do((file) => file.at(sequence));
    return stored && recorded(stored, this.file.path);
  }

  async lastEvent(): Promise<Recorded | undefined> {
    const stored = await this.file.do((file) => file.at(file.lastSequence()));
    return stored && recorded(stored, this.file.path);
  }

  /** Sequences begin at 1, leave no gap, and nothing is ever deleted. */
  count(): Promise<number> {
    return this.file.do((file) => file.lastSequence());
  }

  async *subscribe({ after, batch, signal }: SubscribeOptions): AsyncIterable<Delivery> {
    const stop = AbortSignal.any([signal, this.closed.signal]);
    let sequence = sequenceOf(after);
    let told = false;
    while (!stop.aborted) {
      const from = sequence;
      const { seen, page, end } = await this.file.do((file) => {
        const version = file.dataVersion();
        return { seen: version, page: file.after(from, batch), end: file.lastSequence() };
      });
      sequence = page.at(-1)?.sequence ?? sequence;
      const caughtUp = sequence >= end;
      if (page.length > 0 || !told) {
        told = caughtUp;
        yield {
          events: this.following(from, page),
          position: sequence === 0 ? undefined : positionOf(sequence),
          caughtUp,
        };
      }
      if (caughtUp) await this.somethingNew(sequence, seen, stop);
    }
  }

  /** What the last append met holds until one succeeds. */
  async takesAppends(): Promise<void> {
    if (this.commits.failure !== undefined) throw this.commits.failure;
    await this.file.do((file) => {
      file.checkWritable();
    });
  }

  describe(): Promise<StoreDescription> {
    return this.file.do((file) => ({ kind: 'sqlite', place: file.path, version: `SQLite ${file.sqliteVersion()}` }));
  }

  async close(): Promise<void> {
    if (this.closed.signal.aborted) return;
    this.closed.abort();
    await this.commits.finish();
    this.file.close();
  }

  private following(sequence: number, page: readonly StoredEvent[]): readonly Recorded[] {
    return [...unbroken(page, 'sequence', sequence + 1, 1, this.file.path)];
  }

  /** Resolves on an append of this process at once, on one of another process within LOOK_EVERY_MS. */
  private somethingNew(sequence: number, seen: number, stop: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearInterval(look);
        this.wakers.delete(done);
        stop.removeEventListener('abort', done);
        resolve();
      };
      const look = setInterval(() => {
        try {
          if (this.file.dataVersion() !== seen) done();
        } catch (error) {
          reject(error);
          done();
        }
      }, LOOK_EVERY_MS);
      this.wakers.add(done);
      stop.addEventListener('abort', done);
      // An append of this process may have come between the look at the file and this waiting.
      if (stop.aborted || this.commits.lastSequence > sequence) done();
    });
  }
}
