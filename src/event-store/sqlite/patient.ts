import { isBusy, unlocked } from '../../sqlite/locks.js';
import { UnavailableError } from '../errors.js';
import { LogFile } from './log-file.js';
import { named } from './sqlite-errors.js';

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
    return patiently(this.path, this.lockWaitMs, () => work(this.opened()), since);
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

/** Does the work once no other process's lock is in the way; the errors are the port's. */
export async function patiently<T>(path: string, lockWaitMs: number, work: () => T, since?: number): Promise<T> {
  try {
    return await unlocked(lockWaitMs, work, since);
  } catch (error) {
    if (!isBusy(error)) throw named(error, path, 'reading');
    const seconds = String(lockWaitMs / 1000);
    throw new UnavailableError(`${path} has been locked by another process for ${seconds} s`, { cause: error });
  }
}
