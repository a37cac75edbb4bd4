import { begin, fail, fallBehind, goLive, takeOver } from '../builds/build.js';
import { checkpointOf, Fenced, sameCheckpoint } from '../builds/checkpoint.js';
import { finishTables } from '../builds/finish-tables.js';
import { allBuilds, enterMissingBuilds, type Registry } from '../builds/registry.js';
import type { BuildRow, StoredState } from '../database/bookkeeping.js';
import { DatabaseAway, type Writing } from '../database/database.js';
import { foldOf } from '../folding/build-fold.js';
import { Cohort } from './cohort.js';
import type { RunningBuild } from './running-build.js';
import { goneFromLog, isEndOfLog } from './gone-from-log.js';
import type { WrongLog } from './right-log.js';
import type { Surroundings } from './surroundings.js';

const ASK_FOR_END_EVERY_MS = 1_000;

/** The builds that run, by where they stand: the live ones together, those being built beside them. */
export class Cohorts {
  live: Cohort | undefined;
  dropping: readonly number[] = [];
  private building: Cohort[] = [];
  private entered = false;
  private closing = false;
  private turn = 0;
  private askedForEndAt = -Infinity;

  constructor(
    private readonly registry: Registry,
    private readonly around: Surroundings,
  ) {}

  get all(): readonly Cohort[] {
    return this.live ? [this.live, ...this.building] : this.building;
  }

  /** What serves was seen to belong to this log, and is fed. */
  get servingFed(): boolean {
    return this.all.every(({ fed, serves }) => fed || !serves);
  }

  /** The log at hand is not the one that some of these were built from. */
  get wrongLog(): WrongLog | undefined {
    return this.all.find(({ wrongLog }) => wrongLog)?.wrongLog;
  }

  /** Those being built, each first in its turn. */
  inTurn(): readonly Cohort[] {
    if (this.building.length < 2) return [...this.building];
    this.turn = (this.turn + 1) % this.building.length;
    return [...this.building.slice(this.turn), ...this.building.slice(0, this.turn)];
  }

  /** Throws Fenced where the books are not as they were left: the database was put back to another state. */
  async checkBooks(): Promise<void> {
    const rows = new Map((await allBuilds(this.around.database)).map((row) => [row.build, row]));
    for (const { builds, settled, checkpoint } of this.all) {
      if (!settled) continue;
      for (const { row } of builds) {
        const there = rows.get(row.build);
        if (!there || !sameCheckpoint(checkpointOf(there), checkpoint)) {
          throw new Fenced(`build ${String(row.build)} is not where it was left`);
        }
      }
    }
  }

  /** Makes what runs be what the books say. */
  async follow(): Promise<void> {
    const rows = await allBuilds(this.around.database);
    this.dropping = rows.filter(({ state }) => state === 'dropping').map(({ build }) => build);
    const runs = new Map(rows.filter((row) => isFed(row.state)).map((row) => [row.build, row]));
    for (const cohort of this.all) {
      const staying = cohort.builds.filter(({ row }) => runs.has(row.build));
      cohort.builds.splice(0, cohort.builds.length, ...staying);
      for (const running of staying) {
        running.row = runs.get(running.row.build)!;
        runs.delete(running.row.build);
      }
    }
    this.leaveOutEmpty();
    const added: Cohort[] = [];
    for (let row of runs.values()) {
      const projection = this.registry.find(row.name, row.version);
      if (!projection) continue;
      if (row.state === 'new') {
        const begun = await this.begin(row, rows);
        if (!begun) continue;
        row = begun;
      }
      const fold = await foldOf(this.around.database, projection, row.build);
      const running: RunningBuild = { row, projection, fold };
      const checkpoint = checkpointOf(row);
      // One that has caught up and was stopped before it took over still has to: it does not go among the live ones.
      const same = added.find(
        (cohort) => sameCheckpoint(cohort.checkpoint, checkpoint) && isLive(cohort.builds[0]!.row) === isLive(row),
      );
      if (same) same.builds.push(running);
      else added.push(new Cohort([running], checkpoint, this.around));
    }
    if (!this.live) {
      const live = added.filter(({ builds }) => builds.some(({ row }) => isLive(row)));
      const rank = (cohort: Cohort) => [cohort.serves ? 1 : 0, cohort.checkpoint.ordinal] as const;
      this.live = live.sort((a, b) => rank(b)[0] - rank(a)[0] || rank(b)[1] - rank(a)[1])[0];
    }
    this.building.push(...added.filter((cohort) => cohort !== this.live));
    // Queries may read what is live, and an operator may switch to it.
    const behind = rows.filter((row) => isLive(row) && row.serving === 0 && !this.live?.ids.includes(row.build));
    if (behind.length > 0) await this.write((tx) => fallBehind(tx, behind));
  }

  /** Enters builds for what has none, once the log is seen to be the right one. True if there were any. */
  async enterMissing(): Promise<boolean> {
    if (this.entered || !this.servingFed) return false;
    this.entered = true;
    const before = this.all.flatMap(({ ids }) => ids).length;
    await this.write((tx) => enterMissingBuilds(tx, this.registry));
    await this.follow();
    return this.all.flatMap(({ ids }) => ids).length > before;
  }

  /** Lets a cohort that has caught up go live: with the live ones where they stand, or as the first. */
  async join(cohort: Cohort): Promise<boolean> {
    await this.takeOutFailed(cohort);
    if (cohort.builds.length === 0) return false;
    const live = this.live?.wrongLog ? undefined : this.live;
    const ready = live ? cohort.standsWith(live) : cohort.caughtUp && cohort.settled;
    if (!ready) return false;
    if (cohort.builds.some(({ row }) => row.indexed === 0)) {
      // One after the other: whoever is fed needs connections too.
      if (this.all.some(({ indexing }) => indexing)) return false;
      await this.index(cohort);
      return true;
    }
    const { settings } = this.around;
    const went = await this.write(async (tx) => {
      const outcomes: string[] = [];
      for (const { row } of cohort.builds) {
        const { name, version, build } = row;
        outcomes.push(`${name} version ${String(version)}, build ${String(build)}, is live: ${await goLive(tx, row)}`);
      }
      return outcomes;
    });
    went.forEach((outcome) => {
      settings.report(outcome);
    });
    this.building = this.building.filter((other) => other !== cohort);
    const strange = live ? undefined : this.live;
    if (live) {
      cohort.leave();
      live.builds.push(...cohort.builds);
    } else {
      if (strange) this.building.push(strange);
      this.live = cohort;
    }
    await this.follow();
    if (strange?.wrongLog) await this.giveUpStrange(strange, strange.wrongLog.message);
    return true;
  }

  /**
   * Sees whether a cohort that came to the end of the log numbers its events otherwise than the live ones: some have gone
   * from it since, and it would never stand where they stand. True if it is being looked for which.
   */
  async seeWhatIsGone(cohort: Cohort): Promise<boolean> {
    const { live } = this;
    if (!live?.fed || !live.atEnd || !cohort.fed || !cohort.settled || live.standsWith(cohort)) return false;
    const [here, there] = [cohort.checkpoint, live.checkpoint];
    if (here.ordinal < there.ordinal) {
      // The next may only not have come yet: it is asked for no more often than this.
      const now = performance.now();
      if (!cohort.atEnd || now < this.askedForEndAt + ASK_FOR_END_EVERY_MS) return false;
      this.askedForEndAt = now;
      if (!(await isEndOfLog(this.around.store, here))) return false;
    }
    cohort.search(goneFromLog(this.around.store, here, there, () => this.closing || cohort.builds.length === 0));
    return true;
  }

  /** Lets live builds serve that waited for streams held back. */
  async letServe(cohort: Cohort): Promise<void> {
    const waiting = cohort.builds.filter(({ row }) => row.takes_over === 1);
    if (waiting.length === 0) return;
    await this.write(async (tx) => {
      for (const { row } of waiting) await takeOver(tx, row);
    });
    await this.follow();
  }

  /** Takes builds out whose fold cannot go on: they stay at their checkpoint, the others go on. */
  async takeOutFailed(cohort: Cohort): Promise<void> {
    const failed = cohort.builds.filter(({ fold }) => fold.failure);
    if (failed.length > 0) await this.fail(failed, ({ fold }) => fold.failure!.message);
  }

  /**
   * Gives up builds of another log that were only begun, or in whose place another serves from this one: nobody is to
   * be switched back to them. What serves waits for its own log to come back.
   */
  async giveUpStrange(cohort: Cohort, why: string): Promise<void> {
    const serving = this.all.filter((other) => other !== cohort && other.fed).flatMap(({ builds }) => builds);
    const replaced = ({ name }: BuildRow) => serving.some(({ row }) => row.name === name && row.serving === 1);
    const strange = cohort.builds.filter(
      ({ row }) => row.served_since === null || (row.serving === 0 && replaced(row)),
    );
    if (strange.length > 0) await this.fail(strange, () => why);
  }

  /** Resolves once nothing of this is on its way any more. */
  async close(): Promise<void> {
    this.closing = true;
    for (const cohort of this.all) cohort.leave();
    for (const cohort of this.all) await cohort.over();
  }

  private async fail(builds: readonly RunningBuild[], why: (build: RunningBuild) => string): Promise<void> {
    await this.write(async (tx) => {
      for (const running of builds) {
        await fail(tx, running.row, why(running));
      }
    });
    for (const running of builds) this.tellFailed(running.row, why(running));
    await this.follow();
  }

  private tellFailed({ name, version }: BuildRow, why: string): void {
    this.around.settings.warn(`${name} version ${String(version)} failed: ${why}`);
  }

  /** Makes the tables of a new build. Its indexes come last, except beside what serves from the same file. */
  private async begin(row: BuildRow, all: readonly BuildRow[]): Promise<BuildRow | undefined> {
    const { kind } = this.around.database;
    const projection = this.registry.find(row.name, row.version)!;
    const indexes = kind === 'sqlite' && all.some(({ serving }) => serving === 1);
    try {
      return await this.write((tx) => begin(tx, kind, row, projection, { indexes }));
    } catch (error) {
      // Of one whose tables the database refuses nothing is there yet, and the others go on.
      if (error instanceof DatabaseAway || error instanceof Fenced) throw error;
      const { message } = error as Error;
      await this.write((tx) => fail(tx, row, message));
      this.tellFailed(row, message);
      return undefined;
    }
  }

  /** Makes the indexes and tidies up: on PostgreSQL beside the live ones, on SQLite only where nothing serves yet. */
  private async index(cohort: Cohort): Promise<void> {
    const { database, guard, settings } = this.around;
    const finished = finishTables(database, [...cohort.builds], {
      events: cohort.checkpoint.ordinal,
      guard,
      warn: settings.warn,
      isThere: (build) => cohort.builds.includes(build) && !build.fold.failure,
      refused: ({ fold }, error) => {
        fold.failure ??= error;
      },
      stopped: () => this.closing,
    });
    if (database.kind === 'sqlite') await finished;
    else cohort.standStill(finished);
  }

  /** A change of the books, by whoever still holds the lease. */
  private write<T>(change: (tx: Writing) => Promise<T>): Promise<T> {
    const { database, guard } = this.around;
    return database.write(async (tx) => {
      const changed = await change(tx);
      await guard(tx);
      return changed;
    });
  }

  private leaveOutEmpty(): void {
    for (const cohort of this.all) if (cohort.builds.length === 0) cohort.leave();
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
