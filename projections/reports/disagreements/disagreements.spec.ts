import { at, sample, type Story, told } from '../../../test/projections/story.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { readModels } from '../../read-models.js';
import { cursorAfter, numberIn } from '../../../src/http/paging/cursor.js';
import type { Disagreement } from './disagreement.js';
import {
  DISAGREEMENT_MODELS,
  disagreementsNow,
  type DisagreementsPage,
  type DisagreementTables,
} from './disagreement.queries.js';

const CITY = 'jurisdiction-41280';
const MEETING = `meeting-${sample.meeting}`;
const ROUND = `round-${sample.round}`;
const OTHER = '018f4e6e-0000-7000-8000-000000000009';

/** A meeting and a suggestion of it, which agree with each other, their round, their dong and the sheet. */
function agreed(story: Story) {
  story.says(CITY, 'DistrictRegistered', sample.district('41281', '덕양구'));
  story.says(CITY, 'DistrictRegistered', sample.district('41285', '일산동구'));
  const dong = story.says(CITY, 'DongEstablished', sample.dong('4128151000'));
  const round = story.says(ROUND, 'RoundOpened', sample.opened());
  const held = story.says(MEETING, 'MeetingHeld', sample.held());
  const received = story.says('suggestion-1', 'SuggestionReceived', sample.received());
  story.says('pledgeItem-7-2-2-4', 'PledgeItemRegistered', sample.item());
  story.says('pledgeItem-7-2-2-4', 'SheetBlockDefined', sample.block('2022H1', 1));
  const placed = story.says('pledgeItem-7-2-2-4', 'RoundPlacedOnSheet', sample.placed());
  return { dong, round, held, received, placed };
}

describe.each(engines)('what other records no longer bear out, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  /** At the last event, unless the story hands back another ordinal. */
  const listed = async (story: (story: Story) => unknown) => {
    const made = await told(engine, readModels, (city) => {
      const upTo = story(city);
      return typeof upTo === 'number' ? upTo : city.ordinal;
    });
    ledger = made.ledger;
    const page = (after: number, limit: number) =>
      made.ledger.readModels.read<DisagreementTables, DisagreementsPage>(DISAGREEMENT_MODELS, (db) =>
        disagreementsNow(db, at(made.told), { after, limit }),
      );
    const { disagreements, nextCursor } = await page(0, 100);
    expect(nextCursor).toBeNull();
    const oneByOne: Disagreement[] = [];
    for (let cursor: string | null = cursorAfter('disagreements', 0); cursor !== null;) {
      const next: DisagreementsPage = await page(numberIn('disagreements', cursor), 1);
      oneByOne.push(...next.disagreements);
      cursor = next.nextCursor;
    }
    expect(oneByOne).toEqual(disagreements);
    return disagreements.map(({ about, code }) => `${about} ${code}`);
  };

  type Made = ReturnType<typeof agreed>;
  it.each<[string, (story: Story, made: Made) => unknown, string[]]>([
    ['nothing changed', () => undefined, []],
    ['the meeting is voided', (story, { held }) => story.voids(held), ['suggestion meeting-voided']],
    ['its void is voided', (story, { held }) => story.voids(story.voids(held)), []],
    [
      'the meeting moved to another day',
      (story, { held }) => story.corrects(held, { path: '/heldOn', from: '2022-04-12', to: '2022-04-13' }),
      ['suggestion meeting-on-other-day'],
    ],
    [
      'the meeting moved to another dong, which is not known',
      (story, { held }) =>
        story.corrects(
          held,
          { path: '/places/0/dong', from: '4128151000', to: '4128551000' },
          { path: '/places/0/district', from: '41281', to: '41285' },
        ),
      ['meeting dong-not-valid', 'suggestion meeting-in-other-dong'],
    ],
    [
      'the meeting moved to another round, which was not opened',
      (story, { held }) => story.corrects(held, { path: '/roundId', from: sample.round, to: OTHER }),
      ['meeting round-voided', 'suggestion meeting-of-other-round'],
    ],
    [
      'the round is voided',
      (story, { round }) => story.voids(round),
      ['meeting round-voided', 'suggestion round-voided', 'pledge-item round-voided'],
    ],
    ['the void of the round is voided', (story, { round }) => story.voids(story.voids(round)), []],
    [
      'the round turns out to be carried',
      (story, { round }) => story.corrects(round, { path: '/counting', from: 'live', to: 'carried' }),
      ['meeting round-is-carried', 'suggestion round-is-carried'],
    ],
    [
      'the periods of the round were others',
      (story, { round }) =>
        story.corrects(
          round,
          { path: '/meetingPeriod', from: sample.opened().meetingPeriod, to: { from: '2022-05', to: '2022-06' } },
          { path: '/suggestionPeriod', from: sample.opened().suggestionPeriod, to: { from: '2022-05', to: '2022-06' } },
        ),
      ['meeting outside-period', 'suggestion outside-period'],
    ],
    [
      'the round had been closed before',
      (story) => story.says(ROUND, 'RoundClosed', { closedOn: '2022-04-11' }),
      ['meeting after-closure', 'suggestion after-closure'],
    ],
    ['the round is closed after it all', (story) => story.says(ROUND, 'RoundClosed', { closedOn: '2022-04-12' }), []],
    [
      'the dong had ended before',
      (story) => story.says(CITY, 'DongAbolished', { code: '4128151000', validTo: '2022-04-11', successors: [] }),
      ['meeting dong-not-valid', 'suggestion dong-not-valid'],
    ],
    [
      'the dong is voided',
      (story, { dong }) => story.voids(dong),
      ['meeting dong-not-valid', 'suggestion dong-not-valid'],
    ],
    [
      'the dong began later',
      (story, { dong }) => story.corrects(dong, { path: '/validFrom', from: null, to: '2022-04-13' }),
      ['meeting dong-not-valid', 'suggestion dong-not-valid'],
    ],
    [
      'the dong is of another district',
      (story, { dong }) => story.corrects(dong, { path: '/district', from: '41281', to: '41285' }),
      ['meeting dong-in-other-district', 'suggestion dong-in-other-district'],
    ],
    ['the suggestion is voided with its meeting', (story, { held, received }) => story.voids(held, received), []],
    [
      'the round is voided, and all that was recorded under it',
      (story, { round, held, received, placed }) => story.voids(round, held, received, placed),
      [],
    ],
    [
      'a suggestion outside its round has a reason',
      (story) =>
        story.says(
          'suggestion-2',
          'SuggestionReceived',
          sample.received({ meetingId: null, raisedOn: '2022-02-01', outsidePeriodReason: '서면으로 먼저 접수' }),
        ),
      [],
    ],
  ])('is, when %s', async (_, then, expected) => {
    expect(await listed((story) => then(story, agreed(story)))).toEqual(expected);
  });

  it('lists what was handed in before a meeting that was cancelled, or held on another day', async () => {
    const handedIn = sample.received({ channel: 'pre-submitted', acceptedOn: '2022-04-01' });
    const scheduled = (story: Story, then: (story: Story) => unknown) => {
      story.says(CITY, 'DongEstablished', sample.dong('4128151000'));
      story.says(ROUND, 'RoundOpened', sample.opened());
      story.says(MEETING, 'MeetingScheduled', sample.scheduled());
      story.says('suggestion-1', 'SuggestionReceived', handedIn);
      then(story);
    };
    const cancelled = (story: Story) =>
      story.says(MEETING, 'MeetingCancelled', sample.cancelled({ cancelledOn: '2022-04-10', reason: '우천' }));
    expect(await listed((story) => scheduled(story, cancelled))).toEqual(['suggestion meeting-cancelled']);
    await ledger!.close();
    const later = (story: Story) => story.says(MEETING, 'MeetingHeld', sample.held({ heldOn: '2022-04-19' }));
    expect(await listed((story) => scheduled(story, later))).toEqual(['suggestion meeting-on-other-day']);
    await ledger!.close();
    const asScheduled = (story: Story) => story.says(MEETING, 'MeetingHeld', sample.held());
    expect(await listed((story) => scheduled(story, asScheduled))).toEqual([]);
  });

  it('is told of one moment, also where one read model is ahead of another', async () => {
    const found = await listed((story) => {
      const { held } = agreed(story);
      const upTo = story.ordinal;
      story.corrects(held, { path: '/heldOn', from: '2022-04-12', to: '2022-04-13' });
      story.says(`meeting-${OTHER}`, 'MeetingHeld', sample.held());
      story.says('suggestion-2', 'SuggestionReceived', sample.received({ meetingId: OTHER }));
      return upTo;
    });
    expect(found).toEqual([]);
  });

  it('names a department that was not there, once the city records departments', async () => {
    const assigned = (story: Story, code: string, of: object = {}) => {
      agreed(story);
      story.says('suggestion-1', 'SuggestionAssigned', { department: 'traffic', assignedOn: '2022-04-13' });
      if (code === '') return;
      const department = { code, name: '교통과', level: 'division', validFrom: null, ...of } as const;
      story.says('organisation-41280', 'DepartmentEstablished', department);
    };
    const found = async (code: string, of: object = {}, validTo?: string) => {
      if (code !== '') await ledger!.close();
      return listed((story) => {
        assigned(story, code, of);
        if (validTo !== undefined) story.says('organisation-41280', 'DepartmentAbolished', { code, validTo });
      });
    };
    expect(await found('')).toEqual([]);
    expect(await found('traffic')).toEqual([]);
    expect(await found('traffic', { validFrom: '2022-04-13' }, '2022-04-30')).toEqual([]);
    expect(await found('roads')).toEqual(['suggestion department-unknown']);
    expect(await found('traffic', { validFrom: '2022-04-14' })).toEqual(['suggestion department-not-valid']);
    expect(await found('traffic', {}, '2022-04-11')).toEqual(['suggestion department-not-valid']);
  });
});
