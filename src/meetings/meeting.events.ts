import { type Contracts, contract } from '../history/contract.js';
import type { Event } from '../history/event.js';
import { doneBy, precision } from '../history/facts.js';
import { type DataOf, day, list, nullable, object, otherwise, text, uuid, wholeNumber } from '../history/fields.js';
import { matching } from '../history/value-checks.js';
import { aDistrictCode, aDongCode } from '../jurisdiction/jurisdiction.events.js';
import { line, words } from '../privacy/personal-data.js';

const aTime = text(matching(/^([01]\d|2[0-3]):[0-5]\d$/, { ko: 'HH:MM 시각', en: 'a time, HH:MM' }), {
  example: '14:00',
});
const people = wholeNumber(0, 1_000_000, { about: 'How many came; null where nobody counted', example: 24 });

/** One dong of a meeting, with its district on that day. */
const place = object({ dong: text(aDongCode), district: text(aDistrictCode) });
export type Place = DataOf<{ place: typeof place }>['place'];

/** Whether what is raised at a meeting may be of a dong: one of its places, or any where it has none. */
export function mayBeOf(places: readonly Place[], dong: string): boolean {
  return places.length === 0 || places.some((its) => its.dong === dong);
}

export const MOST_PLACES = 50;
const places = list(place, MOST_PLACES, {
  about: 'One dong, several (권역) or none (단체)',
  example: [{ dong: '4128157600', district: '41281' }],
});
const venue = nullable(line(200, { example: '삼송1동 행정복지센터' }));

const afterClosureReason = nullable(
  words(2_000, { about: 'Why it is recorded after its round was closed; null while it is open' }),
);

export const scheduled = {
  roundId: uuid(),
  places,
  scheduledOn: day({ about: 'May lie ahead', example: '2022-04-12' }),
  venue,
  afterClosureReason,
  doneBy,
};

export const rescheduled = {
  scheduledOn: day({ about: 'The new day, which may lie ahead', example: '2022-04-19' }),
  places,
  venue,
  decidedOn: day({ about: 'The day this was decided', example: '2022-04-11' }),
  why: nullable(words(2_000, { example: '우천 예보로 연기' })),
  doneBy,
};

/** What is told of a meeting that took place, apart from its round and its places. */
export const asHeld = {
  heldOn: day({ example: '2022-04-12' }),
  heldOnPrecision: precision(),
  startedAt: nullable({ ...aTime, about: 'HH:MM' }),
  endedAt: nullable({ ...aTime, about: 'HH:MM', example: '15:30' }),
  chair: nullable(line(50, { about: 'Position of who led it; never a name', example: '시장' })),
  attendees: nullable(people),
  attendance: otherwise(
    list(object({ group: line(50, { example: '주민자치위원' }), count: people }), 30, { about: '참석 현황 by group' }),
    [],
  ),
  venue,
  afterClosureReason,
  doneBy,
};

export const held = { roundId: uuid(), places, ...asHeld };

export const cancelled = {
  cancelledOn: day({ example: '2022-04-11' }),
  reason: words(2_000, { example: '폭우로 취소' }),
  doneBy,
};

/** What a meeting's stream holds. These names and shapes are the storage format: add, never change. */
export type MeetingEvent =
  | Event<'MeetingScheduled', DataOf<typeof scheduled>>
  | Event<'MeetingRescheduled', DataOf<typeof rescheduled>>
  | Event<'MeetingHeld', DataOf<typeof held>>
  | Event<'MeetingCancelled', DataOf<typeof cancelled>>;

/** Version 1 knew one dong, and it was held there. */
function inOnePlace(data: object): object {
  const { dong: its, district, ...rest } = data as Place;
  return { ...rest, places: [{ dong: its, district }], afterClosureReason: null, doneBy: null };
}

export const meetingContracts: Contracts<MeetingEvent> = {
  MeetingScheduled: contract(scheduled, { version: 2, upcasters: { 1: inOnePlace } }),
  MeetingRescheduled: contract(rescheduled),
  MeetingHeld: contract(held, {
    version: 2,
    upcasters: {
      1: (data) => ({
        ...inOnePlace(data),
        heldOnPrecision: 'day',
        startedAt: null,
        endedAt: null,
        chair: null,
        attendance: [],
      }),
    },
  }),
  MeetingCancelled: contract(cancelled, {
    version: 2,
    upcasters: { 1: (data) => ({ ...data, doneBy: null }) },
  }),
};

export function meetingStream(meetingId: string): string {
  return `meeting-${meetingId}`;
}
