import type { Recorded } from '../history/event.js';
import type { Sentence } from '../history/sentence.js';
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

/** What has no stream of its own: its entries lie with those of others, in the stream of the city, under its code. */
const WITHIN: Readonly<Record<string, { readonly things: Things; readonly types: RegExp; readonly one: Sentence }>> = {
  districts: { things: jurisdictions as unknown as Things, types: /^District/, one: { ko: '구', en: 'district' } },
  dongs: { things: jurisdictions as unknown as Things, types: /^Dong/, one: { ko: '동', en: 'dong' } },
  departments: {
    things: organisations as unknown as Things,
    types: /^Department/,
    one: { ko: '부서', en: 'department' },
  },
};

/** The collections whose things have a history. */
export const TOLD = [...COLLECTIONS, ...Object.keys(WITHIN)];

/** The stream that a thing's history is in, and which of its entries tell of it: all, or those of a code. Throws NotThere. */
export function toldIn(
  collection: string,
  id: string,
  city: string,
): {
  readonly things: Amendable;
  readonly one: Sentence;
  readonly stream: string;
  readonly of: (entry: Recorded) => boolean;
} {
  const within = Object.hasOwn(WITHIN, collection) ? WITHIN[collection] : undefined;
  if (!within) {
    const things = collectionNamed(collection);
    return { things, one: things.one, stream: things.streamOf(id, city), of: () => true };
  }
  const { things, types, one } = within;
  return {
    things,
    one,
    stream: things.streamOf(city, city),
    of: ({ type, data }) => types.test(type) && (data as { code?: unknown }).code === id,
  };
}

/** The history of a thing, in a sentence. */
export function historySaid(one: Sentence, id: string): Sentence {
  return { ko: `${one.ko} ${id}의 이력`, en: `history of ${one.en} ${id}` };
}

/** The collection of an address such as /v1/meetings/{id}. Throws NotThere where the API has none like that. */
export function collectionNamed(name: string): Amendable {
  const things = AMENDABLE.find((those) => those.name === name);
  if (things) return things;
  throw new NotThere({ ko: `모음 ${name}`, en: `collection ${name}` });
}
