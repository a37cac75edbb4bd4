import { commonContracts, contractOf } from '../src/history/common-entries.js';
import type { Contracts } from '../src/history/contract.js';
import { jurisdictionContracts } from '../src/jurisdiction/jurisdiction.events.js';
import { meetingContracts } from '../src/meetings/meeting.events.js';
import { organisationContracts } from '../src/organisation/organisation.events.js';
import { pledgeItemContracts } from '../src/pledge-items/pledge-item.events.js';
import { policyContracts } from '../src/policies/policy.events.js';
import { roundContracts } from '../src/rounds/round.events.js';
import { suggestionContracts } from '../src/suggestions/suggestion.events.js';

/** The stored contracts of every kind of stream. */
export const everyContract: readonly Contracts[] = [
  jurisdictionContracts,
  organisationContracts,
  policyContracts,
  roundContracts,
  meetingContracts,
  suggestionContracts,
  pledgeItemContracts,
  commonContracts,
];

/** The version in which a type is written today; 1 for what no contract knows. */
export function versionOf(type: string): number {
  return everyContract.map((contracts) => contractOf(contracts, type)).find((known) => known)?.version ?? 1;
}
