import { jurisdictions } from '../jurisdiction/jurisdiction.stream.js';
import { meetings } from '../meetings/meeting.stream.js';
import { organisations } from '../organisation/organisation.stream.js';
import { pledgeItems } from '../pledge-items/pledge-item.stream.js';
import { policies } from '../policies/policy.stream.js';
import { NotThere } from '../recording/refusals.js';
import type { Things } from '../recording/things.js';
import { rounds } from '../rounds/round.stream.js';
import { suggestions } from '../suggestions/suggestion.stream.js';

// The state's type is each collection's own affair: what amends it never looks inside.
type Amendable = Things;

/** The collections of the API whose things have a history, and whose entries can be put right. */
const AMENDABLE: readonly Amendable[] = [
  suggestions,
  meetings,
  rounds,
  pledgeItems,
  jurisdictions,
  organisations,
  policies,
].map((things) => things as unknown as Amendable);

export const COLLECTIONS = AMENDABLE.map(({ name }) => name);

/** The collection of an address such as /v1/meetings/{id}. Throws NotThere where the API has none like that. */
export function collectionNamed(name: string): Amendable {
  const things = AMENDABLE.find((those) => those.name === name);
  if (things) return things;
  throw new NotThere({ ko: `모음 ${name}`, en: `collection ${name}` });
}
