import { setTimeout as delay } from 'node:timers/promises';

/** Whether the error only says that another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && ((code & 0xff) === 5 || (code & 0xff) === 6);
}

/** Does the work again until no other connection's lock is in the way, without holding up the event loop. */
export async function unlocked<T>(waitMs: number, work: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (let wait = 1; ; wait = Math.min(wait * 2, 20)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await delay(wait);
    }
  }
}
