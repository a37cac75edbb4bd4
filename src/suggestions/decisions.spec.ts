import { givenFor } from '../../test/given.js';
import { assigned, type DataOf, entered, entry, onSite, received, resolved } from '../../test/suggestion-samples.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { Recorded } from '../history/event.js';
import { fold } from '../recording/aggregate.js';
import type { There } from './life.js';
import { suggestionContracts, type SuggestionEvent } from './suggestion.events.js';
import * as suggestions from './suggestion.js';

const given = givenFor(suggestions.suggestion);
const TODAY = '2021-08-20';
const OTHER = '018f4e6e-0000-7000-8000-000000000009';

const reported = (asOf: string, of: Partial<DataOf<'StandingReported'>> = {}) =>
  entry('StandingReported', { asOf, ...of });
const transferred = (transferredOn: string) =>
  entry('SuggestionTransferred', { transferredOn, agency: '한국도로공사' });
const helped = entry('SuggestionAssigned', {
  department: 'parks',
  assignedOn: '2021-08-10',
  supporting: [{ department: 'roads', dueOn: null }],
});

/** What each decision takes besides its day, and what must have come before it. */
const DECISIONS: {
  readonly [T in SuggestionEvent['type']]?: {
    readonly data: Partial<DataOf<T>>;
    readonly before?: readonly SuggestionEvent[];
    /** Whether it may come once all is over. */
    readonly afterwards?: true;
  };
} = {
  SuggestionSplit: { data: { parts: [] } },
  SuggestionRelated: { data: { to: OTHER, how: 'repeats' }, afterwards: true },
  SuggestionClassified: { data: { kind: 'suggestion' }, afterwards: true },
  AnsweredAtMeeting: { data: { position: '시장', words: '검토하겠음' } },
  SuggestionAssigned: { data: { department: 'parks' } },
  AssignmentDeclined: { data: { department: 'parks', why: '소관 아님' }, before: [assigned('2021-08-10')] },
  OpinionGiven: { data: { department: 'roads', opinion: '이견 없음' }, before: [helped] },
  ReviewStarted: { data: {} },
  SiteInspected: { data: {} },
  HandlingPlanned: { data: { decision: 'decided' } },
  StandingReported: { data: { status: 'in-progress' } },
  ReviewDaySet: { data: { reviewOn: '2022-01-31' } },
  ReplySent: { data: { kind: 'interim', channel: 'letter' }, afterwards: true },
  SuggestionResolved: { data: { outcome: 'completed' } },
  SuggestionWithdrawn: { data: {} },
  SuggestionTransferred: { data: { agency: '한국도로공사' } },
  SuggestionMerged: { data: { into: OTHER } },
};
const ENDINGS = {
  'suggestion-already-resolved': resolved('2021-08-11'),
  'suggestion-withdrawn': entry('SuggestionWithdrawn', { withdrawnOn: '2021-08-11' }),
  'suggestion-transferred': transferred('2021-08-11'),
  'suggestion-merged': entry('SuggestionMerged', { mergedOn: '2021-08-11', into: OTHER }),
  'suggestion-split': entry('SuggestionSplit', { splitOn: '2021-08-11', parts: [] }),
};
const TYPES = Object.keys(DECISIONS) as (keyof typeof DECISIONS)[];

function on(type: keyof typeof DECISIONS, day: string): SuggestionEvent {
  return entry(type, { ...DECISIONS[type]!.data, [suggestionContracts[type].day!]: day });
}
const deciding = (event: SuggestionEvent) => (_: unknown, raw: readonly Recorded[]) =>
  suggestions.decided(event.type)(raw, event.data, TODAY);
const stateOf = (...events: SuggestionEvent[]) =>
  fold(suggestions.suggestion, correctedHistory(entered([received(), ...events]), suggestionContracts)) as There;

describe.each(TYPES)('%s', (type) => {
  const { before = [], afterwards } = DECISIONS[type]!;

  it('is recorded of what is under way, up to today, from the first day on', () => {
    for (const day of ['2021-08-10', '2021-08-15', TODAY]) {
      given([received(), ...before])
        .when(deciding(on(type, day)))
        .then([on(type, day)]);
    }
    given([received(), ...before])
      .when(deciding(on(type, '2021-08-21')))
      .thenRuleBroken('in-future');
    given([received(), ...before])
      .when(deciding(on(type, '2021-08-09')))
      .thenRuleBroken('before-first-day', '2021-08-10');
    given([])
      .when(deciding(on(type, '2021-08-12')))
      .thenRuleBroken('suggestion-not-received');
  });

  it.each(Object.entries(ENDINGS))('once all is over: %s', (rule, ended) => {
    const told = given([received(), ...before, ended]).when(deciding(on(type, '2021-08-12')));
    if (afterwards) told.then([on(type, '2021-08-12')]);
    else told.thenRuleBroken(rule, '2021-08-11');
  });
});

describe('an assignment', () => {
  it('says anew who leads and who helps; declined, nobody leads', () => {
    expect(stateOf(helped)).toMatchObject({ phase: 'assigned', department: 'parks', status: 'pending' });
    const declined = entry('AssignmentDeclined', { department: 'parks', declinedOn: '2021-08-12', why: '' });
    expect(stateOf(helped, declined)).toMatchObject({ phase: 'received', department: null });
    given([received(), helped, assigned('2021-08-12', 'roads')])
      .when(deciding(on('OpinionGiven', '2021-08-13')))
      .thenRuleBroken('opinion-not-asked', 'roads');
    given([received(), assigned('2021-08-11', 'roads')])
      .when(deciding(on('AssignmentDeclined', '2021-08-12')))
      .thenRuleBroken('declined-by-other-department', 'parks', 'roads');
  });

  it('names each department once', () => {
    given([received()])
      .when(deciding(entry('SuggestionAssigned', { ...helped.data, department: 'roads' })))
      .thenRuleBroken('department-named-twice', 'roads');
  });

  it('goes on where another helps', () => {
    given([received(), assigned('2021-08-10')])
      .when(deciding(helped))
      .then([helped]);
    expect(suggestions.assign(entered([received(), helped]), structuredClone(helped.data), TODAY)).toEqual([]);
  });

  it('leaves the status that a plan gave', () => {
    expect(stateOf(on('HandlingPlanned', '2021-08-11'), assigned('2021-08-12'))).toMatchObject({
      phase: 'assigned',
      status: 'planned',
    });
  });
});

describe('a plan', () => {
  it.each([
    [{ decision: 'referred' }, 'referred-to-required'],
    [{ decision: 'decided', referredTo: '경기도' }, 'not-referred'],
    [{ decision: 'under-review', reviewOn: '2021-08-10' }, 'review-before-said'],
  ] as const)('is not %j', (of, rule) => {
    given([received()])
      .when(deciding(entry('HandlingPlanned', { plannedOn: '2021-08-11', ...of })))
      .thenRuleBroken(rule);
  });

  it('holds until a report or a plan for a later day, and is cleared where it is taken up again', () => {
    const target = { by: '2022-12-31', precision: 'year' } as const;
    const planned = entry('HandlingPlanned', {
      plannedOn: '2021-08-11',
      decision: 'under-review',
      target,
      reviewOn: '2022-01-31',
    });
    const plan = { target, budgetLines: [] };
    expect(stateOf(planned)).toMatchObject({ status: 'long-term', plan, reviewOn: '2022-01-31' });
    expect(stateOf(planned, reported('2021-08-12'))).toMatchObject({ status: 'long-term', plan });
    expect(stateOf(reported('2021-08-12', { status: 'in-progress' }), planned)).toMatchObject({
      phase: 'in-progress',
      plan: { target: null },
    });
    const again = entry('SuggestionReopened', { reopenedOn: '2021-08-14', why: '' });
    expect(stateOf(planned, resolved('2021-08-13'), again)).toMatchObject({
      phase: 'reopened',
      status: 'pending',
      plan: null,
      reviewOn: null,
    });
    const back = entry('TransferReturned', { returnedOn: '2021-08-14' });
    expect(stateOf(planned, transferred('2021-08-13'), back)).toMatchObject({
      phase: 'received',
      status: 'pending',
      plan: null,
      reviewOn: null,
    });
  });
});

describe('a report of how things stand', () => {
  it('may be all that is known of an old row', () => {
    const state = stateOf(reported('2021-08-15', { status: 'infeasible' }));
    expect(state).toMatchObject({ phase: 'resolved', status: 'infeasible', since: '2021-08-15' });
  });

  it('ends it with what it says, whose details may come later, and which it may say again', () => {
    const done = reported('2021-08-15', { status: 'completed' });
    given([received(), done])
      .when(deciding(resolved('2021-08-16')))
      .then([resolved('2021-08-16')]);
    given([received(), done])
      .when(deciding(resolved('2021-08-16', { outcome: 'answered' })))
      .thenRuleBroken('suggestion-already-resolved', '2021-08-15');
    for (const status of ['completed', null] as const) {
      given([received(), done])
        .when(deciding(reported('2021-08-18', { status })))
        .then([reported('2021-08-18', { status })]);
    }
    given([received(), done])
      .when(deciding(reported('2021-08-18', { status: 'in-progress' })))
      .thenRuleBroken('suggestion-already-resolved');
    expect(stateOf(done, reported('2021-08-18', { status: 'completed' }))).toMatchObject({ since: '2021-08-15' });
    given([received(), done, resolved('2021-08-16')])
      .when(deciding(resolved('2021-08-17')))
      .thenRuleBroken('suggestion-already-resolved');
  });

  it('that another agency has it takes the transfer’s details, its answer and its return', () => {
    const theirs = reported('2021-08-15', { status: 'transferred' });
    const answered = entry('TransferAnswered', { answeredOn: '2021-08-17', agency: '도', answer: '설치 예정' });
    given([received(), theirs])
      .when(deciding(transferred('2021-08-16')))
      .then([transferred('2021-08-16')]);
    given([received(), theirs]).when(deciding(answered)).then([answered]);
    given([received()]).when(deciding(answered)).thenRuleBroken('suggestion-not-transferred', 'received');
    given([received()])
      .when(deciding(entry('TransferReturned', { returnedOn: '2021-08-17' })))
      .thenRuleBroken('suggestion-not-transferred');
  });
});

describe('an answer at the meeting', () => {
  it('ends nothing unless it is final', () => {
    const said = { answeredOn: '2021-08-10', position: '시장', words: '검토하겠음' };
    expect(stateOf(entry('AnsweredAtMeeting', said))).toMatchObject({ phase: 'received', status: 'pending' });
    expect(stateOf(entry('AnsweredAtMeeting', { ...said, final: true }))).toMatchObject({
      phase: 'resolved',
      status: 'answered',
    });
  });
});

describe('what stands already', () => {
  it.each([
    ['relate', entry('SuggestionRelated', { to: OTHER, how: 'repeats', relatedOn: '2021-08-11' })],
    ['classify', entry('SuggestionClassified', { kind: 'grievance', classifiedOn: '2021-08-11' })],
    ['startReview', entry('ReviewStarted', { startedOn: '2021-08-11' })],
    ['setReviewDay', entry('ReviewDaySet', { setOn: '2021-08-11', reviewOn: '2022-01-31' })],
  ] as const)('is not recorded twice: %s', (decision, event) => {
    const again = (raw: readonly Recorded[]) => suggestions[decision](raw, event.data as never, TODAY);
    expect(again(entered([received()]))).toEqual([event]);
    expect(again(entered([received(), event]))).toEqual([]);
  });

  it('may be looked at again, though it is refused', () => {
    const refused = resolved('2021-08-11', { outcome: 'infeasible', explanation: '사유지' });
    const set = entry('ReviewDaySet', { setOn: '2021-08-12', reviewOn: '2022-01-31' });
    given([received(), refused]).when(deciding(set)).then([set]);
  });
});

describe('a receipt', () => {
  it('may leave open when the city had it, and then has no hour of it', () => {
    given([])
      .when(deciding(received({ ...onSite, acceptedOn: null })))
      .then([received({ ...onSite, acceptedOn: null })]);
    given([])
      .when(deciding(received({ ...onSite, acceptedOn: null, acceptedAt: '09:30' })))
      .thenRuleBroken('hour-without-day', '09:30');
  });

  it('is not before the day raised, which may be known by its month alone', () => {
    const july = { ...onSite, raisedOn: '2021-07-31', raisedOnPrecision: 'month' as const };
    given([])
      .when(deciding(received({ ...july, acceptedOn: '2021-07-12' })))
      .then([received({ ...july, acceptedOn: '2021-07-12' })]);
    given([])
      .when(deciding(received({ ...july, acceptedOn: '2021-06-30' })))
      .thenRuleBroken('accepted-before-raised');
  });
});
