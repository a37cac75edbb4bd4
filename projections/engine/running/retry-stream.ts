import type { Recorded } from '../../../src/history/event.js';
import { withoutUndoneLosses } from '../../../src/event-store/stream-loss.js';
import { dayInSeoul } from '../../../src/history/days.js';
import type { QuarantinedEventRow, QuarantinedStreamRow } from '../database/bookkeeping.js';
import { type Database, DataRefused, TableDamaged, type Writing } from '../database/database.js';
import { writeFolded } from '../folding/build-fold.js';
import { ownName } from '../folding/quarantined.js';
import { foldAtOnce } from '../folding/batch.js';
import type { RunningBuild } from './running-build.js';
import type { LedgerEvent } from '../read-model/projection.js';

/**
 * Folds what a stream in quarantine holds back, in one transaction: afterwards the tables are as if nothing had
 * happened, or the stream is held back as before. Nothing else may be folded and not yet flushed. True if it is free.
 */
export async function retryStream(
  database: Database,
  { row, fold }: RunningBuild,
  stream: string,
  guard: (tx: Writing) => Promise<void>,
): Promise<boolean> {
  const { before, events } = await database.read(async (db) => ({
    before: await db
      .selectFrom('ledger_held_streams')
      .selectAll()
      .where('build', '=', row.build)
      .where('stream', '=', stream)
      .executeTakeFirst(),
    events: await db
      .selectFrom('ledger_held_events')
      .selectAll()
      .where('build', '=', row.build)
      .where('stream', '=', stream)
      .orderBy('ordinal')
      .execute(),
  }));
  if (!before) return true;
  const own = ownName(stream);
  // Nested too deep to be kept: only a rebuild reads it anew.
  if (events.some(({ event }) => !('data' in (JSON.parse(event) as object)))) {
    await database.write(async (tx) => {
      await count(tx, before);
      await guard(tx);
    });
    return false;
  }
  fold.release(own);
  await foldAtOnce(database, [fold], withoutUndoneLosses(events.map(ledgerEvent)));
  if (fold.failure) return false;
  const folded = fold.take();
  try {
    await database.write(async (tx) => {
      await forget(tx, before);
      await writeFolded(tx, [folded]);
      if (fold.isQuarantined(own)) await count(tx, before);
      await guard(tx);
    });
  } catch (error) {
    if (error instanceof TableDamaged) {
      fold.failure = error;
      return false;
    }
    if (!(error instanceof DataRefused)) throw error;
    fold.keepQuarantined(own);
    await database.write(async (tx) => {
      await guard(tx);
      await tx.books
        .updateTable('ledger_held_streams')
        .set({ error: error.message, attempts: before.attempts + 1 })
        .where('build', '=', row.build)
        .where('stream', '=', stream)
        .execute();
    });
  } finally {
    fold.settled();
  }
  return !fold.isQuarantined(own);
}

/** The streams that a build holds back. */
export async function quarantinedStreams(database: Database, build: number): Promise<readonly string[]> {
  const rows = await database.read((db) =>
    db.selectFrom('ledger_held_streams').select('stream').where('build', '=', build).orderBy('ordinal').execute(),
  );
  return rows.map(({ stream }) => stream);
}

async function forget({ books }: Writing, { build, stream }: QuarantinedStreamRow): Promise<void> {
  await books.deleteFrom('ledger_held_streams').where('build', '=', build).where('stream', '=', stream).execute();
  await books.deleteFrom('ledger_held_events').where('build', '=', build).where('stream', '=', stream).execute();
}

async function count({ books }: Writing, before: QuarantinedStreamRow): Promise<void> {
  await books
    .updateTable('ledger_held_streams')
    .set({ attempts: before.attempts + 1, held_since: before.held_since })
    .where('build', '=', before.build)
    .where('stream', '=', before.stream)
    .execute();
}

function ledgerEvent({ ordinal, recorded_up_to, event }: QuarantinedEventRow): LedgerEvent {
  return {
    ...(JSON.parse(event) as Recorded),
    ordinal,
    recordedUpTo: recorded_up_to,
    dayRecorded: dayInSeoul(recorded_up_to),
  };
}
