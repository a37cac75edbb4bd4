import type { Contracts, EventContract } from './contract.js';
import { contractOf } from './common-entries.js';
import { lift } from './contract.js';
import type { Event, Recorded } from './event.js';
import { replaceAt } from './json-pointer.js';
import { inOrderOfDays } from './order-of-days.js';

/** One changed value of an entry. */
export interface Change {
  /** JSON Pointer (RFC 6901) into the entry's data, in the schema version that the correction names. */
  readonly path: string;
  /** What stood there. */
  readonly from: unknown;
  readonly to: unknown;
}

/** Says what an entry of the same stream should have said. It can be voided, never corrected. */
export type EntryCorrected = Event<
  'EntryCorrected',
  {
    readonly eventId: string;
    readonly type: string;
    readonly schemaVersion: number;
    readonly changes: readonly Change[];
    readonly why: string;
    /** Of a meeting: whether its suggestions are taken along. Null of all else; version 1 does not have it. */
    readonly takeAlong?: boolean | null;
  }
>;

/** Takes out one entry of the same stream, a correction or another void among them. */
export type EntryVoided = Event<'EntryVoided', { readonly eventId: string; readonly why: string }>;

/** What every stream may hold besides its own events. */
export type Amendment = EntryCorrected | EntryVoided;

/** The schema versions in which amendments are written today. */
export const AMENDMENT_VERSIONS = { EntryCorrected: 2, EntryVoided: 1 } as const;

export function isCorrection(event: Event): event is EntryCorrected {
  return event.type === 'EntryCorrected';
}

export function isVoid(event: Event): event is EntryVoided {
  return event.type === 'EntryVoided';
}

export function isAmendment(event: Event): event is Amendment {
  return isCorrection(event) || isVoid(event);
}

/**
 * The ids of the entries that voids take out: from the last event back, a void that is not itself voided
 * takes out the entry it names.
 */
export function voidedIds(raw: readonly Recorded[]): ReadonlySet<string> {
  const voided = new Set<string>();
  for (let i = raw.length - 1; i >= 0; i--) {
    const event = raw[i]!;
    if (isVoid(event) && !voided.has(event.id)) voided.add(event.data.eventId);
  }
  return voided;
}

/**
 * A stream's corrected history: its standing entries, each lifted to the shape of today with the standing
 * corrections applied on the way, in the order of their days where the contracts name days, else in that of the
 * log. Corrections and voids themselves are not in it. Types unknown to the contracts stand as they are.
 */
export function correctedHistory<E extends Event>(
  raw: readonly Recorded[],
  contracts: Contracts<E>,
): readonly Recorded<E>[] {
  const voided = voidedIds(raw);
  const corrections = standingCorrections(raw, voided);
  const history: Recorded<E>[] = [];
  for (const event of raw) {
    if (isAmendment(event) || voided.has(event.id)) continue;
    const contract = contractOf(contracts, event.type);
    const data = contract ? corrected(event, contract, corrections.get(event.id) ?? []) : event.data;
    history.push({ ...event, data } as unknown as Recorded<E>);
  }
  return inOrderOfDays(history, contracts);
}

/** The corrections that are not voided, by the entry that they name, in log order. */
export function standingCorrections(
  raw: readonly Recorded[],
  voided: ReadonlySet<string>,
): ReadonlyMap<string, readonly Recorded<EntryCorrected>[]> {
  const corrections = new Map<string, Recorded<EntryCorrected>[]>();
  for (const event of raw) {
    if (!isCorrection(event) || voided.has(event.id)) continue;
    const of = corrections.get(event.data.eventId);
    if (of) of.push(event);
    else corrections.set(event.data.eventId, [event]);
  }
  return corrections;
}

/**
 * Data of an entry, lifted to each correction's version in turn, corrected there, then lifted to today's.
 * `before` sees each correction with the data that it is applied to.
 */
export function corrected(
  event: Recorded,
  contract: EventContract,
  corrections: readonly Recorded<EntryCorrected>[],
  before?: (correction: Recorded<EntryCorrected>, data: object) => void,
): object {
  let data = event.data;
  let version = event.metadata.schemaVersion;
  // Log order; older versions first where two programs of different age wrote side by side.
  const inOrder = [...corrections].sort((a, b) => a.data.schemaVersion - b.data.schemaVersion);
  for (const correction of inOrder) {
    const { schemaVersion, changes } = correction.data;
    data = lift(contract, data, version, schemaVersion);
    version = Math.max(version, schemaVersion);
    before?.(correction, data);
    for (const { path, to } of changes) data = replaceAt(data, path, to);
  }
  return lift(contract, data, version, contract.version);
}
