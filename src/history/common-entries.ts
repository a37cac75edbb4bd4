import { contract, type Contracts, type EventContract } from './contract.js';
import { type DocumentReferred, documentReferred } from './document.js';
import type { Event } from './event.js';

/** What every stream may hold besides its own events and amendments: it changes nothing that its own go by. */
export type CommonEntry = DocumentReferred;

/** These names and shapes are the storage format: add, never change. */
export const commonContracts: Contracts<CommonEntry> = { DocumentReferred: contract(documentReferred) };

export function isCommon(event: Event): event is CommonEntry {
  return Object.hasOwn(commonContracts, event.type);
}

/** The contract of a type that a stream may hold, undefined where the program does not know the type. */
export function contractOf(contracts: Contracts, type: string): EventContract | undefined {
  if (Object.hasOwn(contracts, type)) return contracts[type];
  return Object.hasOwn(commonContracts, type) ? (commonContracts as Contracts)[type] : undefined;
}
