import { contractOf } from './common-entries.js';
import type { Contracts } from './contract.js';
import type { LocalDate } from './days.js';
import type { Event } from './event.js';

/** Before every day: what begins a life. */
export const BEGINNING = '';

/** Where an entry of today's shape stands in a life: on its day, at the beginning, or (undefined) outside of the order of days. */
export function placeOf({ type, data }: Event, contracts: Contracts): LocalDate | undefined {
  const contract = contractOf(contracts, type);
  if (contract?.begins) return BEGINNING;
  const day = contract?.day;
  return day === undefined || day === null ? undefined : (data as Readonly<Record<string, LocalDate>>)[day];
}

/**
 * A life in the order of its days, within a day as it was given (that of the log). What has no day comes last: it
 * changes nothing that others go by. Where no contract names a day, nothing moves.
 */
export function inOrderOfDays<E extends Event>(entries: readonly E[], contracts: Contracts): readonly E[] {
  const places = new Map(entries.map((entry) => [entry, placeOf(entry, contracts)]));
  const of = (entry: E) => places.get(entry);
  const dated = entries.filter((entry) => of(entry) !== undefined);
  if (dated.every((entry, index) => index === 0 || of(dated[index - 1]!)! <= of(entry)!)) return entries;
  const undated = entries.filter((entry) => of(entry) === undefined);
  return [...dated.sort((a, b) => compared(of(a)!, of(b)!)), ...undated];
}

function compared(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
