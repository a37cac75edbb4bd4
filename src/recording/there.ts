import type { Recorded } from '../history/event.js';
import { NotThere, RuleBroken } from './refusals.js';

/**
 * Refuses a command about a thing that is not there: NotThere where nothing was ever recorded of it, RuleBroken
 * `voided` where all of it was taken out.
 */
export function mustBeThere(
  { raw, state }: { readonly raw: readonly Recorded[]; readonly state: { readonly phase: string } },
  what: string,
): void {
  if (raw.length === 0) throw new NotThere(what);
  if (state.phase === 'none') throw new RuleBroken('voided', `${what} is voided; restore it first`);
}
