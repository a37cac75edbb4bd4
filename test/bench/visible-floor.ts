import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import {
  type AllStreamRecordedEvent,
  END,
  EventStoreDBClient,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { bareInsert } from './bare-insert.js';
import { foldBatch, type Stored, type Target } from './bare-loop.js';
import type { Generated } from './city-life.js';
import { now, paced, toAppend } from './paced.js';

/** The least that makes an append visible: a loop written by hand that keeps two tables, and nothing around it. */
export interface Floor {
  /** Appends at this rate; how long each took to be in the tables, in milliseconds. */
  measure(events: readonly Generated[], perSecond: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

const ROWS_AFTER =
  'select sequence, stream, revision, type, data, metadata from events where sequence > ? order by sequence';

/** Insert, fold, write: one after the other in one process. */
export async function embeddedFloor(log: string, target: Target): Promise<Floor> {
  await (await SqliteEventStore.open(log)).close();
  const db = new DatabaseSync(log);
  const insert = bareInsert(db);
  const after = db.prepare(ROWS_AFTER);
  return {
    measure: async (events, perSecond) => {
      const samples: number[] = [];
      await paced(events, perSecond, async (generated) => {
        const at = now();
        await foldBatch(after.all(insert(generated) - 1) as unknown as Stored[], target);
        samples.push(now() - at);
      });
      return samples;
    },
    close: async () => {
      db.close();
      await target.close();
    },
  };
}

/** Looks every 50 ms whether another process has written to the log's file, and folds what it wrote. */
export async function followFile(
  log: string,
  target: Target,
  seen: (sequence: number, at: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const db = new DatabaseSync(log, { timeout: 1_000 });
  const after = db.prepare(ROWS_AFTER);
  const version = db.prepare('pragma data_version');
  let [known, checkpoint]: [unknown, number] = [undefined, 0];
  while (!signal.aborted) {
    const { data_version } = version.get() as { data_version: number };
    if (data_version !== known) {
      known = data_version;
      const rows = after.all(checkpoint) as unknown as Stored[];
      if (rows.length > 0) checkpoint = await foldBatch(rows, target);
      if (rows.length > 0) seen(checkpoint, now());
    }
    await delay(50);
  }
  db.close();
  await target.close();
}

/** The bare client appends, its subscription folds what comes. */
export function clientFloor(url: string, target: Target): Floor {
  const client = EventStoreDBClient.connectionString(url);
  const begun = new Map<string, number>();
  let samples: number[] = [];
  let queue: Stored[] = [];
  let folding = false;
  const fold = async () => {
    if (folding) return;
    folding = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      await foldBatch(batch, target);
      for (const { id } of batch as (Stored & { id: string })[]) samples.push(now() - begun.get(id)!);
    }
    folding = false;
  };
  const subscription = client.subscribeToAll({
    fromPosition: END,
    filter: streamNameFilter({ regex: '^[^$]' }),
  });
  let sequence = 0;
  subscription.on('data', ({ event }: { event?: AllStreamRecordedEvent }) => {
    if (!event) return;
    const { id, streamId: stream, revision, type, data, metadata } = event;
    const json = { data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    sequence += 1;
    queue.push({ id, sequence, stream, revision: Number(revision), type, ...json } as Stored);
    void fold();
  });
  const confirmed = new Promise<void>((resolve) => subscription.once('confirmation', () => resolve()));
  return {
    measure: async (events, perSecond) => {
      await confirmed;
      samples = [];
      await paced(events, perSecond, async (generated) => {
        const { id, type, data, metadata } = toAppend(generated);
        begun.set(id, now());
        const event = jsonEvent({ id, type, data: data as Record<string, unknown>, metadata: { ...metadata } });
        const { revision } = generated;
        const expectedRevision = revision === 0 ? ('no_stream' as const) : BigInt(revision - 1);
        await client.appendToStream(generated.stream, [event], { expectedRevision });
      });
      while (samples.length < events.length) await delay(5);
      return samples;
    },
    close: async () => {
      await subscription.unsubscribe();
      await client.dispose();
      await target.close();
    },
  };
}
