import type { EventStore } from '../../../src/event-store/event-store.js';
import type { Sentence } from '../../../src/history/sentence.js';
import type { Checkpoint } from '../builds/checkpoint.js';

/** The log does not hold the event that a checkpoint remembers. */
export class WrongLog extends Error {
  override readonly name = 'WrongLog';

  readonly sentence: Sentence;

  constructor(checkpoint: Checkpoint, place: string) {
    const { position, id } = checkpoint.last!;
    const event = String(checkpoint.ordinal);
    const sentence = {
      ko:
        `조회 모델이 다른 기록에서 만들어졌습니다. 그 ${event}번 이벤트(${id}, 위치 ${position})가 ${place}에 없습니다. ` +
        `원래의 이벤트 저장소에 연결하거나, 이 기록이 맞다면 여기에서 다시 만드십시오(npm run rebuild)`,
      en:
        `the read models were built from another log: their event ${event} (${id} at ${position}) ` +
        `is not in ${place}. Connect the event store they belong to, or, if this log is the right one, rebuild them from it ` +
        `(npm run rebuild)`,
    };
    super(sentence.en);
    this.sentence = sentence;
  }
}

/** Whether the log has the very event that the checkpoint remembers. */
export async function isRightLog(store: EventStore, { last }: Checkpoint): Promise<boolean> {
  if (!last) return true;
  try {
    return (await store.eventAt(last.position))?.id === last.id;
  } catch (error) {
    // A position in the form of another kind of store.
    if (error instanceof RangeError) return false;
    throw error;
  }
}
