import { setImmediate as nextTurn } from 'node:timers/promises';
import { DamagedLogError, EventStoreError } from '../../../src/event-store/errors.js';
import type { EventStore } from '../../../src/event-store/event-store.js';
import { dropSome } from '../builds/drop-tables.js';
import type { Registry } from '../builds/registry.js';
import type { Database } from '../database/database.js';
import { type BookRequest, carryOut } from '../requests/carry-out.js';
import { RequestRefused } from '../requests/request-refused.js';
import { answerRequest, openRequests } from '../requests/requests.js';
import { type Cohort, SLICE } from './cohort.js';
import { Cohorts } from './cohorts.js';
import { keepLease, type Lease } from './lease.js';
import { RetryTurns } from './retry-turns.js';
import type { EngineSettings } from './settings.js';
import type { Trouble } from './trouble.js';
import { Wake } from './wake.js';
import type { Surroundings } from './surroundings.js';

const REQUESTS_EVERY_MS = 100;
const DROP_AGAIN_MS = 10_000;

/**
 * What the holder of the lease does: feeds the live read models first, then those being built, and carries out
 * requests in between. One step at a time, so that nothing of a build is written by two at once. Ends by throwing
 * Fenced or DatabaseAway; whoever runs it begins anew from what the database holds.
 */
export class Projector {
  private readonly around: Surroundings;
  private readonly cohorts: Cohorts;
  private readonly retries: RetryTurns;
  private readonly wake = new Wake();
  private keptAt = performance.now();
  private requestsSeen = true;
  private requestsAt = 0;
  private othersTurn = false;
  private readonly dropAgainAt = new Map<number, number>();

  constructor(
    private readonly database: Database,
    store: EventStore,
    private readonly registry: Registry,
    private readonly lease: Lease,
    private readonly settings: EngineSettings,
    private readonly trouble: Trouble,
  ) {
    const guard: Surroundings['guard'] = async (tx) => {
      await keepLease(tx, database.kind, lease);
      this.keptAt = performance.now();
    };
    this.around = { database, store, guard, wake: this.wake.up, settings };
    this.cohorts = new Cohorts(registry, this.around);
    this.retries = new RetryTurns(this.cohorts, this.around);
  }

  async run(signal: AbortSignal): Promise<void> {
    const stopListening = this.database.onCommit(() => {
      this.requestsSeen = true;
      this.wake.up();
    });
    signal.addEventListener('abort', this.wake.up);
    try {
      await this.cohorts.follow();
      while (!signal.aborted) {
        this.wake.heed();
        const worked = (await this.keepHouse()) || (await this.step());
        if (worked) await nextTurn();
        else await this.rest();
      }
      for (const cohort of this.cohorts.all) await cohort.flush();
    } finally {
      stopListening();
      signal.removeEventListener('abort', this.wake.up);
      // Nothing of this holder's is written after it has gone.
      await this.cohorts.close();
    }
  }

  /** Lease, requests, droppings. True if something was done. */
  private async keepHouse(): Promise<boolean> {
    const now = performance.now();
    if (now - this.keptAt > this.lease.ttlMs / 3) {
      await this.database.write(this.around.guard);
      await this.cohorts.checkBooks();
    }
    if (this.requestsSeen && now - this.requestsAt >= REQUESTS_EVERY_MS) {
      this.requestsSeen = false;
      this.requestsAt = now;
      if (await this.carryOutRequests()) return true;
    }
    if (this.cohorts.live?.hasMore(undefined) || this.retries.underWay) return false;
    return this.dropSome();
  }

  /** False if there is nothing to drop, or not at present. */
  private async dropSome(): Promise<boolean> {
    const now = performance.now();
    const build = this.cohorts.dropping.find((one) => (this.dropAgainAt.get(one) ?? 0) <= now);
    if (build === undefined) return false;
    const dropped = await dropSome(this.database, build, this.around.guard);
    if (dropped.is === 'gone') await this.cohorts.follow();
    if (dropped.is === 'in-the-way') {
      if (!this.dropAgainAt.has(build)) this.settings.warn(dropped.why, { build });
      this.dropAgainAt.set(build, now + DROP_AGAIN_MS);
    }
    return true;
  }

  private async seeWhatIsGone(cohort: Cohort): Promise<boolean> {
    try {
      return await this.cohorts.seeWhatIsGone(cohort);
    } catch (error) {
      await this.lose(cohort, error);
      return true;
    }
  }

  private async step(): Promise<boolean> {
    for (const cohort of this.cohorts.all) {
      if (!cohort.standsStill) await this.cohorts.takeOutFailed(cohort);
      if (cohort.isDue) await this.subscribe(cohort);
    }
    if (await this.cohorts.enterMissing()) return true;
    if (await this.retries.take()) return true;
    const { live } = this.cohorts;
    // Where the live ones always have more, the others have every second turn.
    const others = this.othersTurn;
    this.othersTurn = !others && this.cohorts.all.length > 1;
    if (live && !others && (await this.advanceLive(live))) return true;
    const limit = live && !live.wrongLog ? live.checkpoint.ordinal : undefined;
    for (const cohort of this.cohorts.inTurn()) {
      if (cohort.standsStill) continue;
      if (cohort.state.is === 'not-indexed') throw cohort.state.error;
      const near = limit !== undefined && limit - cohort.reached.ordinal <= SLICE;
      const advanced = await (near ? this.advanceFor(cohort, limit) : this.advance(cohort, limit));
      // At once: the live ones may have more by the next turn, and would be ahead again.
      if ((await this.cohorts.join(cohort)) || advanced) return true;
      if (await this.seeWhatIsGone(cohort)) return true;
    }
    return (others && live !== undefined && (await this.advanceLive(live))) || this.retries.underWay;
  }

  /** Beside others, what came in is written before their turn: something new is at hand again and again. */
  private async advanceLive(live: Cohort): Promise<boolean> {
    if (!this.besideOthers(live)) return this.advance(live, undefined);
    const advanced = await this.advanceFor(live, undefined);
    if (advanced) await live.flush();
    return advanced;
  }

  /** Folds what is at hand, for as long as one step beside others may take. False if there was nothing to do. */
  private async advanceFor(cohort: Cohort, limit: number | undefined): Promise<boolean> {
    const until = performance.now() + this.settings.besideMs;
    const advanced = await this.advance(cohort, limit);
    while (advanced && cohort.hasMore(limit) && performance.now() < until) {
      await nextTurn();
      await this.advance(cohort, limit);
    }
    return advanced;
  }

  /** Folds the next events of a cohort and writes them when it is time. False if there was nothing to do. */
  private async advance(cohort: Cohort, limit: number | undefined): Promise<boolean> {
    await cohort.settleArrived();
    if (!cohort.hasMore(limit)) return cohort.writeRested();
    const beside = this.besideOthers(cohort);
    try {
      await cohort.foldNext(limit, beside, cohort === this.cohorts.live);
    } catch (error) {
      await this.lose(cohort, error);
      return true;
    }
    await this.cohorts.takeOutFailed(cohort);
    await cohort.writeWhenDue(limit, beside);
    return true;
  }

  /** Whether a long step would hold up others: a live read model, or queries that wait for it. */
  private besideOthers(cohort: Cohort): boolean {
    const { live, all } = this.cohorts;
    return live !== undefined && !(cohort === live && all.length === 1);
  }

  private async subscribe(cohort: Cohort): Promise<void> {
    try {
      await cohort.subscribe();
      this.trouble.store = undefined;
      if (cohort.wrongLog) await this.cohorts.giveUpStrange(cohort, cohort.wrongLog.message);
    } catch (error) {
      await this.lose(cohort, error);
    }
    this.trouble.wrongLog = this.cohorts.wrongLog?.message;
  }

  private async lose(cohort: Cohort, error: unknown): Promise<void> {
    if (!(error instanceof EventStoreError)) throw error;
    cohort.lose();
    if (this.trouble.store === undefined) this.settings.warn(error.message);
    this.trouble.store = error.message;
    // No retry gets past it: what was only begun ends, and what serves has it behind.
    if (error instanceof DamagedLogError) await this.cohorts.giveUpStrange(cohort, error.message);
  }

  /** In the order asked: those behind a retry wait until it is answered. */
  private async carryOutRequests(): Promise<boolean> {
    if (this.retries.isAsked) return false;
    const requests = await openRequests(this.database);
    if (requests.length > 0) for (const cohort of this.cohorts.all) await cohort.flush();
    for (const { id, ...request } of requests) {
      if (request.kind === 'retry') {
        this.retries.ask({ id, ...request });
        break;
      }
      try {
        await this.database.write(async (tx) => {
          const outcome = await carryOut(tx, this.registry, request as BookRequest, this.cohorts.live?.wrongLog);
          await answerRequest(tx, id, 'done', outcome);
          await this.around.guard(tx);
        });
        this.settings.report(`carried out: ${request.kind}`, request);
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        await this.database.write((tx) => answerRequest(tx, id, 'refused', error.sentence));
      }
      await this.cohorts.follow();
    }
    return requests.length > 0;
  }

  private async rest(): Promise<void> {
    this.trouble.unexpected = undefined;
    await this.wake.rest(
      Math.min(
        this.keptAt + this.lease.ttlMs / 3,
        this.requestsSeen ? this.requestsAt + REQUESTS_EVERY_MS : Infinity,
        ...this.cohorts.dropping.map((build) => this.dropAgainAt.get(build) ?? Infinity),
        ...this.cohorts.all.map(({ nextAt }) => nextAt),
      ),
    );
  }
}
