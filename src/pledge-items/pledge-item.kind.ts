import type { StreamKind } from '../recording/recorder.js';
import { roundNow } from '../rounds/round.kind.js';
import { judgePlacement, pledgeItem, type PledgeItem } from './pledge-item.js';
import type { PledgeItemEvent } from './pledge-item.events.js';

/** A pledge item's stream; a round that it places must be there. */
export const pledgeItemKind: StreamKind<PledgeItem, PledgeItemEvent> = {
  aggregate: pledgeItem,
  judgeAcross: async (event, streams) => {
    if (event.type !== 'RoundPlacedOnSheet') return;
    judgePlacement(await roundNow(streams, event.data.roundId), event.data.roundId);
  },
};
