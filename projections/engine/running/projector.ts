import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventStoreError } from '../../../src/event-store/errors.js';
import type { EventStore } from '../../../src/event-store/event-store.js';
import { Bell } from './wake.js';
import { carryOut, type BookRequest } from '../requests/carry-out.js';
import type { HeldStreamRow } from '../database/bookkeeping.js';
import type { Database, Writing } from '../database/database.js';
import { DataRefused } from '../database/database.js';
import { dropSome } from '../builds/dropping.js';
import type { Group } from './cohort.js';
import { Groups } from './cohorts.js';
import { keepLease, type Lease } from './lease.js';
import type { Registry } from '../builds/registry.js';
import { answerRequest, openRequests, RequestRefused } from '../requests/requests.js';
import { RetryTurns } from './retry-turns.js';
import { isRightLog, WrongLog } from './right-log.js';
import type { EngineSettings } from './settings.js';
import type { Trouble } from './trouble.js';

const REQUESTS_EVERY_MS = 100;
const WRONG_LOG_AGAIN_MS = 5_000;
const STORE_AGAIN_MS = [50, 100, 200, 500, 1_000, 2_000];
const REST_MS = 50;
/** Events folded at a time: between two pages whatever else has its turn. Where nobody waits they are larger. */
const PAGE = 250;
const LARGE_PAGE = 500;
/** Pages looked up beforehand: folding goes on while a database commits. What is live is joined between two pages. */
const PAGES_AHEAD = 3;

/**
 * What the holder of the lease does: feeds the live read models first, then those being built, and carries out
 * requests in between. One step at a time, so that nothing of a build is written by two at once. Ends by throwing
 * Fenced or DatabaseAway; whoever runs it begins anew from what the database holds.
 */
export class Holder {
  private readonly groups: Groups;
  private readonly guard: (tx: Writing) => Promise<void>;
  private readonly bell = new Bell();
  private keptAt = performance.now();
  private requestsSeen = true;
  private requestsAt = 0;
  private readonly retries: RetryTurns;
  private othersTurn = false;

  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    private readonly registry: Registry,
    private readonly lease: Lease,
    private readonly settings: EngineSettings,
    private readonly trouble: Trouble,
  ) {
    this.guard = async (tx) => {
      await keepLease(tx, database.kind, lease);
      this.keptAt = performance.now();
    };
    this.groups = new Groups(database, registry, this.guard, settings);
    this.retries = new RetryTurns(database, this.groups, this.guard, (group) => this.flush(group), settings);
  }

  async run(signal: AbortSignal): Promise<void> {
    const stopListening = this.database.onCommit(() => {
      this.requestsSeen = true;
      this.bell.ring();
    });
    signal.addEventListener('abort', this.bell.ring);
    try {
      await this.groups.follow();
      while (!signal.aborted) {
        this.bell.hear();
        const worked = (await this.keepHouse()) || (await this.step());
        if (worked) await nextTurn();
        else await this.rest();
      }
      for (const group of this.groups.all) await this.flush(group);
    } finally {
      stopListening();
      signal.removeEventListener('abort', this.bell.ring);
      // Nothing of this holder's is written after it has gone.
      await Promise.all(this.groups.all.flatMap(({ flush }) => flush?.over ?? []));
      await this.groups.close();
    }
  }

  /** Lease, requests, droppings. True if something was done. */
  private async keepHouse(): Promise<boolean> {
    const now = performance.now();
    if (now - this.keptAt > this.lease.ttlMs / 3) await this.database.write(this.guard);
    if (this.requestsSeen && now - this.requestsAt >= REQUESTS_EVERY_MS) {
      this.requestsSeen = false;
      this.requestsAt = now;
      if (await this.carryOutRequests()) return true;
    }
    if (this.groups.live?.hasMore(undefined) || this.retries.underWay) return false;
    const [build] = this.groups.dropping;
    if (build === undefined) return false;
    if (await dropSome(this.database, build, this.guard)) await this.groups.follow();
    return true;
  }

  private async step(): Promise<boolean> {
    for (const group of this.groups.all) if (!group.fed && performance.now() >= group.againAt) await this.feed(group);
    if (await this.groups.enterMissing()) return true;
    if (await this.retries.take()) return true;
    const { live } = this.groups;
    // Where the live ones always have more, the others have every second turn.
    const others = this.othersTurn;
    this.othersTurn = !others && this.groups.all.length > 1;
    if (live && !others && (await this.advanceLive(live))) return true;
    const limit = live && !live.wrongLog ? live.checkpoint.ordinal : undefined;
    for (const group of this.groups.inTurn()) {
      if (group.indexing) continue;
      if (group.indexingFailed !== undefined) throw group.indexingFailed;
      const near = limit !== undefined && limit - group.reached.ordinal <= PAGE;
      const advanced = await (near ? this.advanceFor(group, limit) : this.advance(group, limit));
      // At once: the live ones may have more by the next turn, and would be ahead again.
      if ((await this.groups.join(group)) || advanced) return true;
    }
    return (others && live !== undefined && (await this.advanceLive(live))) || this.retries.underWay;
  }

  /** Beside others, what came in is written before their turn: something new is at hand again and again. */
  private async advanceLive(live: Group): Promise<boolean> {
    if (!this.besideOthers(live)) return await this.advance(live, undefined);
    const advanced = await this.advanceFor(live, undefined);
    if (advanced) await this.flush(live);
    return advanced;
  }

  /** Folds what is at hand, for as long as one step beside others may take. False if there was nothing to do. */
  private async advanceFor(group: Group, limit: number | undefined): Promise<boolean> {
    const until = performance.now() + this.settings.besideMs;
    const advanced = await this.advance(group, limit);
    while (advanced && group.hasMore(limit) && performance.now() < until) {
      await nextTurn();
      await this.advance(group, limit);
    }
    return advanced;
  }

  /** Subscribes again, once the log is seen to hold the group's last event. */
  private async feed(group: Group): Promise<void> {
    try {
      if (await isRightLog(this.store, group.checkpoint)) {
        group.wrongLog = undefined;
        group.subscribe(this.store, this.settings.page, this.bell.ring);
      } else {
        const { place } = await this.store.describe();
        const wrong = new WrongLog(group.checkpoint, place);
        if (!group.wrongLog) this.settings.warn(wrong.message);
        group.wrongLog = wrong;
        group.againAt = performance.now() + WRONG_LOG_AGAIN_MS;
        await this.groups.giveUpStrange(group, wrong.message);
      }
      this.trouble.store = undefined;
    } catch (error) {
      this.lose(group, error);
    }
    this.trouble.wrongLog = this.groups.all.find(({ wrongLog }) => wrongLog)?.wrongLog?.message;
  }

  private lose(group: Group, error: unknown): void {
    if (!(error instanceof EventStoreError)) throw error;
    group.unsubscribe();
    const wait = STORE_AGAIN_MS[Math.min(group.failures, STORE_AGAIN_MS.length - 1)]!;
    group.failures += 1;
    group.againAt = performance.now() + wait;
    if (this.trouble.store === undefined) this.settings.warn(error.message);
    this.trouble.store = error.message;
  }

  /** Folds the next events of a group and flushes them when it is time. False if there was nothing to do. */
  private async advance(group: Group, limit: number | undefined): Promise<boolean> {
    if (group.flush?.isOver) await this.settle(group);
    if (!group.hasMore(limit)) {
      if (group.pending === 0 || performance.now() - group.foldedAt < REST_MS) return false;
      await this.flush(group);
      return true;
    }
    const beside = this.besideOthers(group);
    const slice = group.careful?.most ?? Math.min(beside ? PAGE : LARGE_PAGE, this.settings.page);
    try {
      await group.foldNext(this.database, slice, limit, group === this.groups.live && beside ? 0 : PAGES_AHEAD);
      group.failures = 0;
    } catch (error) {
      this.lose(group, error);
      return true;
    }
    await this.groups.takeOutFailed(group);
    const most =
      group.careful?.most ??
      (beside ? group.batchWithin(this.settings.besideMs, this.settings.batch) : this.settings.batch);
    const atLimit = limit !== undefined && group.reached.ordinal >= limit;
    if (atLimit || (group.caughtUp && !group.hasMore(limit))) await this.flush(group);
    // What is live never waits for more than one short batch of the others: that one is over before its turn.
    else if (beside && group.pending >= most) await this.flush(group);
    else if (group.pending >= (group.flush && !group.flush.isOver ? 2 * most : most)) await this.flushBehind(group);
    return true;
  }

  /** Whether a long step would hold up others: a live read model, or queries that wait for it. */
  private besideOthers(group: Group): boolean {
    const { live, all } = this.groups;
    return live !== undefined && !(group === live && all.length === 1);
  }

  /** Writes what is folded; resolves once it is there. */
  private async flush(group: Group): Promise<void> {
    await this.flushBehind(group);
    await this.settle(group);
  }

  /** Sends what is folded on its way: the next events are folded while it is written. */
  private async flushBehind(group: Group): Promise<void> {
    await this.settle(group);
    if (group.pending === 0) return;
    if (group.careful && group.pending === 1) {
      this.tellOfHeld(group, await group.flushCarefully(this.database, this.guard));
      return;
    }
    group.beginFlush(this.database, this.guard, this.bell.ring);
  }

  private async settle(group: Group): Promise<void> {
    const { events, held } = group.flush ?? { events: 0, held: [] };
    try {
      await group.settle();
      this.tellOfHeld(group, held);
    } catch (error) {
      if (!(error instanceof DataRefused)) throw error;
      await this.groups.beCareful(group, events);
    }
  }

  private tellOfHeld(group: Group, held: readonly HeldStreamRow[]): void {
    for (const stream of held) this.settings.warn(group.sentenceOf(stream), { build: stream.build });
  }

  /** In the order asked: those behind a retry wait until it is answered. */
  private async carryOutRequests(): Promise<boolean> {
    if (this.retries.isAsked) return false;
    const requests = await openRequests(this.database);
    if (requests.length > 0) for (const group of this.groups.all) await this.flush(group);
    for (const { id, ...request } of requests) {
      if (request.kind === 'retry') {
        this.retries.ask({ id, ...request });
        break;
      }
      try {
        await this.database.write(async (tx) => {
          const answer = await carryOut(tx, this.registry, request as BookRequest, this.groups.live?.wrongLog);
          await answerRequest(tx, id, 'done', JSON.stringify(answer));
          await this.guard(tx);
        });
        this.settings.report(`carried out: ${request.kind}`, request);
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        await this.database.write((tx) => answerRequest(tx, id, 'refused', error.message));
      }
      await this.groups.follow();
    }
    return requests.length > 0;
  }

  private async rest(): Promise<void> {
    this.trouble.unexpected = undefined;
    await this.bell.rest(
      Math.min(
        this.keptAt + this.lease.ttlMs / 3,
        this.requestsSeen ? this.requestsAt + REQUESTS_EVERY_MS : Infinity,
        ...this.groups.all.map((group) =>
          group.fed ? (group.pending > 0 ? group.foldedAt + REST_MS : Infinity) : group.againAt,
        ),
      ),
    );
  }
}
