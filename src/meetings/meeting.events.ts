import { type Contracts, contract } from '../history/contract.js';
import type { Event } from '../history/event.js';
import { type DataOf, day, nullable, text, uuid, wholeNumber } from '../history/fields.js';
import { aDistrictCode, aDongCode } from '../jurisdiction/jurisdiction.events.js';
import { line, words } from '../privacy/personal-data.js';

const place = {
  roundId: uuid(),
  dong: text(aDongCode, {
    about: 'Code of the dong, which must be there on that day',
    example: '4128157600',
  }),
  district: text(aDistrictCode),
};
const venue = nullable(line(200, { example: '삼송1동 행정복지센터' }));

export const scheduled = { ...place, scheduledOn: day({ example: '2022-04-12' }), venue };

export const held = {
  ...place,
  heldOn: day({ example: '2022-04-12' }),
  attendees: nullable(
    wholeNumber(0, 1_000_000_000, { about: 'How many came; null where nobody counted', example: 24 }),
  ),
  venue,
};

export const cancelled = {
  cancelledOn: day({ example: '2022-04-11' }),
  reason: words(2_000, { example: '폭우로 취소' }),
};

/** What a meeting's stream holds. These names and shapes are the storage format: add, never change. */
export type MeetingEvent =
  | Event<'MeetingScheduled', DataOf<typeof scheduled>>
  | Event<'MeetingHeld', DataOf<typeof held>>
  | Event<'MeetingCancelled', DataOf<typeof cancelled>>;

const together = [['/dong', '/district']];

export const meetingContracts: Contracts<MeetingEvent> = {
  MeetingScheduled: contract(scheduled, { together }),
  MeetingHeld: contract(held, { together }),
  MeetingCancelled: contract(cancelled),
};

export function meetingStream(meetingId: string): string {
  return `meeting-${meetingId}`;
}
