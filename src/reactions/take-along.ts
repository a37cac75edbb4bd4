import type { MeetingPlace } from '../../projections/read-models/reactions/reaction.queries.js';
import type { Change } from '../history/corrected-history.js';
import type { Received } from '../suggestions/receipt/receipt.js';

/** A meeting before and after what moved it. */
export interface Moved {
  readonly before: MeetingPlace;
  readonly after: MeetingPlace;
}

type Along = Pick<Received, 'roundId' | 'dong' | 'raisedOn' | 'acceptedOn' | 'channel'>;

/**
 * What of a suggestion's receipt goes with its meeting: what it has as the meeting had it. What was told otherwise
 * stays, and where a meeting of several dongs moves, nobody can say which was meant. Pure.
 */
export function changesAlong(receipt: Along, { before, after }: Moved): readonly Change[] {
  const [was, is] = [onlyDong(before), onlyDong(after)];
  const changes: Change[] = [
    { path: '/roundId', from: before.roundId, to: after.roundId },
    { path: '/raisedOn', from: before.day, to: after.day },
    { path: '/dong', from: was, to: is },
  ];
  // What was raised there was accepted there.
  if (receipt.channel === 'on-site') changes.push({ path: '/acceptedOn', from: before.day, to: after.day });
  return changes.filter(({ path, from, to }) => {
    const stands = receipt[path.slice(1) as keyof Along];
    return from !== null && to !== null && from !== to && stands === from;
  });
}

function onlyDong({ places }: MeetingPlace): string | null {
  return places.length === 1 ? places[0]!.dong : null;
}
