import { join } from 'node:path';
import { v4 as uuid } from 'uuid';
import type { Database, DatabaseKind } from '../../projections/engine/database/database.js';
import { Engine } from '../../projections/engine/running/engine.js';
import type { Projection, Row, Table } from '../../projections/engine/read-model/projection.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { refusalStored } from '../../projections/engine/requests/request-refused.js';
import { type OperatorRequest, ask, findRequest } from '../../projections/engine/requests/requests.js';
import type { EngineSettings } from '../../projections/engine/running/settings.js';
import { testDatabase, type TestDatabase } from '../../projections/engine/testing/test-database.js';
import type { Appended, EventStore } from '../../src/event-store/event-store.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { tally } from './tally.js';

/** An event store, a database and an engine between them, for tests of the engine. */
export class Workshop {
  store: EventStore;
  readonly database: Database;
  readonly reports: string[] = [];
  private readonly revisions = new Map<string, number>();
  private engine: Engine | undefined;
  projections: readonly Projection[] = [tally()];

  private constructor(
    readonly made: TestDatabase,
    store?: EventStore,
  ) {
    this.store = store ?? new SqliteEventStore(join(made.dataDir, 'events.sqlite'));
    this.database = made.open();
  }

  /** With an embedded event store, unless another is handed in; that one is closed with the workshop. */
  static async open(kind: DatabaseKind, store?: EventStore): Promise<Workshop> {
    const workshop = new Workshop(await testDatabase(kind), store);
    await workshop.database.prepare();
    return workshop;
  }

  /** What another process needs to work beside this one. */
  get place(): { dataDir: string; databaseUrl: string | undefined } {
    return { dataDir: this.made.dataDir, databaseUrl: this.made.databaseUrl };
  }

  get readModels(): ReadModels {
    return new ReadModels(this.database, this.projections);
  }

  get running(): Engine {
    if (!this.engine) throw new Error('no engine runs');
    return this.engine;
  }

  start(settings: Partial<EngineSettings> = {}): Engine {
    this.engine = new Engine(this.database, this.store, this.projections, {
      leaseMs: 1_000,
      report: (message) => void this.reports.push(message),
      ...settings,
    });
    this.engine.start();
    return this.engine;
  }

  async stop(): Promise<void> {
    await this.engine?.stop();
    this.engine = undefined;
  }

  async paint(stream: string, ...colours: (string | null)[]): Promise<Appended> {
    const revision = this.revisions.get(stream);
    const events = colours.map((colour) => painted(colour));
    const appended = await this.store.append(stream, revision ?? 'no-stream', events);
    this.revisions.set(stream, appended.revision);
    return appended;
  }

  /** Another log takes the place of this one. */
  async exchangeLog(): Promise<void> {
    await this.store.close();
    this.revisions.clear();
    this.store = new SqliteEventStore(join(this.made.dataDir, `events-${uuid()}.sqlite`));
  }

  /** Resolves once the last event is applied. */
  async settle(ms = 20_000): Promise<void> {
    const last = await this.store.lastEvent();
    if (last) await this.until(async () => (await this.readModels.appliedTo()).position === last.position, ms);
  }

  /** Resolves once it holds, looked at again after every commit. */
  async until(holds: () => Promise<boolean>, ms = 20_000): Promise<void> {
    const deadline = performance.now() + ms;
    for (;;) {
      let wake: () => void = () => undefined;
      const woken = new Promise<void>((resolve) => (wake = resolve));
      const stop = this.database.onCommit(() => {
        wake();
      });
      try {
        if (await holds().catch(() => false)) return;
        const left = deadline - performance.now();
        if (left <= 0)
          throw new Error(
            `it did not come to hold in ${String(ms)} ms: ${holds.toString()}; ${this.reports.join('; ')}`,
          );
        const timer = setTimeout(wake, Math.min(left, 200));
        await woken;
        clearTimeout(timer);
      } finally {
        stop();
      }
    }
  }

  /** Asks the holder and waits for its answer. */
  async ask(asked: OperatorRequest): Promise<{ state: string; answer: unknown }> {
    const { id } = await ask(this.database, asked);
    await this.until(async () => (await findRequest(this.database, id))?.state !== 'asked');
    const { state, answer } = (await findRequest(this.database, id))!;
    return { state, answer: state === 'done' ? (JSON.parse(answer!) as unknown) : refusalStored(answer!).en };
  }

  builds() {
    return this.database.read((db) => db.selectFrom('ledger_builds').selectAll().orderBy('build').execute());
  }

  rows<R extends Row>(table: Table<R>, name = 'tally'): Promise<readonly R[]> {
    return this.readModels.read<Record<string, R>, readonly R[]>([name], async (db) => {
      let query = db.selectFrom(table.name).selectAll();
      for (const column of table.key) query = query.orderBy(column as never);
      return (await query.execute()) as unknown as R[];
    });
  }

  async allRows(): Promise<Record<string, readonly Row[]>> {
    const all: Record<string, readonly Row[]> = {};
    for (const projection of this.projections) {
      for (const table of projection.tables) all[table.name] = await this.rows(table, projection.name);
    }
    return all;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.store.close();
    await this.database.close();
    await this.made.drop();
  }
}

/** An event for the tally, as a command would append it. */
export function painted(colour: string | null, recordedAt = new Date().toISOString()) {
  const commandId = uuid();
  return {
    id: uuid(),
    type: 'Painted',
    data: { colour },
    metadata: {
      commandId,
      fingerprint: '0'.repeat(64),
      correlationId: commandId,
      causationId: commandId,
      recordedAt,
      recordedBy: { id: 'clerk', role: 'clerk', verified: false },
      schemaVersion: 1,
    },
  };
}
