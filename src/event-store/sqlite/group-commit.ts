import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SerialisedEvent } from '../check-append.js';
import { ConflictError, NotWritableError, OutcomeUnknownError, UnavailableError } from '../errors.js';
import type { ExpectedRevision } from '../event-store.js';
import type { LogFile, Placed } from './log-file.js';
import type { PatientLogFile } from './patient.js';

/** What one transaction takes at most, so that it holds neither the lock nor the event loop for long. */
const MOST_APPENDS = 256;
const MOST_BYTES = 4 * 1024 * 1024;

interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerialisedEvent[];
}

interface PendingAppend extends AppendRequest {
  readonly since: number;
  readonly resolve: (placed: Placed) => void;
  readonly reject: (error: unknown) => void;
}

/** Appends that come in one moment share one transaction: one flush to the disk for all of them. */
export class GroupCommit {
  private pending: PendingAppend[] = [];
  private flushing: Promise<void> | undefined;
  private finished = false;
  /** What kept the last group from being written surely; undefined where nothing did. */
  failure: Error | undefined;
  /** Of the last event that this process has appended. */
  lastSequence = 0;

  constructor(
    private readonly file: PatientLogFile,
    private readonly onCommit: () => void,
  ) {}

  /** Resolves when the events are durable. */
  append(request: AppendRequest): Promise<Placed> {
    return new Promise((resolve, reject) => {
      if (this.finished) throw new UnavailableError(`${this.file.path} is closed`);
      this.pending.push({ ...request, since: performance.now(), resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Takes no more, and resolves when all that was taken is answered. */
  async finish(): Promise<void> {
    this.finished = true;
    await this.flushing;
  }

  private async flush(): Promise<void> {
    await Promise.resolve();
    while (this.pending.length > 0) {
      const group = this.pending.splice(0, this.groupSize());
      try {
        const together = (file: LogFile) => file.transaction(() => group.map((append) => attempt(file, append)));
        const answers = await this.file.do(together, group[0]!.since);
        this.failure = undefined;
        answers.forEach((answer, index) => {
          const { resolve, reject } = group[index]!;
          if (answer instanceof ConflictError) return reject(answer);
          this.lastSequence = Math.max(this.lastSequence, answer.sequence);
          resolve(answer);
        });
        this.onCommit();
      } catch (error) {
        if (error instanceof NotWritableError || error instanceof OutcomeUnknownError) this.failure = error;
        for (const { reject } of group) reject(error);
      }
      // Who was answered may append again, and join the next group, and other processes may get the lock.
      await nextTurn();
    }
    this.flushing = undefined;
  }

  private groupSize(): number {
    let bytes = 0;
    const full = this.pending.findIndex(({ events }, index) => {
      for (const { data, metadata } of events) bytes += data.length + metadata.length;
      return index > 0 && (index === MOST_APPENDS || bytes > MOST_BYTES);
    });
    return full === -1 ? this.pending.length : full;
  }
}

function attempt(file: LogFile, { stream, expected, events }: PendingAppend): Placed | ConflictError {
  try {
    return file.append(stream, expected, events);
  } catch (error) {
    if (error instanceof ConflictError) return error;
    throw error;
  }
}
