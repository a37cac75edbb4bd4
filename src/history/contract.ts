import { correctableOf, type Fields } from './fields.js';
import type { Event } from './event.js';
import type { ValueCheck } from './value-checks.js';

/** What may later be done to an event of a type, and how its stored versions are read. */
export interface EventContract<F extends Fields = Fields> {
  /** The schema version that is written today. */
  readonly version: number;
  /** The data of that version: what is stored is picked by it. */
  readonly fields: F;
  /** `upcasters[n]` lifts data of version n to version n + 1. Pure; never fails on what was ever stored. */
  readonly upcasters: Readonly<Record<number, (data: object) => object>>;
  /** The field that says on which day it happened, where its stream is a life that is folded in the order of days. */
  readonly day: string | null;
  /** Whether a life begins with it: it stands before all others, whatever its days. */
  readonly begins: boolean;
  /** Whether an EntryVoided may take it out by itself. */
  readonly voidable: boolean;
  /** What an EntryCorrected may change: JSON Pointers (RFC 6901) of the version above, `*` for any one segment. */
  readonly correctable: Readonly<Record<string, ValueCheck>>;
  /** Pointers that hang together: who changes one names them all. */
  readonly together: readonly (readonly string[])[];
}

/** The stored contract of a stream's events, by type. */
export type Contracts<E extends Event = Event> = Readonly<Record<E['type'], EventContract>>;

/** The contract of an event type of these fields: version 1 and voidable, unless it says otherwise. */
export function contract<F extends Fields>(
  fields: F,
  {
    version = 1,
    upcasters = {},
    day = null,
    begins = false,
    voidable = true,
    together = [],
  }: Partial<Omit<EventContract, 'fields' | 'correctable'>> = {},
): EventContract<F> {
  return { version, fields, upcasters, day, begins, voidable, correctable: correctableOf(fields), together };
}

/** Lifts data of an event's stored version to a later one. */
export function lift({ upcasters }: EventContract, data: object, from: number, to: number): object {
  let lifted = data;
  for (let version = from; version < to; version++) lifted = upcasters[version]?.(lifted) ?? lifted;
  return lifted;
}
