import { Injectable } from '@nestjs/common';
import { EventStore, type Position } from '../event-store/event-store.js';
import { invalidParameter } from '../http/problem.js';
import { OneQuestion } from './one-question.js';

/** How long a caller waits to be told where the log ends, in milliseconds. */
const PATIENCE_MS = 1_000;

/** Where the log ends, asked of a store that may be mute; who ask at once share an answer. */
@Injectable()
export class EndOfLog {
  private readonly question: OneQuestion<Position | undefined>;

  constructor(store: EventStore) {
    this.question = new OneQuestion(async () => (await store.lastEvent())?.position, PATIENCE_MS);
  }

  /** The last event's position; undefined in an empty log. Rejects with Unanswered, or as the store does. */
  position(): Promise<Position | undefined> {
    return this.question.answer();
  }

  /** Rejects with Problem, 400 for `after`, where the log ends before the position; resolves where nobody can tell. */
  async refuseBeyond(position: Position): Promise<void> {
    let end: Position | undefined;
    try {
      // A question under way may have been put before the position was given: it takes one put since.
      for (let asked = 0; asked < 2; asked++) {
        end = await this.position();
        if (end !== undefined && position <= end) return;
      }
    } catch {
      return;
    }
    throw invalidParameter('after', {
      ko: `기록의 끝보다 뒤일 수 없습니다. ${end === undefined ? '아직 아무것도 기록되지 않았습니다' : `마지막 기록의 위치는 ${end}입니다`}`,
      en: `must not lie beyond the log: ${end === undefined ? 'nothing was recorded yet' : `its last event stands at ${end}`}`,
    });
  }
}
