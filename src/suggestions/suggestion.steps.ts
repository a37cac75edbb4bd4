import { contractOf } from '../history/common-entries.js';
import { type Contracts, lift } from '../history/contract.js';
import type { Event, Metadata } from '../history/event.js';
import { clockSteps } from './clock/clock.steps.js';
import { endingSteps } from './ending/ending.steps.js';
import type { Step, Steps } from './handling-status.js';
import { handlingSteps } from './handling/handling.steps.js';
import { receiptSteps } from './receipt/receipt.steps.js';
import { suggestionContracts, type SuggestionEvent } from './suggestion.events.js';

/** What a suggestion's stream may hold, and what of it is a step in its life. */
export interface Life {
  readonly contracts: Contracts;
  readonly steps: Readonly<Record<string, ((data: never) => Step) | null>>;
}

const steps: Steps<SuggestionEvent> = { ...receiptSteps, ...clockSteps, ...handlingSteps, ...endingSteps };

/** A suggestion's life, slice by slice. */
export const suggestionLife: Life = { contracts: suggestionContracts, steps };

/** The step that an entry of today's shape makes; undefined where it changes nothing, or is of a type unknown here. */
export function stepOf({ type, data }: Event, life: Life = suggestionLife): Step | undefined {
  return Object.hasOwn(life.steps, type) ? life.steps[type]?.(data as never) : undefined;
}

/** What an entry says, in the shape of today. */
export function dataToday(
  { type, data, metadata }: Event & { readonly metadata: Pick<Metadata, 'schemaVersion'> },
  { contracts }: Life,
): object {
  const contract = contractOf(contracts, type);
  return contract ? lift(contract, data, metadata.schemaVersion, contract.version) : data;
}
