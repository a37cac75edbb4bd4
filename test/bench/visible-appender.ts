import { DatabaseSync } from 'node:sqlite';
import { positionOf } from '../../src/event-store/sqlite/position.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { bareInsert } from './bare-insert.js';
import type { Generated } from './city-life.js';
import { expectedOf, Incoming, now, paced, toAppend } from './paced.js';

/** Another process that appends to the log's file, through the port or bare, and tells its parent each append. */

export interface AppenderArguments {
  readonly log: string;
  readonly count: number;
  readonly perSecond: number;
  readonly bare: boolean;
}

/** An append: where it stands, and when it was begun. */
export interface Append {
  readonly position: string;
  readonly at: number;
}

const { log, count, perSecond, bare } = JSON.parse(process.argv[2]!) as AppenderArguments;
const append = bare ? bareAppend(log) : await portAppend(log);
await paced(new Incoming().next(count), perSecond, async (generated) => {
  const at = now();
  const position = await append(generated);
  process.send!({ position, at } satisfies Append);
});
process.disconnect();

async function portAppend(file: string): Promise<(generated: Generated) => Promise<string>> {
  const store = await SqliteEventStore.open(file);
  return async (generated) =>
    (await store.append(generated.stream, expectedOf(generated), [toAppend(generated)])).position;
}

function bareAppend(file: string): (generated: Generated) => Promise<string> {
  const insert = bareInsert(new DatabaseSync(file, { timeout: 1_000 }));
  return (generated) => Promise.resolve(positionOf(insert(generated)));
}
