import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore, Position } from '../../../src/event-store/event-store.js';
import { counted } from '../../../src/health/counted.js';
import type { Checkpoint } from '../builds/checkpoint.js';

const PAGE = 1_000;
/** Streams that are named; how many more there are is said. */
const NAMED = 5;

/** The log ends where a build stands, and has not the events that others were built from. */
export class GoneFromLog extends Error {
  override readonly name = 'GoneFromLog';
}

/** Whether the log holds nothing of ours behind a checkpoint. */
export async function isEndOfLog(store: EventStore, { last }: Checkpoint): Promise<boolean> {
  return (await store.readAll({ after: last?.position, limit: 1 })).length === 0;
}

/** What is gone, in words, by reading the log from its start. Undefined where it was stopped. */
export async function goneFromLog(
  store: EventStore,
  here: Checkpoint,
  there: Checkpoint,
  stopped: () => boolean,
): Promise<GoneFromLog | undefined> {
  const next = new Map<string, number>();
  const gaps: string[] = [];
  let after: Position | undefined;
  for (;;) {
    if (stopped()) return undefined;
    const page = await store.readAll({ after, limit: PAGE });
    for (const { stream, revision } of page) {
      const expected = next.get(stream) ?? 0;
      if (revision > expected)
        gaps.push(`stream ${stream} lacks revisions ${String(expected)} to ${String(revision - 1)}`);
      next.set(stream, revision + 1);
    }
    const last = page.at(-1);
    if (!last || (here.last && last.position >= here.last.position)) break;
    after = last.position;
    await nextTurn();
  }
  const more = gaps.length > NAMED ? `, and ${String(gaps.length - NAMED)} more` : '';
  const named =
    gaps.length > 0 ? `${gaps.slice(0, NAMED).join(', ')}${more}` : 'no stream has a gap: whole streams are gone';
  const fewer = there.ordinal - here.ordinal;
  return new GoneFromLog(
    `the log holds ${fewer > 0 ? `${counted(fewer, 'event')} fewer than` : 'other events than'} what serves was built from ` +
      `(${named}). Restore the log; or pause what serves and resume this build, to have it serve without them`,
  );
}
