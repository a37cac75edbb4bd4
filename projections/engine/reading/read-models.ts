import { asItCame } from '../../../src/history/sentence.js';
import { type Kysely, sql } from 'kysely';
import type { Position } from '../../../src/event-store/event-store.js';
import type { EndOfLog } from '../../../src/health/end-of-log.js';
import type { Bookkeeping } from '../database/bookkeeping.js';
import { type Database, TableDamaged } from '../database/database.js';
import { storedName } from '../database/stored-table.js';
import type { Projection } from '../read-model/projection.js';
import { type AppliedTo, appliedTo, type ServedBuild } from './applied-to.js';
import { NotServed, NotYetVisible } from './errors.js';
import { StoredNames } from './stored-names.js';

export interface ReadOptions {
  /** A position that must be applied before the query runs; waited for, then NotYetVisible. */
  readonly after?: Position | undefined;
  /** How long to wait for it, in milliseconds. */
  readonly withinMs?: number;
}

/** How long a query waits for a position, unless it says. */
export const WAIT_MS = 5_000;

/** Who waits looks by itself so often: not every way to PostgreSQL tells of commits. */
const LOOK_EVERY_MS = 100;

/**
 * Where query handlers read. A query names the read models it reads and gets a Kysely in which their tables'
 * logical names stand for those of the build that serves, all in one snapshot, and how far that snapshot is:
 *
 *     interface Tables { rounds: Versioned<RoundRow> }
 *
 *     const answer = await readModels.read<Tables, Answer>(['rounds'], async (db, applied) => ({
 *       rounds: await db.selectFrom('rounds').selectAll().where('known_to', '>', applied.ordinal).execute(),
 *       knownAt: applied.ordinal,
 *       incomplete: applied.heldBack,
 *     }), { after: request.after });
 *
 * Counts and sums are numbers on both engines; text sorts by code point on both. What differs is left out: no
 * ilike, date functions, distinct on. A table or a common table expression may not be aliased to another table's name.
 */
export class ReadModels {
  constructor(
    private readonly database: Database,
    private readonly projections: readonly Projection[],
    /** Where it is known, a position beyond it is refused and not waited for. */
    private readonly endOfLog?: EndOfLog,
  ) {}

  /** Runs a query over read models. Rejects with NotServed, NotYetVisible, DatabaseAway, Problem for `after`. */
  async read<Tables, T>(
    readModels: readonly string[],
    query: (db: Kysely<Tables>, applied: AppliedTo) => Promise<T>,
    options: ReadOptions = {},
  ): Promise<T> {
    if (options.after !== undefined) await this.waitFor(options.after, options.withinMs ?? WAIT_MS, readModels);
    const attempt = () =>
      this.database.read(async (snapshot) => {
        const builds = await this.served(snapshot, readModels);
        const db = snapshot.withPlugin(new StoredNames(this.names(builds))) as unknown as Kysely<Tables>;
        return query(db, appliedTo(builds));
      });
    try {
      return await attempt();
    } catch (error) {
      // A table dropped between the snapshot and its first use: a new snapshot no longer names it.
      if (!(error instanceof TableDamaged)) throw error;
      return attempt().catch((again: unknown) => {
        throw again instanceof TableDamaged ? new NotServed(readModels.join(', '), asItCame(again.message)) : again;
      });
    }
  }

  /** How far the read models are, by default all that this program knows. */
  appliedTo(readModels: readonly string[] = this.allNames()): Promise<AppliedTo> {
    return this.database.read(async (snapshot) => appliedTo(await this.served(snapshot, readModels)));
  }

  /** Resolves once the position is applied; rejects with NotYetVisible, which says how far it is, Problem. */
  async waitFor(position: Position, ms = WAIT_MS, readModels: readonly string[] = this.allNames()): Promise<AppliedTo> {
    const deadline = performance.now() + ms;
    let wake: () => void = () => undefined;
    let woken = new Promise<void>((resolve) => (wake = resolve));
    const stop = this.database.onCommit(() => {
      wake();
    });
    let asked: Promise<void> | undefined;
    const beyond: { refusal?: Error } = {};
    try {
      for (;;) {
        const left = deadline - performance.now();
        const applied = await this.builtUpTo(readModels, left > 0);
        if (applied?.position !== undefined && applied.position >= position) return applied;
        if (beyond.refusal) throw beyond.refusal;
        if (applied && left <= 0) throw new NotYetVisible(position, applied);
        asked ??= this.endOfLog?.refuseBeyond(position).catch((error: unknown) => {
          beyond.refusal = error as Error;
          wake();
        });
        const timer = setTimeout(wake, Math.min(Math.max(left, 0), LOOK_EVERY_MS));
        await woken;
        clearTimeout(timer);
        woken = new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      stop();
    }
  }

  /** How far the read models are; undefined where they are not built yet and may still come. */
  private async builtUpTo(readModels: readonly string[], mayCome: boolean): Promise<AppliedTo | undefined> {
    try {
      return await this.appliedTo(readModels);
    } catch (error) {
      if (error instanceof NotServed && mayCome) return undefined;
      throw error;
    }
  }

  private allNames(): readonly string[] {
    return [...new Set(this.projections.map(({ name }) => name))];
  }

  /** Of each read model the build that serves, or the newest live one of a version that this program knows. */
  private async served(db: Kysely<Bookkeeping>, readModels: readonly string[]): Promise<readonly ServedBuild[]> {
    const rows = await db
      .selectFrom('ledger_builds as b')
      .selectAll('b')
      .select((of) =>
        of
          .selectFrom('ledger_held_streams as h')
          .select(sql<number>`count(*)`.as('n'))
          .whereRef('h.build', '=', 'b.build')
          .$asScalar()
          .$notNull()
          .as('held_back'),
      )
      .where('b.name', 'in', readModels)
      .where((where) => where.or([where('b.serving', '=', 1), where('b.state', '=', 'live')]))
      .orderBy('b.serving', 'desc')
      .orderBy('b.build', 'desc')
      .execute();
    return readModels.map((name) => {
      const of = rows.filter((row) => row.name === name);
      const known = of.find(({ version }) => this.projection(name, version) !== undefined);
      if (known) return known;
      const [serving] = of;
      throw new NotServed(
        name,
        serving
          ? {
              ko: `지금 쓰이는 ${String(serving.version)}판이 이 프로그램에는 없습니다`,
              en: `version ${String(serving.version)} serves, which this program does not have`,
            }
          : { ko: '아직 만들어지지 않았습니다', en: 'it has not been built yet' },
      );
    });
  }

  private names(builds: readonly ServedBuild[]): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const { name, version, build } of builds) {
      for (const table of this.projection(name, version)!.tables) names.set(table.name, storedName(table.name, build));
    }
    return names;
  }

  private projection(name: string, version: number): Projection | undefined {
    return this.projections.find((projection) => projection.name === name && projection.version === version);
  }
}
