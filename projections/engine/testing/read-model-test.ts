import type { Event, Recorded } from '../../../src/history/event.js';
import { BuildFold, writeFolded } from '../folding/build-fold.js';
import { foldAtOnce } from '../folding/batch.js';
import { Numbering } from '../folding/numbering.js';
import { begin, enter, goLive } from '../builds/build.js';
import { type Checkpoint, moveCheckpoint, START } from '../builds/checkpoint.js';
import type { Database, DatabaseKind } from '../database/database.js';
import type { Projection, Row, Table } from '../read-model/projection.js';
import { ReadModels } from '../reading/read-models.js';
import { testDatabase, type TestDatabase } from './test-database.js';
import { type Ledger, type Said, ToldLog } from './told-log.js';

/**
 * Runs events through read models as the engine does, on a real database, and lets a test query them:
 *
 *     describe.each(engines)('rounds, on %s', (engine) => {
 *       let ledger: ReadModelTest;
 *       beforeEach(async () => { ledger = await ReadModelTest.open(engine, [roundsModel]); });
 *       afterEach(() => ledger.close());
 *
 *       it('are gone once their opening is voided', async () => {
 *         const opened = ledger.event('round-1', { type: 'RoundOpened', data: { … } });
 *         ledger.event('round-1', { type: 'EntryVoided', data: { eventId: opened.id, why: 'typed twice' } });
 *         await ledger.fold();
 *         expect(await ledger.rows(rounds)).toMatchObject([{ known_from: 1, known_to: 2 }]);
 *       });
 *     });
 *
 * `fold()` folds what was not folded yet in one batch, `fold(1)` event by event: a fold must come out equal
 * either way, so a good test does both and compares `rows(table)`.
 */
export class ReadModelTest implements Ledger {
  readonly readModels: ReadModels;
  private readonly told = new ToldLog();
  private checkpoint: Checkpoint = START;

  private constructor(
    private readonly made: TestDatabase,
    readonly database: Database,
    private readonly projections: readonly Projection[],
    private readonly folds: readonly BuildFold[],
  ) {
    this.readModels = new ReadModels(database, projections);
  }

  static async open(engine: DatabaseKind, projections: readonly Projection[]): Promise<ReadModelTest> {
    const made = await testDatabase(engine);
    const database = made.open();
    await database.prepare();
    const folds = await database.write(async (tx) => {
      const built: BuildFold[] = [];
      for (const projection of projections) {
        const row = await begin(tx, database.kind, await enter(tx, projection), projection, { indexes: true });
        await goLive(tx, row);
        built.push(new BuildFold(row.build, projection));
      }
      return built;
    });
    return new ReadModelTest(made, database, projections, folds);
  }

  /** The log: everything said so far. */
  get log(): readonly Recorded[] {
    return this.told.log;
  }

  /** Says that an event was recorded next; hands it back as it stands in the log. */
  event<E extends Event>(stream: string, event: E, said: Said = {}): Recorded<E> {
    return this.told.event(stream, event, said);
  }

  /** Folds what was not folded yet, in batches of this size; by default all at once. */
  async fold(batch = Number.MAX_SAFE_INTEGER): Promise<void> {
    while (this.checkpoint.ordinal < this.log.length) {
      const { ordinal, recordedUpTo } = this.checkpoint;
      const numbering = new Numbering(ordinal, recordedUpTo);
      const events = this.log.slice(ordinal, ordinal + batch).map((event) => numbering.next(event));
      const last = events.at(-1)!;
      await foldAtOnce(this.database, this.folds, events);
      const folded = this.folds.map((fold) => fold.take());
      const next: Checkpoint = {
        last: { position: last.position, id: last.id },
        ordinal: last.ordinal,
        recordedUpTo: last.recordedUpTo,
      };
      const builds = this.folds.map(({ build }) => build);
      await this.database.write(async (tx) => {
        await writeFolded(tx, folded);
        await moveCheckpoint(tx, builds, this.checkpoint, next);
      });
      for (const fold of this.folds) fold.settled();
      this.checkpoint = next;
    }
  }

  /** Every row of a table, in the order of its key. */
  rows<R extends Row>(table: Table<R>): Promise<readonly R[]> {
    const { name } = this.projections.find(({ tables }) => tables.some((its) => its.name === table.name))!;
    return this.readModels.read<Record<string, R>, readonly R[]>([name], async (db) => {
      let query = db.selectFrom(table.name).selectAll();
      for (const column of table.key) query = query.orderBy(column as never);
      return (await query.execute()) as unknown as R[];
    });
  }

  /** Streams that a fold threw on; a test that expects none says so with this. */
  async heldBack(): Promise<readonly { stream: string; error: string }[]> {
    return this.database.read((db) => db.selectFrom('ledger_held_streams').select(['stream', 'error']).execute());
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.made.drop();
  }
}
