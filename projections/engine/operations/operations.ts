import type { Sentence } from '../../../src/history/sentence.js';
import { sql } from 'kysely';
import { StreamClosedError } from '../../../src/event-store/errors.js';
import type { EventStore } from '../../../src/event-store/event-store.js';
import { OneQuestion } from '../../../src/health/one-question.js';
import { keyReused, type RequestKey } from '../../../src/http/request-key.js';
import { checkpointOf } from '../builds/checkpoint.js';
import * as shown from '../../../src/http/shown.js';
import { type BuildRow, REQUEST_KINDS } from '../database/bookkeeping.js';
import type { Database } from '../database/database.js';
import { leaseHolder } from '../running/lease.js';
import type { Projection } from '../read-model/projection.js';
import { allBuilds, missingCode, Registry } from '../builds/registry.js';
import { refusalStored } from '../requests/request-refused.js';
import { type OperatorRequest, ask, findRequest } from '../requests/requests.js';
import { isRightLog, WrongLog } from '../running/right-log.js';
import {
  type BuildState,
  type BuildStatus,
  type QuarantinedStream,
  type Lag,
  Pace,
  type Progress,
} from './build-status.js';

const COUNT_AT_MOST = 1_000;

/** How long whoever watches waits for the event store, in milliseconds. */
const PATIENCE_MS = 1_000;

/** What the log says of what serves. */
export interface LogSeen {
  readonly lag: Lag | undefined;
  readonly wrongLog: Sentence | undefined;
}

/** What became of an operator's request. */
export const requestStatus = shown.object({
  id: shown.integer(),
  kind: shown.choice(REQUEST_KINDS),
  name: shown.orNull(shown.text({ about: 'The read model; null: all' })),
  state: shown.choice(['asked', 'done', 'refused']),
  answer: shown.anything({ about: 'What was done, or why it was refused; null before' }),
  inWords: shown.orNull(shown.object({ ko: shown.text(), en: shown.text() }), {
    about: 'Why it was refused; null where it was not',
  }),
});
export type RequestStatus = shown.Of<typeof requestStatus>;

/** What operators see of the read models and ask of whoever projects; works in any process. */
export class Operations {
  private readonly registry: Registry;
  private readonly pace = new Pace();
  private readonly log = new OneQuestion<LogSeen>(
    async () => ({ lag: await this.lag(), wrongLog: await this.wrongLog() }),
    PATIENCE_MS,
  );

  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    projections: readonly Projection[],
  ) {
    this.registry = new Registry(projections);
  }

  /** Every build there is, by read model. */
  async builds(): Promise<readonly BuildStatus[]> {
    const rows = await this.database.read((db) =>
      db
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
        .orderBy('b.name')
        .orderBy('b.build')
        .execute(),
    );
    const furthest = rows.reduce((most, { ordinal }) => Math.max(most, ordinal), await this.eventsInLog());
    const stateOf = ({ name, version, state }: BuildRow) =>
      this.registry.find(name, version) || state === 'dropping' ? state : 'detached';
    return rows.map((row) => ({
      name: row.name,
      version: row.version,
      build: row.build,
      state: stateOf(row),
      serving: row.serving === 1,
      takesOver: row.takes_over === 1,
      ordinal: row.ordinal,
      recordedUpTo: row.recorded_up_to,
      heldBack: row.held_back,
      error: row.error,
      createdAt: row.created_at,
      servedSince: row.served_since,
      progress: this.progress(row, stateOf(row), furthest),
    }));
  }

  /** Whether a read model of that name is in this program or in the database. */
  async knows(name: string): Promise<boolean> {
    if (this.registry.newest().some((one) => one.name === name)) return true;
    const build = await this.database.read((db) =>
      db.selectFrom('ledger_builds').select('build').where('name', '=', name).limit(1).executeTakeFirst(),
    );
    return build !== undefined;
  }

  /** The streams in quarantine, of one read model or of all. */
  async quarantine(name?: string): Promise<readonly QuarantinedStream[]> {
    const rows = await this.database.read((db) =>
      db
        .selectFrom('ledger_held_streams as h')
        .innerJoin('ledger_builds as b', 'b.build', 'h.build')
        .innerJoin('ledger_held_events as e', (on) =>
          on.onRef('e.build', '=', 'h.build').onRef('e.ordinal', '=', 'h.ordinal'),
        )
        .select([
          'b.name',
          'b.version',
          'h.build',
          'h.stream',
          'h.ordinal',
          'h.error',
          'h.held_since',
          'h.attempts',
          'e.event',
        ])
        .select((of) =>
          of
            .selectFrom('ledger_held_events as w')
            .select(sql<number>`count(*)`.as('n'))
            .whereRef('w.build', '=', 'h.build')
            .whereRef('w.stream', '=', 'h.stream')
            .$asScalar()
            .$notNull()
            .as('events'),
        )
        .$if(name !== undefined, (query) => query.where('b.name', '=', name!))
        .orderBy('h.build')
        .orderBy('h.ordinal')
        .execute(),
    );
    return rows.map(({ held_since, event, ...row }) => {
      const { id, type } = JSON.parse(event) as { id: string; type: string };
      return { ...row, heldSince: held_since, eventId: id, type };
    });
  }

  /** The streams in quarantine because the event store has lost events of theirs. */
  async lostStreams(): Promise<readonly string[]> {
    const rows = await this.database.read((db) =>
      db
        .selectFrom('ledger_held_streams')
        .select('stream')
        .distinct()
        .where('error', 'like', `${StreamClosedError.name}:%`)
        .orderBy('stream')
        .execute(),
    );
    return rows.map(({ stream }) => stream);
  }

  /**
   * How far what serves is behind the log; of several the furthest. Undefined where it was built from another log.
   * Rejects where the store is away.
   */
  async lag(): Promise<Lag | undefined> {
    const serving = (await allBuilds(this.database)).filter((row) => row.serving === 1);
    const behind = serving.reduce<BuildRow | undefined>(
      (least, row) => (!least || row.ordinal < least.ordinal ? row : least),
      undefined,
    );
    const last = await this.store.lastEvent();
    if ((behind?.event_id ?? null) === (last?.id ?? null)) return { events: 0, atLeast: false, seconds: 0 };
    if (behind && !(await isRightLog(this.store, checkpointOf(behind)))) return undefined;
    const after = behind?.position ?? undefined;
    const page = await this.store.readAll({ after, limit: COUNT_AT_MOST + 1 });
    const first = page[0];
    const waiting = first ? (Date.now() - Date.parse(first.metadata.recordedAt)) / 1_000 : 0;
    return {
      events: Math.min(page.length, COUNT_AT_MOST),
      atLeast: page.length > COUNT_AT_MOST,
      seconds: Number.isFinite(waiting) ? Math.max(0, waiting) : 0,
    };
  }

  /**
   * Lag and log together, for whoever watches and does not wait: rejects with Unanswered where the store is mute, with
   * an EventStoreError where it is away.
   */
  logSeen(): Promise<LogSeen> {
    return this.log.answer();
  }

  /** Why the log at hand is not the one that the serving read models were built from; undefined where it is. */
  async wrongLog(): Promise<Sentence | undefined> {
    const seen = new Set<string | null>();
    for (const row of await allBuilds(this.database)) {
      if (row.serving === 0 || seen.has(row.event_id)) continue;
      seen.add(row.event_id);
      const checkpoint = checkpointOf(row);
      if (!(await isRightLog(this.store, checkpoint)))
        return new WrongLog(checkpoint, (await this.store.describe()).place).sentence;
    }
    return undefined;
  }

  /** Why this program cannot project what serves; undefined where it can. */
  async missingCode(): Promise<string | undefined> {
    return missingCode(this.registry, await allBuilds(this.database));
  }

  /** Read models that no build serves yet. */
  async unserved(): Promise<readonly string[]> {
    const served = new Set(
      (await allBuilds(this.database)).filter(({ serving }) => serving === 1).map(({ name }) => name),
    );
    return this.registry
      .newest()
      .map(({ name }) => name)
      .filter((name) => !served.has(name));
  }

  /** Who projects; undefined where nobody does. */
  holder(): Promise<string | undefined> {
    return leaseHolder(this.database);
  }

  /**
   * Asks whoever holds the lease, once under a key; what became of it comes with `request`. Rejects with keyReused where
   * something else was asked under the key.
   */
  async ask(asked: OperatorRequest, key?: RequestKey): Promise<RequestStatus & { readonly repeated: boolean }> {
    const { id, repeated, fingerprint } = await ask(this.database, asked, key);
    if (key && fingerprint !== key.fingerprint) throw keyReused(key);
    return { id, kind: asked.kind, name: asked.name ?? null, state: 'asked', answer: null, inWords: null, repeated };
  }

  async request(id: number): Promise<RequestStatus | undefined> {
    const row = await findRequest(this.database, id);
    if (!row) return undefined;
    const { kind, name, state, answer } = row;
    const refusal = state === 'refused' && answer !== null ? refusalStored(answer) : null;
    return {
      id: row.id,
      kind,
      name,
      state,
      answer: refusal?.en ?? (answer === null ? null : (JSON.parse(answer) as unknown)),
      inWords: refusal,
    };
  }

  /** 0 where it cannot be told: what is further then says more. */
  private async eventsInLog(): Promise<number> {
    try {
      return (await this.store.count()) ?? 0;
    } catch {
      return 0;
    }
  }

  private progress(row: BuildRow, state: BuildState, furthest: number): Progress | null {
    if (state !== 'new' && state !== 'building') return null;
    const of = furthest > row.ordinal ? furthest : null;
    const eventsPerSecond = this.pace.note(row.build, row.ordinal);
    const secondsLeft =
      of !== null && eventsPerSecond !== null && eventsPerSecond > 0
        ? Math.ceil((of - row.ordinal) / eventsPerSecond)
        : null;
    return { done: row.ordinal, of, eventsPerSecond, secondsLeft };
  }
}
