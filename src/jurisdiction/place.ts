import type { Days, LocalDate } from '../history/days.js';
import { type FromDay, withOneMore } from '../history/holding.js';
import type { Sentence } from '../history/sentence.js';
import { broken } from './jurisdiction.rules.js';

/** What districts and dongs have in common: a code, a span of days, and names within it. */

export interface Renamed {
  readonly code: string;
  readonly name: string;
  readonly romanised: string | null;
  readonly renamedOn: LocalDate;
}

export interface Ended {
  readonly code: string;
  readonly validTo: LocalDate;
  readonly successors: readonly string[];
}

export interface Naming extends FromDay {
  readonly name: string;
  readonly renamed: Renamed | null;
}

export interface Place {
  readonly code: string;
  /** The last that it had. */
  readonly name: string;
  /** In the order of their days. */
  readonly names: readonly Naming[];
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly abolished: Ended | null;
}

/** A place as it begins. */
export function begun({ code, name, validFrom }: Pick<Place, 'code' | 'name' | 'validFrom'>): Place {
  return { code, name, names: [{ from: validFrom, name, renamed: null }], validFrom, validTo: null, abolished: null };
}

export function renamedBy<P extends Place>(place: P, renamed: Renamed): P {
  const names = withOneMore(place.names, { from: renamed.renamedOn, name: renamed.name, renamed });
  return { ...place, names, name: names.at(-1)!.name };
}

export function endedBy<P extends Place>(place: P, abolished: Ended): P {
  return { ...place, validTo: abolished.validTo, abolished };
}

export function isThere({ validFrom, validTo }: Pick<Place, 'validFrom' | 'validTo'>, day: LocalDate): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

/** Whether it is there on any of the days. */
export function isThereWithin(
  { validFrom, validTo }: Pick<Place, 'validFrom' | 'validTo'>,
  { first, last }: Days,
): boolean {
  return (validTo === null || first <= validTo) && (validFrom === null || last === null || validFrom <= last);
}

/** Judges another name of a place that is there on the day. */
export function admitName(place: Place, renamedOn: LocalDate): void {
  if (renamedOn === place.validFrom) throw broken('renamed-at-start', { place: named(place), renamedOn });
  if (place.names.some(({ from }) => from === renamedOn)) {
    throw broken('rename-recorded', { place: named(place), renamedOn });
  }
}

/** Judges a place that is to end, by what is to follow it and by what it follows itself among all of its kind. */
export function admitEnd(place: Place, ended: Ended, following: readonly Place[], all: Iterable<Place>): void {
  const { from: renamedOn } = place.names.at(-1)!;
  const { code, validTo, successors } = ended;
  if (renamedOn !== null && renamedOn > validTo) {
    throw broken('renamed-later', { place: named(place), validTo, renamedOn });
  }
  refuseItself(code, successors);
  refuseTwice(successors);
  for (const successor of following) refuseWhereItEndsFirst(successor, place, validTo);
  for (const before of all) {
    if (before.abolished?.successors.includes(code)) {
      refuseWhereItEndsFirst(endedBy(place, ended), before, before.abolished.validTo);
    }
  }
}

export function refuseItself(code: string, others: readonly string[]): void {
  if (others.includes(code)) throw broken('place-of-itself', { code });
}

export function refuseTwice(codes: readonly string[]): void {
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  if (twice.length > 0) throw broken('place-named-twice', { codes: twice });
}

export function spanOf({ validFrom, validTo }: Pick<Place, 'validFrom' | 'validTo'>): Sentence {
  return {
    ko: [validFrom && `${validFrom}부터`, validTo && `${validTo}까지`].filter(Boolean).join(' '),
    en: [validFrom && `from ${validFrom}`, validTo && `until ${validTo}`].filter(Boolean).join(' '),
  };
}

export function named({ name, code }: Pick<Place, 'name' | 'code'>): string {
  return `${name} (${code})`;
}

/** A successor outlasts what it follows; so none follows itself over others. */
function refuseWhereItEndsFirst(successor: Place, place: Place, validTo: LocalDate): void {
  if (successor.validTo === null || successor.validTo > validTo) return;
  throw broken('successor-ends-before', { successor: named(successor), place: named(place), validTo });
}
