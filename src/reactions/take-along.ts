import type { MeetingPlace } from '../../projections/read-models/reactions/reaction.queries.js';
import type { Change } from '../history/corrected-history.js';
import type { Received } from '../suggestions/receipt/receipt.js';

/** Where a meeting was before something moved it, the latest last, and where it is now. */
export interface Moved {
  readonly before: readonly MeetingPlace[];
  readonly now: MeetingPlace;
}

type Along = Pick<Received, 'roundId' | 'dong' | 'raisedOn' | 'acceptedOn' | 'channel'>;

/**
 * What of a suggestion's receipt goes with its meeting: what it has as the meeting had it, to where that is now, however
 * often it moved meanwhile. What was told otherwise stays, and where a meeting of several dongs moves, nobody can say
 * which was meant. Pure.
 */
export function changesAlong(receipt: Along, { before, now }: Moved): readonly Change[] {
  const moves: readonly { path: `/${keyof Along}`; of: (meeting: MeetingPlace) => string | null }[] = [
    { path: '/roundId', of: ({ roundId }) => roundId },
    { path: '/raisedOn', of: ({ day }) => day },
    { path: '/dong', of: onlyDong },
    // What was raised there was accepted there.
    ...(receipt.channel === 'on-site' ? [{ path: '/acceptedOn', of: ({ day }: MeetingPlace) => day } as const] : []),
  ];
  return moves.flatMap(({ path, of }) => {
    const stands = receipt[path.slice(1) as keyof Along];
    const to = of(now);
    if (stands === null || to === null || stands === to || !before.some((one) => of(one) === stands)) return [];
    return [{ path, from: stands, to }];
  });
}

function onlyDong({ places }: MeetingPlace): string | null {
  return places.length === 1 ? places[0]!.dong : null;
}
