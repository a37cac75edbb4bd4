import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store.js';
import { HealthPart, type PartHealth } from './health-part.js';

/** Without the event store no command is taken, and queries go on. */
@Injectable()
export class EventStoreHealth extends HealthPart {
  readonly name = 'event-store';
  override readonly otherwise = 'degraded';

  constructor(private readonly store: EventStore) {
    super();
  }

  async check(): Promise<PartHealth> {
    await this.store.lastEvent();
    await this.store.takesAppends();
    return { status: 'up', detail: 'It can be read.' };
  }
}
