import { randomUUID } from 'node:crypto';
import type { EventStore, EventToAppend } from '../../src/event-store/event-store.js';
import type { Metadata, Recorded } from '../../src/history/event.js';

/** An event as a command's handler would make it. */
export function sampleEvent(n: number, more: { readonly id?: string; readonly data?: object } = {}): EventToAppend {
  const metadata: Metadata = {
    commandId: randomUUID(),
    fingerprint: 'f'.repeat(64),
    correlationId: `correlation-${String(n)}`,
    causationId: randomUUID(),
    recordedAt: '2026-03-02T01:02:03.004Z',
    recordedBy: { id: 'clerk', role: 'clerk', verified: false },
    schemaVersion: 1,
  };
  return { id: more.id ?? randomUUID(), type: 'Sampled', data: more.data ?? { n }, metadata };
}

export function sampleEvents(count: number): EventToAppend[] {
  return Array.from({ length: count }, (_, n) => sampleEvent(n));
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The `n` of sample events, for short assertions. */
export function numbers(events: readonly Recorded[]): number[] {
  return events.map(({ data }) => (data as { n: number }).n);
}

/** All events after a position, page by page. */
export async function readToEnd(store: EventStore, after: string | undefined, limit: number): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (;;) {
    const page = await store.readAll({ after: all.at(-1)?.position ?? after, limit });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was expected to be refused and was not');
}
