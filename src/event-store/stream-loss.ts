import type { Sentence } from '../history/sentence.js';

/** What was done to a stream in the store, past the ledger. */
export type StreamLoss = 'tombstoned' | 'deleted' | 'truncated';

/**
 * Types of entries of the log that are no events of their stream but say what became of it in the store; no event of
 * ours begins with `$`. They have their place in the log, a revision that means nothing, and `{ loss }` as data.
 */
export const STREAM_LOST = '$streamLost';
/** The stream shows all its events (again). */
export const STREAM_WHOLE = '$streamWhole';

const SENTENCES: Readonly<Record<StreamLoss, Sentence>> = {
  tombstoned: {
    ko: '이벤트 저장소에서 영구히 삭제되었습니다',
    en: 'was deleted in the event store for ever',
  },
  deleted: {
    ko: '이벤트 저장소에서 삭제되었습니다. 정리(scavenge)되기 전까지는 저장소에서 되살릴 수 있습니다',
    en: 'was deleted in the event store, which can give it back until it is scavenged',
  },
  truncated: {
    ko: '이벤트 저장소에서 일부 이벤트가 잘려 나갔거나 만료되었습니다',
    en: 'has lost events in the event store: they were truncated or have expired',
  },
};

/** What became of the stream, as the end of a sentence about it. */
export function lossTold(loss: StreamLoss): Sentence {
  return SENTENCES[loss];
}

/** The same as logs and whoever runs the ledger are told it. */
export function lossInWords(loss: StreamLoss): string {
  return lossTold(loss).en;
}

/** What an entry of the log says of its stream; undefined for an event. */
export function lossSaidBy({ type, data }: { readonly type: string; readonly data: unknown }): StreamLoss | undefined {
  return type === STREAM_LOST ? (data as { readonly loss: StreamLoss }).loss : undefined;
}

/** Whether an entry of the log is no event, but the store's word on a stream. */
export function isOfStore({ type }: { readonly type: string }): boolean {
  return type === STREAM_LOST || type === STREAM_WHOLE;
}

/** A stream's entries without what the store took back since: a loss before the last word that it is whole. */
export function withoutUndoneLosses<E extends { readonly type: string }>(entries: readonly E[]): readonly E[] {
  const whole = entries.findLastIndex(({ type }) => type === STREAM_WHOLE);
  return entries.filter((entry, index) => index > whole || entry.type !== STREAM_LOST);
}
