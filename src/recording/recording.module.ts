import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Settings } from '../config/settings.js';
import { EventStore } from '../event-store/event-store.js';
import { openEventStore } from '../event-store/open-event-store.js';
import { exitCodeOf, isStoreFailure } from '../event-store/exit-code.js';
import { Failure } from '../failure.js';
import { Clock, SystemClock } from '../config/clock.js';
import { EndOfLog } from '../health/end-of-log.js';
import { CommandMetrics } from '../metrics/command-metrics.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { Recorder } from './recorder.js';

/** The event store that the settings name. Throws Failure where it cannot be opened. */
async function opened({ eventStore }: Settings): Promise<EventStore> {
  try {
    return await openEventStore(eventStore);
  } catch (error) {
    if (!isStoreFailure(error)) throw error;
    const place = eventStore.url === undefined ? ` in ${eventStore.dataDir}; DATA_DIR names where it lies` : '';
    throw new Failure(`The event store cannot be opened${place}: ${error.message}.`, exitCodeOf(error), {
      cause: error,
    });
  }
}

/** Closes the event store once nothing is under way: Nest calls this after the HTTP server has closed. */
@Injectable()
class EventStoreKeeper implements OnApplicationShutdown {
  constructor(private readonly store: EventStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}

/** The way into the log, for every module that records. */
@Global()
@Module({
  imports: [CqrsModule.forRoot(), MetricsModule],
  providers: [
    { provide: EventStore, inject: [Settings], useFactory: opened },
    { provide: Clock, useClass: SystemClock },
    {
      provide: Recorder,
      inject: [EventStore, Clock, Settings, CommandMetrics],
      useFactory: (store: EventStore, clock: Clock, settings: Settings, { told }: CommandMetrics) => {
        const { operator: recordedBy, cityCode: city } = settings;
        return new Recorder(store, { city, recordedBy, now: () => clock.now(), told });
      },
    },
    EndOfLog,
    EventStoreKeeper,
  ],
  exports: [EventStore, EndOfLog, Clock, Recorder, CqrsModule],
})
export class RecordingModule {}
