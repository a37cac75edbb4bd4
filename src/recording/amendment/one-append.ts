import type { EntryVoided } from '../../history/corrected-history.js';
import type { Recorded } from '../../history/event.js';
import { rules } from '../rules.js';

/** The most that both event stores take in one append, in bytes. */
export const ONE_APPEND_BYTES = 1_048_576;
/** Whoever records may have a longer id than whoever recorded before. */
const ROOM_FOR_OTHERS = 100;
/** Bytes of a syllable in UTF-8. */
const SYLLABLE = 3;

/** Refuses voids that do not go into one append, and says how long their `why` may be. Throws RuleBroken. */
export function refuseTooLarge(raw: readonly Recorded[], events: readonly EntryVoided[]): void {
  const [first] = events;
  const last = raw.at(-1);
  if (!first || !last) return;
  const { why, eventId } = first.data;
  const besides = bytesOf({ eventId, why: '' }) + bytesOf(last.metadata) + ROOM_FOR_OTHERS;
  const room = Math.floor(ONE_APPEND_BYTES / events.length) - besides;
  if (bytesOf(why) - bytesOf('') <= room) return;
  const values = { entries: events.length, most: ONE_APPEND_BYTES, syllables: Math.floor(room / SYLLABLE), room };
  throw values.syllables > 0 ? whyTooLong('too-much-at-once', values) : tooMany('too-much-at-once', values);
}

const whyTooLong = rules({
  'too-much-at-once': {
    ko: '기록 {entries}건을 {most}바이트까지 받는 한 번의 저장으로 무효로 합니다. 여기서 why는 한글 {syllables}자({room}바이트)까지입니다',
    en: 'its {entries} entries are voided in one append, which takes {most} bytes: why may have {syllables} characters of Korean ({room} bytes) here',
  },
});
const tooMany = rules({
  'too-much-at-once': {
    ko: '기록 {entries}건은 {most}바이트까지 받는 한 번의 저장으로 무효로 하기에 너무 많습니다. 마지막 기록부터 하나씩 무효로 하십시오',
    en: 'its {entries} entries are voided in one append, which takes {most} bytes, too few for so many: void its last entries one by one first',
  },
});

function bytesOf(value: unknown): number {
  return encodeURIComponent(JSON.stringify(value)).replaceAll(/%../g, '.').length;
}
