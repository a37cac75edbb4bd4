import { about, type Site } from '../http/use-case.js';
import type { StreamRules } from '../recording/recorder.js';
import type { Things } from '../recording/things.js';
import { roundNow } from '../rounds/round.stream.js';
import { pledgeItemNamed } from './pledge-item-name.js';
import { judgePlacement, pledgeItem, type PledgeItem } from './pledge-item.js';
import { type PledgeItemEvent, pledgeItemOf, pledgeItemStream } from './pledge-item.events.js';

/** A round that a pledge item places must be there. */
const rules: StreamRules<PledgeItem, PledgeItemEvent> = {
  aggregate: pledgeItem,
  judgeAcross: async (event, streams) => {
    if (event.type !== 'RoundPlacedOnSheet') return;
    judgePlacement(await roundNow(streams, event.data.roundId), event.data.roundId);
  },
};

export const pledgeItems: Things<PledgeItem, PledgeItemEvent> = {
  name: 'pledge-items',
  one: { ko: '공약사업', en: 'pledge item' },
  rules,
  voidableWhole: true,
  streamOf: (named) => {
    const { term, number } = pledgeItemNamed(named);
    return pledgeItemStream(term, number);
  },
  readAt: (stream) => {
    const { term, number } = pledgeItemOf(stream);
    return `/v1/sheets/${number}?term=${String(term)}`;
  },
};

/** What is added to a pledge item, and shows on its sheet: `POST /v1/pledge-items/{item}/{what}`. */
export function onTheItem(what: string): Site<PledgeItem, PledgeItemEvent> {
  return { ...about(pledgeItems, 'item', what), location: (stream) => pledgeItems.readAt(stream) };
}
