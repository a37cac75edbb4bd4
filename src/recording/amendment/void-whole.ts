import { correctedHistory, type EntryVoided, isVoid, voidedIds } from '../../history/corrected-history.js';
import type { LocalDate } from '../../history/days.js';
import type { Event, Recorded } from '../../history/event.js';
import { Standing } from '../../history/standing.js';
import { inTheWay } from '../admission.js';
import type { Aggregate } from '../aggregate.js';
import { type Amended, judged, NOTHING } from './amendment.js';
import { broken } from './amendment.rules.js';
import { named } from './changes.js';
import { refuseTooLarge } from './one-append.js';

/** Takes a whole stream out of all counts: voids every standing fact in one append, whatever hangs on it elsewhere. */
export function voidWhole<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  why: string,
): Amended<E> {
  const standing = correctedHistory(raw, aggregate.contracts);
  // From the last back, so that each void by itself leaves a history that its stream allows.
  const events = standing
    .toReversed()
    .map(({ id }): EntryVoided => ({ type: 'EntryVoided', data: { eventId: id, why } }));
  refuseTooLarge(raw, events);
  return { events, toJudgeAgain: [], takenOut: [] };
}

/**
 * Takes back the last voiding of the whole stream: voids the voids of that one command. Where all of them are
 * taken back already, or nothing was ever voided whole, there is nothing to do.
 */
export function restoreWhole<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  why: string,
  today: LocalDate,
): Amended<E> {
  const voiding = lastWholeVoiding(raw);
  if (!voiding || voiding.voids.length === 0) return NOTHING;
  const anew = correctedHistory(raw, aggregate.contracts).find(({ revision }) => revision > voiding.revision);
  if (anew) throw broken('recorded-anew', { entry: named(anew) }, inTheWay(anew));
  const events = voiding.voids
    .toReversed()
    .map(({ id }): EntryVoided => ({ type: 'EntryVoided', data: { eventId: id, why } }));
  refuseTooLarge(raw, events);
  return judged(aggregate, raw, events, today, undefined);
}

/** The command that last left nothing standing: its last revision, and those of its voids that still stand. */
function lastWholeVoiding(raw: readonly Recorded[]) {
  const emptied = lastEmptied(raw);
  if (!emptied) return undefined;
  const voided = voidedIds(raw);
  const voids = raw.filter(
    (event): event is Recorded<EntryVoided> =>
      isVoid(event) && event.metadata.commandId === emptied.metadata.commandId && !voided.has(event.id),
  );
  return { revision: emptied.revision, voids };
}

/** The last entry with which a stream that had facts came to have none that stands. */
function lastEmptied(raw: readonly Recorded[]): Recorded | undefined {
  const standing = new Standing();
  let emptied: Recorded | undefined;
  for (const event of raw) {
    const before = standing.facts;
    standing.add(event);
    if (before > 0 && standing.facts === 0) emptied = event;
  }
  return emptied;
}
