import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore } from '../../../src/event-store/event-store.js';
import { Fenced } from '../builds/checkpoint.js';
import { type Database, DatabaseAway } from '../database/database.js';
import { Projector } from './projector.js';
import { giveBackLease, type Lease, takeLease } from './lease.js';
import type { Projection } from '../read-model/projection.js';
import { allBuilds, missingCode, Registry } from '../builds/registry.js';
import { engineSettings, type EngineSettings } from './settings.js';
import type { Trouble } from './trouble.js';

const LEASE_AGAIN_MS = 500;
const DATABASE_AGAIN_MS = 500;
const UNEXPECTED_AGAIN_MS = 1_000;

export type EngineRole = 'stopped' | 'standby' | 'holder';

export interface EngineStatus {
  readonly role: EngineRole;
  readonly trouble: Readonly<Trouble>;
}

/**
 * Runs read models: stands by until the lease is free, then projects until it is stopped or another has taken over.
 * It never gives up: what is away is waited for, and `status` says so.
 */
export class Engine {
  private readonly registry: Registry;
  private readonly settings: EngineSettings;
  private readonly trouble: Trouble = {
    store: undefined,
    database: undefined,
    wrongLog: undefined,
    code: undefined,
    unexpected: undefined,
  };
  private role: EngineRole = 'stopped';
  private running: { readonly stop: AbortController; readonly done: Promise<void> } | undefined;

  /** Throws where the projections contradict each other. */
  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    projections: readonly Projection[],
    settings: Partial<EngineSettings> = {},
  ) {
    this.registry = new Registry(projections);
    this.settings = engineSettings(settings);
  }

  get status(): EngineStatus {
    return { role: this.role, trouble: this.trouble };
  }

  start(): void {
    if (this.running) return;
    const stop = new AbortController();
    this.running = { stop, done: this.run(stop.signal) };
  }

  /** Writes what is folded, gives the lease back and stops. */
  async stop(): Promise<void> {
    this.running?.stop.abort();
    await this.running?.done;
    this.running = undefined;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.role = 'standby';
        await this.database.prepare();
        this.trouble.database = undefined;
        const lease = await this.lease(signal);
        if (lease) await this.project(lease, signal);
      } catch (error) {
        await this.recover(error, signal);
      }
    }
    this.role = 'stopped';
  }

  private async project(lease: Lease, signal: AbortSignal): Promise<void> {
    this.role = 'holder';
    this.settings.report(`${lease.holder} projects`);
    const projector = new Projector(this.database, this.store, this.registry, lease, this.settings, this.trouble);
    try {
      await projector.run(signal);
    } finally {
      this.role = 'standby';
      await giveBackLease(this.database, lease).catch(() => undefined);
    }
  }

  /** Waits for the lease; undefined when stopped. */
  private async lease(signal: AbortSignal): Promise<Lease | undefined> {
    while (!signal.aborted) {
      const missing = missingCode(this.registry, await allBuilds(this.database));
      if (missing !== undefined && this.trouble.code === undefined) this.settings.warn(missing);
      this.trouble.code = missing;
      if (missing === undefined) {
        const lease = await takeLease(this.database, this.settings.holder, this.settings.leaseMs);
        if (lease) return lease;
      }
      await this.pause(LEASE_AGAIN_MS, signal);
    }
    return undefined;
  }

  private async recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof Fenced) {
      this.settings.report(`${this.settings.holder} stands by: ${error.message}`);
      return;
    }
    if (error instanceof DatabaseAway) {
      if (this.trouble.database === undefined) this.settings.warn(error.message);
      this.trouble.database = error.message;
      await this.pause(DATABASE_AGAIN_MS, signal);
      return;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    this.settings.warn(`projecting failed and begins anew: ${message}`, { stack });
    this.trouble.unexpected = message;
    await this.pause(UNEXPECTED_AGAIN_MS, signal);
  }

  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}
