import type { Sentence } from '../../src/history/sentence.js';
import { Problem } from '../../src/http/problem.js';
import * as shown from '../../src/http/shown.js';
import { moment } from './moment/moment.js';

/** What every answer says of itself. */
export const stated = {
  moment,
  incompleteStreams: shown.integer({ about: 'Streams held back in quarantine; above 0 the answer is incomplete' }),
};

export type Stated = shown.Showing<typeof stated>;

/** What was asked for is not there, as far as the read models know: streams held back may hold it. */
export function notKnown(detail: Sentence, { incompleteStreams }: Pick<Stated, 'incompleteStreams'>): Problem {
  if (incompleteStreams === 0) return new Problem({ status: 404, type: 'not-found', detail });
  const streams = incompleteStreams === 1 ? '1 stream is' : `${String(incompleteStreams)} streams are`;
  return new Problem({
    status: 404,
    type: 'not-found',
    detail: {
      ko: `${detail.ko} 조회 모델이 완전하지 않습니다. 보류된 스트림 ${String(incompleteStreams)}개 안에 있을 수 있습니다.`,
      en: `${detail.en} The read models are incomplete: ${streams} held back, and it may be in there.`,
    },
    more: { incompleteStreams },
  });
}
