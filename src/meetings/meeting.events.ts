import type { Contracts, ValueCheck } from '../history/contract.js';
import type { LocalDate } from '../history/days.js';
import type { Event } from '../history/event.js';
import { aCount, aDay, aUuid, orNull } from '../history/value-checks.js';
import { aDistrictCode, aDongCode, type DistrictCode, type DongCode } from '../jurisdiction/jurisdiction.events.js';
import { freeText } from '../privacy/personal-data.js';

/** What a meeting's stream holds. These names and shapes are the storage format: add, never change. */
export type MeetingEvent =
  | Event<
      'MeetingScheduled',
      { roundId: string; dong: DongCode; district: DistrictCode; scheduledOn: LocalDate; venue: string | null }
    >
  | Event<
      'MeetingHeld',
      {
        roundId: string;
        dong: DongCode;
        district: DistrictCode;
        heldOn: LocalDate;
        /** How many came; null where nobody counted. */
        attendees: number | null;
        venue: string | null;
      }
    >
  | Event<'MeetingCancelled', { cancelledOn: LocalDate; reason: string }>;

const place: Readonly<Record<string, ValueCheck>> = {
  '/roundId': aUuid,
  '/dong': aDongCode,
  '/district': aDistrictCode,
  '/venue': orNull(freeText(200)),
};
const together = [['/dong', '/district']];

export const meetingContracts: Contracts<MeetingEvent> = {
  MeetingScheduled: { version: 1, voidable: true, correctable: { ...place, '/scheduledOn': aDay }, together },
  MeetingHeld: {
    version: 1,
    voidable: true,
    correctable: { ...place, '/heldOn': aDay, '/attendees': orNull(aCount) },
    together,
  },
  MeetingCancelled: {
    version: 1,
    voidable: true,
    correctable: { '/cancelledOn': aDay, '/reason': freeText(2_000) },
  },
};

export function meetingStream(meetingId: string): string {
  return `meeting-${meetingId}`;
}
