import { givenFor, outcomeOf } from '../../test/given.js';
import { cancelledAs, heldIn, type MeetingData, rescheduledTo, scheduledIn } from '../../test/meeting-samples.js';
import type { JurisdictionEvent } from '../jurisdiction/jurisdiction.events.js';
import { jurisdiction } from '../jurisdiction/jurisdiction.js';
import { fold } from '../recording/aggregate.js';
import type { RoundEvent } from '../rounds/round.events.js';
import { round } from '../rounds/round.js';
import type { MeetingEvent } from './meeting.events.js';
import { meetingStream } from './meeting.events.js';
import * as meetings from './meeting.js';

const given = givenFor(meetings.meeting);
const TODAY = '2021-08-10';
const PLACES = [{ dong: '4128151000', district: '41281' }];
const ROUND = 'r1';

const scheduled = (scheduledOn: string, of: Partial<MeetingData<'MeetingScheduled'>> = {}) =>
  ({
    type: 'MeetingScheduled',
    data: scheduledIn({ roundId: ROUND, scheduledOn, ...of }),
  }) as const satisfies MeetingEvent;
const rescheduled = (scheduledOn: string, of: Partial<MeetingData<'MeetingRescheduled'>> = {}) =>
  ({
    type: 'MeetingRescheduled',
    data: rescheduledTo({ scheduledOn, decidedOn: TODAY, ...of }),
  }) as const satisfies MeetingEvent;
const held = (heldOn: string, of: Partial<MeetingData<'MeetingHeld'>> = {}) =>
  ({ type: 'MeetingHeld', data: heldIn({ roundId: ROUND, heldOn, ...of }) }) as const satisfies MeetingEvent;
const cancelled = (cancelledOn: string) =>
  ({
    type: 'MeetingCancelled',
    data: cancelledAs({ cancelledOn, reason: '감염병 확산' }),
  }) as const satisfies MeetingEvent;

describe('a meeting', () => {
  it('is scheduled once, for any day', () => {
    for (const day of ['2021-07-01', '2021-12-31']) {
      given([])
        .when((s) => meetings.schedule(s, scheduled(day).data, TODAY))
        .then([scheduled(day)]);
    }
    given([scheduled('2021-09-01')])
      .when((s) => meetings.schedule(s, { ...scheduled('2021-09-01').data }, TODAY))
      .thenNothing();
  });

  it.each([[scheduled('2021-09-01')], [held('2021-08-01')]])(
    'is not scheduled where it is there already (%#)',
    (there) => {
      given([there])
        .when((s) => meetings.schedule(s, scheduled('2021-09-02').data, TODAY))
        .thenRuleBroken('meeting-already-there');
    },
  );

  it('is held today at the latest, scheduled before or not', () => {
    given([])
      .when((s) => meetings.hold(s, held(TODAY).data, TODAY))
      .then([held(TODAY)]);
    given([scheduled('2021-08-12')])
      .when((s) => meetings.hold(s, held('2021-08-09').data, TODAY))
      .then([held('2021-08-09')]);
    given([])
      .when((s) => meetings.hold(s, held('2021-08-11').data, TODAY))
      .thenRuleBroken('meeting-in-future', '2021-08-11', TODAY);
  });

  it('is held once; held otherwise it is to be corrected', () => {
    given([held('2021-08-09')])
      .when((s) => meetings.hold(s, { ...held('2021-08-09').data }, TODAY))
      .thenNothing();
    given([held('2021-08-09')])
      .when((s) => meetings.hold(s, held('2021-08-09', { attendees: null }).data, TODAY))
      .thenRuleBroken('meeting-already-held', '2021-08-09');
  });

  it('that was cancelled is not held', () => {
    given([scheduled('2021-08-09'), cancelled('2021-08-08')])
      .when((s) => meetings.hold(s, held('2021-08-09').data, TODAY))
      .thenRuleBroken('meeting-cancelled');
  });

  it('is cancelled once, today at the latest, while it is scheduled', () => {
    const cancel = (before: MeetingEvent[], on: string) =>
      given(before).when((s) => meetings.cancel(s, cancelled(on).data, TODAY));
    cancel([scheduled('2021-09-01')], TODAY).then([cancelled(TODAY)]);
    cancel([scheduled('2021-09-01'), cancelled(TODAY)], TODAY).thenNothing();
    cancel([scheduled('2021-09-01'), cancelled(TODAY)], '2021-08-09').thenRuleBroken('meeting-not-scheduled');
    cancel([scheduled('2021-09-01')], '2021-08-11').thenRuleBroken('in-future', '2021-08-11');
    cancel([held('2021-08-09')], TODAY).thenRuleBroken('meeting-not-scheduled', 'held');
    cancel([], TODAY).thenRuleBroken('meeting-not-scheduled', 'none');
  });

  it('is postponed while it is scheduled, decided today at the latest', () => {
    const before = [scheduled('2021-09-01')];
    const to = (on: string, of: Partial<MeetingData<'MeetingRescheduled'>> = {}) => rescheduled(on, of).data;
    given(before)
      .when((s) => meetings.reschedule(s, to('2021-09-08'), TODAY))
      .then([rescheduled('2021-09-08')]);
    given([...before, rescheduled('2021-09-08')])
      .when((s) => meetings.reschedule(s, to('2021-08-25'), TODAY))
      .then([rescheduled('2021-08-25')]);
    given([...before, rescheduled('2021-09-08')])
      .when((s) => meetings.reschedule(s, to('2021-09-08', { why: '다시' }), TODAY))
      .thenNothing();
    given(before)
      .when((s) => meetings.reschedule(s, to('2021-09-08', { decidedOn: '2021-08-11' }), TODAY))
      .thenRuleBroken('in-future', '2021-08-11');
    for (const [event, phase] of [
      [held('2021-08-09'), 'held'],
      [cancelled('2021-08-09'), 'cancelled'],
    ] as const) {
      given([...before, event])
        .when((s) => meetings.reschedule(s, to('2021-09-08'), TODAY))
        .thenRuleBroken('meeting-not-scheduled', phase);
    }
  });

  it('names a dong once', () => {
    const places = [...PLACES, ...PLACES];
    given([])
      .when((s) => meetings.hold(s, held(TODAY, { places }).data, TODAY))
      .thenRuleBroken('meeting-twice-in-dong', '4128151000');
    given([])
      .when((s) => meetings.schedule(s, scheduled(TODAY, { places }).data, TODAY))
      .thenRuleBroken('meeting-twice-in-dong');
    given([scheduled(TODAY)])
      .when((s) => meetings.reschedule(s, rescheduled(TODAY, { places }).data, TODAY))
      .thenRuleBroken('meeting-twice-in-dong');
  });

  it('does not end before it starts', () => {
    const from = (startedAt: string | null, endedAt: string | null) =>
      given([]).when((s) => meetings.hold(s, held(TODAY, { startedAt, endedAt }).data, TODAY));
    from('14:00', '13:59').thenRuleBroken('ends-before-it-starts', '13:59', '14:00');
    for (const [start, end] of [
      ['14:00', '14:00'],
      [null, '13:00'],
      ['14:00', null],
    ] as const) {
      from(start, end).then([held(TODAY, { startedAt: start, endedAt: end })]);
    }
  });

  it('is where it was held, else where it is scheduled', () => {
    const at = (...events: MeetingEvent[]) => meetings.meetingPlace(fold(meetings.meeting, events));
    expect(at()).toBeUndefined();
    expect(at(scheduled('2021-08-12'))).toMatchObject({ day: '2021-08-12' });
    expect(at(scheduled('2021-08-12'), held('2021-08-09'))).toMatchObject({ day: '2021-08-09' });
    expect(at(scheduled('2021-08-12'), rescheduled('2021-08-19', { places: [] }))).toMatchObject({
      day: '2021-08-19',
      places: [],
      roundId: ROUND,
    });
    expect(at(scheduled('2021-08-12'), cancelled('2021-08-09'))).toMatchObject({ day: '2021-08-12' });
  });
});

describe('a meeting among other streams', () => {
  const opened: RoundEvent = {
    type: 'RoundOpened',
    data: {
      code: '2021-1',
      counting: 'live',
      kind: { code: 'k', ko: '간담회', en: 'meetings' },
      participants: '통장',
      agenda: '안건',
      meetingPeriod: { from: '2021-03', to: '2021-12' },
      suggestionPeriod: { from: '2021-03', to: '2021-12' },
      participationKind: null,
    },
  };
  const carried: RoundEvent = { ...opened, data: { ...opened.data, counting: 'carried' } };
  const dong = { code: PLACES[0]!.dong, district: '41281', name: '주교동', romanised: null, validFrom: '2021-04-01' };
  const city = fold(jurisdiction, [
    {
      type: 'DistrictRegistered',
      data: { code: '41281', name: '덕양구', romanised: null, validFrom: null, predecessors: [] },
    },
    { type: 'DongEstablished', data: { ...dong, predecessors: [], source: '', confidence: '', note: null } },
  ] satisfies JurisdictionEvent[]);
  const judge = (event: meetings.PlacedEvent, rounds: RoundEvent[] = [opened]) =>
    outcomeOf(() => {
      meetings.judgeMeetingAcross(event, ROUND, fold(round, rounds), city);
      return [];
    });

  it('lies in the period of its round, bounds included', () => {
    for (const day of ['2021-04-01', '2021-12-31']) {
      judge(held(day)).thenNothing();
      judge(scheduled(day)).thenNothing();
      judge(rescheduled(day)).thenNothing();
    }
    for (const day of ['2021-02-28', '2022-01-01']) {
      judge(held(day)).thenRuleBroken('outside-meeting-period', day);
      judge(scheduled(day)).thenRuleBroken('outside-meeting-period', day);
      judge(rescheduled(day)).thenRuleBroken('outside-meeting-period', day);
    }
  });

  it('is in dongs that are there on that day, each in its district, or in none', () => {
    judge(held('2021-03-31')).thenRuleBroken('dong-not-valid', '2021-04-01');
    judge(held('2021-03-31', { places: [] })).thenNothing();
    const elsewhere = { dong: '4128151000', district: '41285' };
    judge(held('2021-05-01', { places: [elsewhere] })).thenRuleBroken('dong-not-in-district');
    judge(held('2021-05-01', { places: [...PLACES, { ...elsewhere, dong: '4128152000' }] })).thenRuleBroken(
      'dong-not-valid',
      '4128152000',
    );
  });

  it('is refused by a carried round and by one that is not there', () => {
    judge(held('2021-05-01'), [carried]).thenRuleBroken('round-is-carried');
    judge(held('2021-05-01'), []).thenRuleBroken('round-unknown', 'r1');
  });
});

describe("a meeting's stream", () => {
  it('is named after its id', () => {
    expect(meetingStream('m1')).toBe('meeting-m1');
  });

  it('is folded without a throw, whatever stands in it', () => {
    const odd = [cancelled(TODAY), { type: 'MeetingMoved', data: {} } as unknown as MeetingEvent];
    expect(fold(meetings.meeting, odd)).toEqual({ phase: 'none' });
    outcomeOf(() => {
      meetings.meeting.admit({ phase: 'none' }, odd[1]!, TODAY);
      return [];
    }).thenNothing();
  });
});
