import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { EventStoreError } from '../../../src/event-store/errors.js';
import { OneQuestion, Unanswered } from '../../../src/health/one-question.js';
import { DatabaseAway, TableDamaged } from '../database/database.js';
import { Engine } from '../running/engine.js';
import type { BuildStatus } from './build-status.js';
import { Operations } from './operations.js';

/** Whoever scrapes is impatient, in milliseconds. */
const PATIENCE_MS = 1_000;

const OF_A_BUILD = ['read_model', 'version', 'build'] as const;

/** Each with what it says; `/metrics` prints them, and docs/read-models.md lists them. */
const HELP = {
  ledger_read_model_lag_events: 'Events recorded and not applied to what serves; counted up to 1000',
  ledger_read_model_lag_seconds: 'How long ago the first event was recorded that is not applied; 0 where none is',
  ledger_read_model_wrong_log: '1 where the event store is not the one that the read models were built from',
  ledger_read_model_holders: '1 where some process projects, 0 where nobody does',
  ledger_read_model_holder_here: '1 where this process projects',
  ledger_read_model_database_up: '1 where the database of the read models answers',
  ledger_read_model_event_store_up: '1 where the event store answers',
} as const;

const HELP_OF_A_BUILD = {
  ledger_read_model_applied_events: 'Events done: the ordinal that a build stands at',
  ledger_read_model_serving: '1 where queries read this build',
  ledger_read_model_held_back_streams: 'Streams in quarantine',
  ledger_read_model_build_events: 'Events done by a build that is under way',
  ledger_read_model_build_events_expected: 'Of how many events; left out where it is not known',
  ledger_read_model_build_events_per_second: 'How fast it goes; left out until it was seen for a moment',
  ledger_read_model_build_seconds_left: 'How long it still takes at this rate; left out where it is not known',
} as const;

type Figure = keyof typeof HELP;
type BuildFigure = keyof typeof HELP_OF_A_BUILD;

/** One look at everything: what is not known is not in it. */
interface Seen {
  readonly figures: Partial<Record<Figure, number>>;
  readonly builds: readonly BuildStatus[];
}

/** The read models' gauges: filled anew for each scrape, all of one look. */
@Injectable()
export class ReadModelsMetrics {
  private readonly figures = new Map<Figure, Gauge>();
  private readonly buildFigures = new Map<BuildFigure, Gauge<(typeof OF_A_BUILD)[number]>>();
  private readonly states: Gauge<(typeof OF_A_BUILD)[number] | 'state'>;
  private looking: Promise<void> | undefined;
  private readonly books: OneQuestion<readonly [readonly BuildStatus[], string | undefined]>;

  constructor(
    private readonly operations: Operations,
    private readonly engine: Engine,
    registry: Registry,
  ) {
    this.books = new OneQuestion(() => Promise.all([operations.builds(), operations.holder()]), PATIENCE_MS);
    const common = { registers: [registry], collect: () => this.look() };
    for (const [name, help] of entries(HELP)) this.figures.set(name, new Gauge({ ...common, name, help }));
    for (const [name, help] of entries(HELP_OF_A_BUILD)) {
      this.buildFigures.set(name, new Gauge({ ...common, name, help, labelNames: [...OF_A_BUILD] }));
    }
    this.states = new Gauge({
      ...common,
      name: 'ledger_read_model_state',
      help: '1 for the state that a build is in: new, building, live, paused, detached, failed, dropping',
      labelNames: [...OF_A_BUILD, 'state'],
    });
  }

  /** Every gauge of a scrape asks; one look answers them all. */
  private look(): Promise<void> {
    this.looking ??= this.see()
      .then((seen) => {
        this.show(seen);
      })
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async see(): Promise<Seen> {
    const here = this.engine.status.role === 'holder' ? 1 : 0;
    try {
      const [builds, holder] = await this.books.answer();
      const figures = {
        ledger_read_model_holder_here: here,
        ledger_read_model_database_up: 1,
        ledger_read_model_holders: holder === undefined ? 0 : 1,
        ...(await this.seeLog()),
      };
      return { figures, builds };
    } catch (error) {
      if (!(error instanceof DatabaseAway || error instanceof TableDamaged || error instanceof Unanswered)) throw error;
      return { figures: { ledger_read_model_holder_here: here, ledger_read_model_database_up: 0 }, builds: [] };
    }
  }

  private async seeLog(): Promise<Seen['figures']> {
    try {
      const { lag, wrongLog } = await this.operations.logSeen();
      return {
        ledger_read_model_event_store_up: 1,
        ...(lag && { ledger_read_model_lag_events: lag.events, ledger_read_model_lag_seconds: lag.seconds }),
        ledger_read_model_wrong_log: wrongLog === undefined ? 0 : 1,
      };
    } catch (error) {
      if (!(error instanceof EventStoreError || error instanceof Unanswered)) throw error;
      return { ledger_read_model_event_store_up: 0 };
    }
  }

  private show({ figures, builds }: Seen): void {
    for (const gauge of this.figures.values()) gauge.remove();
    for (const gauge of this.buildFigures.values()) gauge.reset();
    this.states.reset();
    for (const [name, value] of entries(figures)) this.figures.get(name)!.set(value);
    for (const build of builds) {
      const labels = { read_model: build.name, version: String(build.version), build: String(build.build) };
      this.states.set({ ...labels, state: build.state }, 1);
      for (const [name, value] of entries(figuresOf(build))) {
        if (value !== null) this.buildFigures.get(name)!.set(labels, value);
      }
    }
  }
}

function figuresOf({ ordinal, serving, heldBack, progress }: BuildStatus): Partial<Record<BuildFigure, number | null>> {
  return {
    ledger_read_model_applied_events: ordinal,
    ledger_read_model_serving: serving ? 1 : 0,
    ledger_read_model_held_back_streams: heldBack,
    ...(progress && {
      ledger_read_model_build_events: progress.done,
      ledger_read_model_build_events_expected: progress.of,
      ledger_read_model_build_events_per_second: progress.eventsPerSecond,
      ledger_read_model_build_seconds_left: progress.secondsLeft,
    }),
  };
}

function entries<K extends string, V>(of: Partial<Record<K, V>>): [K, V][] {
  return Object.entries(of) as [K, V][];
}
