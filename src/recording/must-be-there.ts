import type { Recorded } from '../history/event.js';
import type { Sentence } from '../history/sentence.js';
import { NotThere } from './refusals.js';
import { rules } from './rules.js';

const broken = rules({
  voided: { ko: '{what}은(는) 무효로 처리되었습니다. 먼저 되살리십시오', en: '{what} is voided; restore it first' },
});

/**
 * Refuses a command about a thing that is not there: NotThere where nothing was ever recorded of it, RuleBroken
 * `voided` where all of it was taken out.
 */
export function mustBeThere(
  { raw, state }: { readonly raw: readonly Recorded[]; readonly state: unknown },
  what: Sentence,
): void {
  if (raw.length === 0) throw new NotThere(what);
  if ((state as { readonly phase?: unknown } | null)?.phase === 'none') throw broken('voided', { what });
}
