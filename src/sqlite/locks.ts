import { setTimeout as delay } from 'node:timers/promises';

/** SQLite's primary result codes (sqlite.org/rescode.html) that only say that another connection holds a lock. */
const BUSY = 5;
const LOCKED = 6;

/** Between two tries, in milliseconds: short enough to meet the gaps that a busy writer leaves. */
const FIRST_WAIT_MS = 0.5;
const LONGEST_WAIT_MS = 8;

/** Another connection holds a lock: the same call may succeed later. */
export function isBusy(error: unknown): boolean {
  return [BUSY, LOCKED].includes(resultCode(error) & 0xff);
}

/** SQLite's extended result code of an error; 0 for an error that is not SQLite's. */
export function resultCode(error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code : 0;
}

/**
 * Does the work again until no other connection's lock is in the way, without holding up the event loop; after `waitMs`
 * it is SQLite's own error. `since` (of performance.now()) is when the waiting began, where that was before this call.
 */
export async function unlocked<T>(
  waitMs: number,
  work: () => T | Promise<T>,
  since: number = performance.now(),
): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > since + waitMs) throw error;
    }
    // A random share keeps two waiting processes from meeting again and again.
    await delay(wait * (0.5 + Math.random()));
  }
}
