import type { Database } from '../../projections/engine/database/database.js';
import { Engine } from '../../projections/engine/running/engine.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { readModels } from '../../projections/read-models.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import type { Generated } from './city-life.js';
import { expectedOf, now, paced, toAppend } from './paced.js';
import type { Append } from './visible-appender.js';

/** All read models over a log, kept by a running engine, and a query that looks after every commit. */
export class House {
  private readonly engine: Engine;
  private readonly operations: Operations;
  private readonly queries: ReadModels;
  private readonly seen: { readonly position: string; readonly at: number }[] = [];
  private readonly stopLooking: () => void;
  private looking: Promise<void> | undefined;
  private again = false;
  private woken: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
  ) {
    this.engine = new Engine(database, store, readModels);
    this.operations = new Operations(database, store, readModels);
    this.queries = new ReadModels(database, readModels);
    this.stopLooking = database.onCommit(() => {
      this.look();
    });
  }

  /** Builds what is in the log. */
  async build(): Promise<void> {
    await this.database.prepare();
    this.engine.start();
    await this.visible((await this.store.lastEvent())!.position);
  }

  /** Appends at this rate; how long each took until a query saw it, in milliseconds. */
  async measure(events: readonly Generated[], perSecond: number): Promise<readonly number[]> {
    const appends: Append[] = [];
    await paced(events, perSecond, async (generated) => {
      const at = now();
      const appended = await this.store.append(generated.stream, expectedOf(generated), [toAppend(generated)]);
      appends.push({ position: appended.position, at });
    });
    return this.latencies(appends);
  }

  /** How long each took until a query saw it, in milliseconds. */
  async latencies(appends: readonly Append[]): Promise<readonly number[]> {
    const last = appends.reduce((latest, { position }) => (position > latest ? position : latest), '');
    await this.visible(last);
    return appends.map(({ position, at }) => this.seen.find((seen) => seen.position >= position)!.at - at);
  }

  /** Builds all read models anew; true when every one has taken over. */
  async rebuild(): Promise<() => Promise<boolean>> {
    const { id } = await this.operations.ask({ kind: 'rebuild' });
    return async () => {
      const request = (await this.operations.request(id))!;
      if (request.state === 'refused') throw new Error(String(request.answer));
      if (request.state !== 'done') return false;
      const wanted = new Set((request.answer as { builds: readonly number[] }).builds);
      return (await this.operations.builds()).every(({ build, serving }) => !wanted.has(build) || serving);
    };
  }

  async close(): Promise<void> {
    this.stopLooking();
    await this.looking;
    await this.engine.stop();
    await this.database.close();
    await this.store.close();
  }

  private async visible(position: string): Promise<void> {
    while ((this.seen.at(-1)?.position ?? '') < position) {
      await new Promise<void>((resolve) => (this.woken = resolve));
    }
  }

  private look(): void {
    this.again = true;
    this.looking ??= this.lookOn().finally(() => (this.looking = undefined));
  }

  private async lookOn(): Promise<void> {
    while (this.again) {
      this.again = false;
      // Before the first build serves there is nothing to see.
      const position = await this.queries.appliedTo().then(
        (applied) => applied.position,
        () => undefined,
      );
      if (position !== undefined) this.seen.push({ position, at: now() });
      this.woken();
    }
  }
}
