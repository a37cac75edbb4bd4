import {
  type DynamicModule,
  Injectable,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { Settings } from '../../src/config/settings.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { EndOfLog } from '../../src/health/end-of-log.js';
import { MetricsModule } from '../../src/metrics/metrics.module.js';
import { type Database, DatabaseUnfit } from './database/database.js';
import { openDatabase } from './database/open-database.js';
import { Engine } from './running/engine.js';
import { Operations } from './operations/operations.js';
import { ReadModelsController } from './operations/read-models.controller.js';
import { ReadModelsHealth } from './operations/read-models.health.js';
import { ReadModelsMetrics } from './operations/read-models.metrics.js';
import { WrongLogGuard } from './operations/wrong-log.guard.js';
import type { Projection } from './read-model/projection.js';
import { DatabaseProblems } from './reading/database-problems.js';
import { ReadModels } from './reading/read-models.js';

/** The read models' database, for whoever injects it. */
export const DATABASE = Symbol('the read models’ database');

/** Starts projecting with the application, where its role is to, and stops before the event store is closed. */
@Injectable()
class EngineKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly engine: Engine,
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // Queries need the engine's tables, whoever projects and however far that is; away, they answer so themselves.
    await this.database.prepare().catch((error: unknown) => {
      if (error instanceof DatabaseUnfit) throw error;
    });
    if (this.settings.role !== 'api') this.engine.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine.stop();
    await this.database.close();
  }
}

/**
 * The read side's engine, for the read models named: `EngineModule.with([roundsModel, …])`. Import it after the
 * module that opens the event store: what is imported later is stopped earlier.
 */
@Module({})
export class EngineModule {
  static with(projections: readonly Projection[]): DynamicModule {
    return {
      module: EngineModule,
      global: true,
      imports: [MetricsModule],
      controllers: [ReadModelsController],
      providers: [
        { provide: DATABASE, inject: [Settings], useFactory: (settings: Settings) => openDatabase(settings) },
        {
          provide: ReadModels,
          inject: [DATABASE, EndOfLog],
          useFactory: (database: Database, endOfLog: EndOfLog) => new ReadModels(database, projections, endOfLog),
        },
        {
          provide: Operations,
          inject: [DATABASE, EventStore],
          useFactory: (database: Database, store: EventStore) => new Operations(database, store, projections),
        },
        {
          provide: Engine,
          inject: [DATABASE, EventStore],
          useFactory: (database: Database, store: EventStore) => {
            const log = new Logger('projections');
            return new Engine(database, store, projections, {
              report: (message, details) => {
                log.log({ ...details, message });
              },
              warn: (message, details) => {
                log.warn({ ...details, message });
              },
            });
          },
        },
        {
          provide: EngineKeeper,
          inject: [Engine, DATABASE, Settings],
          useFactory: (engine: Engine, database: Database, settings: Settings) =>
            new EngineKeeper(engine, database, settings),
        },
        ReadModelsHealth,
        ReadModelsMetrics,
        { provide: APP_GUARD, useClass: WrongLogGuard },
        { provide: APP_INTERCEPTOR, useClass: DatabaseProblems },
      ],
      exports: [DATABASE, ReadModels, Operations, Engine],
    };
  }
}
