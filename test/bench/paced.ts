import { setTimeout as delay } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';
import type { EventToAppend } from '../../src/event-store/event-store.js';
import { cityLife, type Generated } from './city-life.js';

/** Milliseconds on the machine's own clock, the same in every process. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Does something with each, so many a second, whether the one before is through or not. */
export async function paced<T>(each: readonly T[], perSecond: number, work: (one: T) => Promise<void>): Promise<void> {
  const began = now();
  const begun: Promise<void>[] = [];
  for (const [n, one] of each.entries()) {
    const early = began + (n * 1_000) / perSecond - now();
    if (early > 0) await delay(early);
    begun.push(work(one));
  }
  await Promise.all(begun);
}

/** Meetings and suggestions of a city as they come in, so many at a time. */
export class Incoming {
  private readonly life = cityLife(1_000_000, 2);

  next(count: number): readonly Generated[] {
    const taken: Generated[] = [];
    while (taken.length < count) {
      const generated = this.life.next().value as Generated;
      // Districts and rounds are there already.
      if (/^(?:meeting|suggestion)-/.test(generated.stream)) taken.push(generated);
    }
    return taken;
  }
}

export function toAppend({ id, event, recordedAt }: Generated): EventToAppend {
  const commandId = uuid();
  const recordedBy = { id: 'clerk', role: 'clerk', verified: false };
  const ids = { commandId, fingerprint: '0'.repeat(64), correlationId: commandId, causationId: commandId };
  return { id, type: event.type, data: event.data, metadata: { ...ids, recordedAt, recordedBy, schemaVersion: 1 } };
}

export function expectedOf({ revision }: Generated): number | 'no-stream' {
  return revision === 0 ? 'no-stream' : revision - 1;
}

/** The value that this part of them do not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!;
}
