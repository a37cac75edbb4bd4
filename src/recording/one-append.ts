import type { EntryVoided } from '../history/corrected-history.js';
import type { Recorded } from '../history/event.js';
import { RuleBroken } from './refusals.js';

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
  const all = `its ${String(events.length)} entries are voided in one append, which takes ${String(ONE_APPEND_BYTES)} bytes`;
  const syllables = Math.floor(room / SYLLABLE);
  throw new RuleBroken(
    'too-much-at-once',
    syllables > 0
      ? `${all}: why may have ${String(syllables)} characters of Korean (${String(room)} bytes) here`
      : `${all}, too few for so many: void its last entries one by one first`,
  );
}

function bytesOf(value: unknown): number {
  return encodeURIComponent(JSON.stringify(value)).replaceAll(/%../g, '.').length;
}
