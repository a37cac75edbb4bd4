import { createStoredTables } from '../builds/builds.js';
import { checkpointOf, sameCheckpoint } from '../builds/checkpoint.js';
import type { BuildRow, StoredState } from '../database/bookkeeping.js';
import type { Database, Writing } from '../database/database.js';
import { finishTables } from './finish-tables.js';
import { Group, type RunningBuild } from './cohort.js';
import { allBuilds, enterMissingBuilds, type Registry } from '../builds/registry.js';
import { foldOf } from '../folding/build-fold.js';
import type { EngineSettings } from './settings.js';
import { takeOver } from '../builds/take-over.js';

/** The builds that run, by where they stand: the live ones together, those being built beside them. */
export class Groups {
  live: Group | undefined;
  dropping: readonly number[] = [];
  private building: Group[] = [];
  private entered = false;
  private closing = false;
  private turn = 0;

  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly guard: (tx: Writing) => Promise<void>,
    private readonly settings: Pick<EngineSettings, 'report' | 'warn'>,
  ) {}

  get all(): readonly Group[] {
    return this.live ? [this.live, ...this.building] : this.building;
  }

  /** What serves was seen to belong to this log, and is fed. */
  get servingFed(): boolean {
    return this.all.every(({ fed, serves }) => fed || !serves);
  }

  /** Those being built, each first in its turn. */
  inTurn(): readonly Group[] {
    if (this.building.length < 2) return [...this.building];
    this.turn = (this.turn + 1) % this.building.length;
    return [...this.building.slice(this.turn), ...this.building.slice(0, this.turn)];
  }

  /** Makes what runs be what the books say. */
  async follow(): Promise<void> {
    const rows = await allBuilds(this.database);
    this.dropping = rows.filter(({ state }) => state === 'dropping').map(({ build }) => build);
    const runs = new Map(rows.filter((row) => isFed(row.state)).map((row) => [row.build, row]));
    for (const group of this.all) {
      const staying = group.builds.filter(({ row }) => runs.has(row.build));
      group.builds.splice(0, group.builds.length, ...staying);
      for (const running of staying) {
        running.row = runs.get(running.row.build)!;
        runs.delete(running.row.build);
      }
    }
    this.leaveOutEmpty();
    const added: Group[] = [];
    for (let row of runs.values()) {
      const projection = this.registry.find(row.name, row.version);
      if (!projection) continue;
      if (row.state === 'new') row = await this.begin(row, rows);
      const running: RunningBuild = { row, projection, fold: await foldOf(this.database, projection, row.build) };
      const checkpoint = checkpointOf(row);
      // One that has caught up and was stopped before it took over still has to: it does not go among the live ones.
      const same = added.find(
        (group) => sameCheckpoint(group.checkpoint, checkpoint) && isLive(group.builds[0]!.row) === isLive(row),
      );
      if (same) same.builds.push(running);
      else added.push(new Group([running], checkpoint));
    }
    if (!this.live) {
      const live = added.filter(({ builds }) => builds.some(({ row }) => isLive(row)));
      const rank = (group: Group) => [group.serves ? 1 : 0, group.checkpoint.ordinal] as const;
      this.live = live.sort((a, b) => rank(b)[0] - rank(a)[0] || rank(b)[1] - rank(a)[1])[0];
    }
    this.building.push(...added.filter((group) => group !== this.live));
    await this.setBack(rows);
  }

  /** Enters builds for what has none, once the log is seen to be the right one. True if there were any. */
  async enterMissing(): Promise<boolean> {
    if (this.entered || !this.servingFed) return false;
    this.entered = true;
    const before = this.all.flatMap(({ ids }) => ids).length;
    await this.database.write(async (tx) => {
      await enterMissingBuilds(tx, this.registry);
      await this.guard(tx);
    });
    await this.follow();
    return this.all.flatMap(({ ids }) => ids).length > before;
  }

  /** Lets a group that has caught up go live: with the live ones where they stand, or as the first. */
  async join(group: Group): Promise<boolean> {
    const live = this.live?.wrongLog ? undefined : this.live;
    const ready = live ? group.standsWith(live) : group.caughtUp && group.settled;
    if (!ready) return false;
    if (group.builds.some(({ row }) => row.indexed === 0)) {
      // One after the other: whoever is fed needs connections too.
      if (this.all.some(({ indexing }) => indexing !== undefined)) return false;
      await this.index(group);
      return true;
    }
    await this.database.write(async (tx) => {
      for (const { row } of group.builds) {
        const outcome = await takeOver(tx, row);
        await tx.books.updateTable('ledger_builds').set({ state: 'live' }).where('build', '=', row.build).execute();
        this.settings.report(
          `${row.name} version ${String(row.version)}, build ${String(row.build)}, is live: ${outcome}`,
        );
      }
      await this.guard(tx);
    });
    this.building = this.building.filter((other) => other !== group);
    if (live) {
      group.unsubscribe();
      live.builds.push(...group.builds);
    } else {
      const strange = this.live;
      if (strange) this.building.push(strange);
      this.live = group;
      await this.follow();
      if (strange?.wrongLog) await this.giveUpStrange(strange, strange.wrongLog.message);
      return true;
    }
    await this.follow();
    return true;
  }

  /** Lets live builds serve that waited for streams held back. */
  async letServe(group: Group): Promise<void> {
    const waiting = group.builds.filter(({ row }) => row.takes_over === 1);
    if (waiting.length === 0) return;
    await this.database.write(async (tx) => {
      for (const { row } of waiting) await takeOver(tx, row);
      await this.guard(tx);
    });
    await this.follow();
  }

  /** Takes builds out whose fold cannot go on: they stay at their checkpoint, the others go on. */
  async takeOutFailed(group: Group): Promise<void> {
    const failed = group.builds.filter(({ fold }) => fold.failure);
    if (failed.length > 0) await this.fail(failed, ({ fold }) => fold.failure!.message);
  }

  /**
   * Gives up builds of another log that were only begun, or in whose place another serves from this one: nobody is to
   * be switched back to them. What serves waits for its own log to come back.
   */
  async giveUpStrange(group: Group, why: string): Promise<void> {
    const serving = this.all.filter((other) => other !== group && other.fed).flatMap(({ builds }) => builds);
    const replaced = ({ name }: BuildRow) => serving.some(({ row }) => row.name === name && row.serving === 1);
    const strange = group.builds.filter(({ row }) => row.served_since === null || (row.serving === 0 && replaced(row)));
    if (strange.length > 0) await this.fail(strange, () => why);
  }

  private async fail(builds: readonly RunningBuild[], why: (build: RunningBuild) => string): Promise<void> {
    await this.database.write(async (tx) => {
      for (const running of builds) {
        const { name, version, build } = running.row;
        const error = why(running);
        await tx.books
          .updateTable('ledger_builds')
          .set({ state: 'failed', error })
          .where('build', '=', build)
          .execute();
        this.settings.warn(`${name} version ${String(version)} failed: ${error}`);
      }
      await this.guard(tx);
    });
    await this.follow();
  }

  /** Folds again from the checkpoint in smaller batches, to find the one event among so many whose rows the database refuses. */
  async beCareful(group: Group, refused: number): Promise<void> {
    const most = Math.max(1, Math.floor(refused / 16));
    const upTo = Math.max(group.reached.ordinal, group.careful?.upTo ?? 0);
    group.careful = { most, upTo };
    group.rewind(
      await Promise.all(group.builds.map(({ projection, row }) => foldOf(this.database, projection, row.build))),
    );
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const group of this.all) group.unsubscribe();
    await Promise.all(this.all.map(async ({ indexing }) => indexing));
  }

  /** Makes the tables of a new build. Its indexes come last, except beside what serves from the same file. */
  private async begin(row: BuildRow, all: readonly BuildRow[]): Promise<BuildRow> {
    const projection = this.registry.find(row.name, row.version)!;
    const indexes = this.database.kind === 'sqlite' && all.some(({ serving }) => serving === 1);
    await this.database.write(async (tx) => {
      await createStoredTables(tx, this.database.kind, projection, row.build, { indexes });
      await tx.books.updateTable('ledger_builds').set({ state: 'building' }).where('build', '=', row.build).execute();
      await this.guard(tx);
    });
    return { ...row, state: 'building', indexed: indexes ? 1 : 0 };
  }

  /** Makes the indexes and tidies up: on PostgreSQL beside the live ones, on SQLite only where nothing serves yet. */
  private async index(group: Group): Promise<void> {
    const finished = finishTables(this.database, group, this.guard, {
      warn: this.settings.warn,
      stopped: () => this.closing,
    });
    if (this.database.kind === 'sqlite') {
      await finished;
      return;
    }
    group.indexing = finished.then(
      () => {
        group.indexing = undefined;
      },
      (error: unknown) => {
        group.indexing = undefined;
        group.indexingFailed = error as Error;
      },
    );
  }

  /**
   * Calls builds live no longer that do not move with the live ones: a program without their code projects, or did.
   * Queries may read what is live, and an operator may switch to it.
   */
  private async setBack(rows: readonly BuildRow[]): Promise<void> {
    const still = rows
      .filter(({ build, state, serving }) => state === 'live' && serving === 0 && !this.live?.ids.includes(build))
      .map(({ build }) => build);
    if (still.length === 0) return;
    await this.database.write(async (tx) => {
      await tx.books.updateTable('ledger_builds').set({ state: 'building' }).where('build', 'in', still).execute();
      await this.guard(tx);
    });
  }

  private leaveOutEmpty(): void {
    for (const group of this.all) if (group.builds.length === 0) group.unsubscribe();
    if (this.live?.builds.length === 0) this.live = undefined;
    this.building = this.building.filter(({ builds }) => builds.length > 0);
  }
}

function isLive({ state }: BuildRow): boolean {
  return state === 'live';
}

function isFed(state: StoredState): boolean {
  switch (state) {
    case 'new':
    case 'building':
    case 'live':
      return true;
    case 'paused':
    case 'failed':
    case 'dropping':
      return false;
    default:
      return state satisfies never;
  }
}
