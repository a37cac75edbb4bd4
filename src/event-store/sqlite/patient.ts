import { setTimeout as delay } from 'node:timers/promises';
import { UnavailableError } from '../errors.js';
import { LogFile } from './log-file.js';
import { isBusy, named } from './sqlite-errors.js';

/** Between two tries, in milliseconds: short enough to meet the gaps that a busy writer leaves. */
const FIRST_WAIT_MS = 0.5;
const LONGEST_WAIT_MS = 8;

/**
 * A log's file that waits for other processes' locks without holding up the event loop: synchronous work is
 * tried again until no lock is in the way, for a bounded time. The file is opened by the first work.
 */
export class PatientLogFile {
  private file: LogFile | undefined;
  private closed = false;

  constructor(
    readonly path: string,
    private readonly lockWaitMs: number,
  ) {}

  /** `since` (of performance.now()) is when the waiting began, where that was before this call. */
  async do<T>(work: (file: LogFile) => T, since = performance.now()): Promise<T> {
    const deadline = since + this.lockWaitMs;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return work(this.opened());
      } catch (error) {
        if (!isBusy(error)) throw named(error, this.path, 'reading');
        if (performance.now() > deadline) {
          const seconds = String(this.lockWaitMs / 1000);
          throw new UnavailableError(`${this.path} has been locked by another process for ${seconds} s`, {
            cause: error,
          });
        }
      }
      // A random share keeps two waiting processes from meeting again and again.
      await delay(wait * (0.5 + Math.random()));
    }
  }

  /** Whether another connection has written since this number was last asked for; a lock counts as a yes. */
  dataVersion(): number {
    try {
      return this.opened().dataVersion();
    } catch (error) {
      if (isBusy(error)) return Number.NaN;
      throw named(error, this.path, 'reading');
    }
  }

  close(): void {
    this.closed = true;
    this.file?.close();
    this.file = undefined;
  }

  private opened(): LogFile {
    if (this.closed) throw new UnavailableError(`${this.path} is closed`);
    return (this.file ??= new LogFile(this.path));
  }
}
