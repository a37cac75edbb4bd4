import type { Event, Recorded } from '../history/event.js';
import type { Address, Site } from '../http/use-case.js';
import { NotThere } from '../recording/refusals.js';
import { collectionNamed, COLLECTIONS, historySaid } from './amendable.js';

/** A command about any thing that is there, the whole of it or one of its entries: `/v1/{collection}/{id}/{what}`. */
export function ofAnyThing(what: string): Site<unknown, Event> {
  return {
    path: `v1/:collection/:id/${what}`,
    tag: 'history and corrections',
    find: ({ address, city }) => {
      const things = collectionNamed(address.collection!);
      return { rules: things.rules, stream: things.streamOf(address.id!, city) };
    },
    judge: ({ raw }, address) => {
      mustHold(raw, address);
    },
    parameters: {
      collection: { enum: COLLECTIONS },
      id: {
        description:
          "Id; a round's id or code; term and number of a pledge item (7-2-2-4); the city's code of a jurisdiction, an organisation or policies",
      },
      eventId: { format: 'uuid' },
    },
  };
}

function mustHold(raw: readonly Recorded[], { collection, id, eventId }: Address): void {
  const { ko, en } = historySaid(collectionNamed(collection!).one, id!);
  if (raw.length === 0) throw new NotThere({ ko, en });
  if (eventId === undefined || raw.some((entry) => entry.id === eventId.toLowerCase())) return;
  throw new NotThere({ ko: `${ko}의 기록 ${eventId}`, en: `entry ${eventId} in the ${en}` });
}
