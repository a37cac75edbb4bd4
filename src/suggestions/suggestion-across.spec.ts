import { outcomeOf } from '../../test/given.js';
import { cancelledAs, heldIn, type MeetingData, scheduledIn } from '../../test/meeting-samples.js';
import { type DataOf, onSite, received, resolved } from '../../test/suggestion-samples.js';
import type { JurisdictionEvent } from '../jurisdiction/jurisdiction.events.js';
import { jurisdiction } from '../jurisdiction/jurisdiction.js';
import type { MeetingEvent } from '../meetings/meeting.events.js';
import { meeting } from '../meetings/meeting.js';
import { fold } from '../recording/aggregate.js';
import type { RoundEvent } from '../rounds/round.events.js';
import { round } from '../rounds/round.js';
import { judgeReceiptAcross } from './receipt/receipt.js';
import { suggestions } from './suggestion.stream.js';

const TODAY = '2021-08-20';

describe('a suggestion among other streams', () => {
  const opened: RoundEvent = {
    type: 'RoundOpened',
    data: {
      code: '2021-1',
      counting: 'live',
      kind: { code: 'k', ko: '간담회', en: 'meetings' },
      participants: '통장',
      agenda: '안건',
      meetingPeriod: { from: '2021-03', to: '2021-12' },
      suggestionPeriod: { from: '2021-08-10', to: '2021-10' },
      participationKind: null,
    },
  };
  const { roundId } = onSite;
  const held = (of: Partial<MeetingData<'MeetingHeld'>> = {}): MeetingEvent => ({
    type: 'MeetingHeld',
    data: heldIn({ roundId, heldOn: '2021-08-10', ...of }),
  });
  const scheduled = (scheduledOn: string): MeetingEvent => ({
    type: 'MeetingScheduled',
    data: scheduledIn({ roundId, scheduledOn }),
  });
  const cancelled: MeetingEvent = { type: 'MeetingCancelled', data: cancelledAs({ cancelledOn: TODAY }) };
  const dong = { code: '4128151000', district: '41281', name: '주교동', romanised: null, validFrom: '2021-04-01' };
  const city = fold(jurisdiction, [
    {
      type: 'DistrictRegistered',
      data: { code: '41281', name: '덕양구', romanised: null, validFrom: null, predecessors: [] },
    },
    { type: 'DongEstablished', data: { ...dong, predecessors: [], source: '', confidence: '', note: null } },
  ] satisfies JurisdictionEvent[]);

  function judge(
    data: Partial<DataOf<'SuggestionReceived'>> = {},
    around: { rounds?: RoundEvent[]; meetings?: MeetingEvent[] | undefined } = {},
  ) {
    const meetings = 'meetings' in around ? around.meetings : [held()];
    return outcomeOf(() => {
      judgeReceiptAcross(
        { ...onSite, ...data },
        {
          round: fold(round, around.rounds ?? [opened]),
          meeting: meetings && fold(meeting, meetings),
          city,
        },
        TODAY,
      );
      return [];
    });
  }
  const alone = { meetings: undefined };
  const late = { outsidePeriodReason: '우편 지연' };

  it('is raised on the day of its meeting, in its dong and its round', () => {
    judge().thenNothing();
    judge({ raisedOn: '2021-08-11' }).thenRuleBroken('raised-on-other-day', '2021-08-10', '2021-08-11');
    judge({ dong: '4128152000' }).thenRuleBroken('dong-not-valid');
    judge({}, { meetings: [] }).thenRuleBroken('meeting-unknown', String(onSite.meetingId), 'or is voided');
    judge({}, { meetings: [scheduled('2021-08-10'), cancelled] }).thenRuleBroken('meeting-cancelled');
    judge({}, { meetings: [held({ roundId: 'r2' })] }).thenRuleBroken('meeting-of-other-round', 'r2');
  });

  it('is of one of the dongs of its meeting, or of any where that was held in none', () => {
    const [here, there] = [
      { dong: '4128151000', district: '41281' },
      { dong: '4128152000', district: '41281' },
    ];
    judge({}, { meetings: [held({ places: [there, here] })] }).thenNothing();
    judge({}, { meetings: [held({ places: [] })] }).thenNothing();
    judge({}, { meetings: [held({ places: [there] })] }).thenRuleBroken('meeting-in-other-dong', '4128152000');
  });

  it('takes the scheduled day, which may lie ahead where it was handed in before', () => {
    const ahead = { channel: 'pre-submitted', raisedOn: '2021-09-01', acceptedOn: '2021-08-12' } as const;
    judge(ahead, { meetings: [scheduled('2021-09-01')] }).thenNothing();
    judge({ ...ahead, channel: 'on-site' }, { meetings: [scheduled('2021-09-01')] }).thenRuleBroken('raised-in-future');
    judge({ ...ahead, meetingId: null }, alone).thenRuleBroken('raised-in-future', '2021-09-01');
  });

  it('is raised today at the latest where no meeting lies ahead', () => {
    judge({ channel: 'pre-submitted', meetingId: null, raisedOn: TODAY }, alone).thenNothing();
    judge({ channel: 'pre-submitted', meetingId: null, raisedOn: '2021-08-21' }, alone).thenRuleBroken(
      'raised-in-future',
      TODAY,
    );
  });

  it('lies in the period of suggestions, or says why it counts all the same', () => {
    const handed = (raisedOn: string, reason: object = {}) =>
      judge({ channel: 'pre-submitted', meetingId: null, raisedOn, ...reason }, alone);
    handed('2021-08-10').thenNothing();
    handed('2021-08-09').thenRuleBroken('outside-suggestion-period', '2021-08-09', '2021-08-10 to 2021-10');
    handed('2021-08-09', late).thenNothing();
    handed('2021-08-10', late).thenRuleBroken('inside-suggestion-period');
  });

  it('is in a dong that is there on the day raised, in that district', () => {
    judge({ channel: 'pre-submitted', meetingId: null, raisedOn: '2021-03-31', ...late }, alone).thenRuleBroken(
      'dong-not-valid',
      '2021-04-01',
    );
    judge({ district: '41285' }).thenRuleBroken('dong-not-in-district');
  });

  it('is refused by a carried round until it is superseded, and by one that is not there', () => {
    const carried: RoundEvent = { ...opened, data: { ...opened.data, counting: 'carried' } };
    const superseded: RoundEvent = { type: 'CarriedTotalsSuperseded', data: { supersededOn: TODAY, why: '발견' } };
    judge({}, { rounds: [carried] }).thenRuleBroken('round-is-carried');
    judge({}, { rounds: [carried, superseded] }).thenNothing();
    judge({}, { rounds: [] }).thenRuleBroken('round-unknown', onSite.roundId);
  });

  it('is judged across streams when it is received, not at its later steps', async () => {
    const nowhere = { city: '41280', state: () => Promise.reject(new Error('another stream was asked')) };
    await suggestions.rules.judgeAcross(resolved('2021-08-11'), nowhere, TODAY, 'suggestion-1', () => []);
    await expect(suggestions.rules.judgeAcross(received(), nowhere, TODAY, 'suggestion-1', () => [])).rejects.toThrow(
      'another stream',
    );
  });
});
