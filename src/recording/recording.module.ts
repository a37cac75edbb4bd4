import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Settings } from '../config/settings.js';
import { EventStore } from '../event-store/event-store.js';
import { openEventStore } from '../event-store/open-event-store.js';
import { Clock, SystemClock } from '../config/clock.js';
import { Recorder } from './recorder.js';

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
  imports: [CqrsModule.forRoot()],
  providers: [
    { provide: EventStore, inject: [Settings], useFactory: (settings: Settings) => openEventStore(settings) },
    { provide: Clock, useClass: SystemClock },
    {
      provide: Recorder,
      inject: [EventStore, Clock, Settings],
      useFactory: (store: EventStore, clock: Clock, { operator }: Settings) =>
        new Recorder(store, { recordedBy: operator, now: () => clock.now() }),
    },
    EventStoreKeeper,
  ],
  exports: [EventStore, Clock, Recorder, CqrsModule],
})
export class RecordingModule {}
