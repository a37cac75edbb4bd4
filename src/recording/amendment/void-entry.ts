import type { Contracts } from '../../history/contract.js';
import {
  type EntryCorrected,
  type EntryVoided,
  isCorrection,
  isVoid,
  standingCorrections,
  voidedIds,
} from '../../history/corrected-history.js';
import type { LocalDate } from '../../history/days.js';
import type { Event, Recorded } from '../../history/event.js';
import { asIfRecorded, inTheWay } from '../admission.js';
import type { Aggregate } from '../aggregate.js';
import { type Amended, entryNamed, judged, knownContract, NOTHING, unknownEntry } from './amendment.js';
import { broken } from './amendment.rules.js';
import { builtUpon, named, refuseWhereFromDiffers } from './changes.js';

/** Voids one standing entry: a fact, a correction or another void (which takes that one back). Voiding what is voided changes nothing. */
export function voidEntry<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  eventId: string,
  why: string,
  today: LocalDate,
): Amended<E> {
  const entry = entryNamed(raw, eventId);
  if (voidedIds(raw).has(entry.id)) return NOTHING;
  const event: EntryVoided = { type: 'EntryVoided', data: { eventId, why } };
  const { subject, takenOut } = subjectOf(raw, entry);
  if (isCorrection(subject)) {
    judgeCorrections(aggregate.contracts, subject, raw, event);
    return judged(aggregate, raw, [event], today, subject.data.eventId);
  }
  // Taking back a void needs no leave: what stood before may stand again, if the rules allow it.
  if (takenOut && !knownContract(aggregate.contracts, subject).voidable) {
    throw broken('entry-not-voidable', { entry: named(subject) });
  }
  return judged(aggregate, raw, [event], today, subject.id);
}

/** Refuses to void or bring back a correction that a later one builds upon, or that would not find what it corrects. */
function judgeCorrections(
  contracts: Contracts,
  correction: Recorded<EntryCorrected>,
  raw: readonly Recorded[],
  event: EntryVoided,
): void {
  const entry = entryNamed(raw, correction.data.eventId);
  const now = standingCorrections(raw, voidedIds(raw)).get(entry.id) ?? [];
  const later = builtUpon(correction, now);
  if (later) throw broken('correction-built-upon', { entry: named(later) }, inTheWay(later));
  const after = [...raw, asIfRecorded(event)];
  const contract = knownContract(contracts, entry);
  refuseWhereFromDiffers(contract, entry, standingCorrections(after, voidedIds(after)).get(entry.id) ?? []);
}

/** What a chain of voids is about in the end, a fact or a correction, and whether voiding the chain's end takes it out. */
function subjectOf(raw: readonly Recorded[], entry: Recorded): { subject: Recorded; takenOut: boolean } {
  const byId = new Map(raw.map((event) => [event.id, event]));
  let subject = entry;
  let takenOut = true;
  for (; isVoid(subject); takenOut = !takenOut)
    subject = byId.get(subject.data.eventId) ?? unknownEntry(subject.data.eventId);
  return { subject, takenOut };
}
