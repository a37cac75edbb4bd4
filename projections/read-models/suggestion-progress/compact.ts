import { HANDLING_STATUSES, type HandlingStatus } from '../../../src/suggestions/handling-status.js';

/** How journal and sums write rounds and statuses: as integers. */

/** 52 bits of a round's id, from the end, where every version of UUID is random. Queries refuse two rounds of one key. */
export function roundKey(roundId: string): number {
  return parseInt(roundId.slice(22, 23) + roundId.slice(24, 36), 16);
}

/** By its place in the list of statuses; a list in another order is another version of the read model. */
export function statusNumber(status: HandlingStatus): number {
  return HANDLING_STATUSES.indexOf(status);
}

export function statusOf(number: number): HandlingStatus {
  return HANDLING_STATUSES[number]!;
}
