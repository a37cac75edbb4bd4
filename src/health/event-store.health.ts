import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store.js';
import { HealthPart, type PartHealth } from './health-part.js';
import { OneQuestion } from './one-question.js';

/** How long it is waited for, in milliseconds: whoever asks for health is impatient too. */
const PATIENCE_MS = 1_000;

/** Without the event store no command is taken, and queries go on. */
@Injectable()
export class EventStoreHealth extends HealthPart {
  readonly name = 'event-store';
  override readonly otherwise = 'degraded';

  private readonly question = new OneQuestion(() => this.asked(), PATIENCE_MS);

  constructor(private readonly store: EventStore) {
    super();
  }

  check(): Promise<PartHealth> {
    return this.question.answer();
  }

  private async asked(): Promise<PartHealth> {
    await this.store.lastEvent();
    try {
      await this.store.takesAppends();
    } catch (error) {
      // Without a majority a cluster is still read.
      const reason = error instanceof Error ? error.message : String(error);
      const detail = {
        ko: `읽을 수 있으나 이벤트를 받지 않습니다(${reason}).`,
        en: `It can be read, and takes no events: ${reason}.`,
      };
      return { status: 'degraded', detail };
    }
    return { status: 'up', detail: { ko: '읽을 수 있고 이벤트를 받습니다.', en: 'It can be read, and takes events.' } };
  }
}
