import fc from 'fast-check';
import { addDays, type LocalDate } from '../history/days.js';
import { entry, resolved } from '../../test/suggestion-samples.js';
import { OUTCOMES } from './ending/ending.events.js';
import {
  entersPhase,
  HANDLING_STATUSES,
  type HandlingStatus,
  PHASE_OF,
  PHASES,
  REPORTABLE_STATUSES,
  statusChanges,
  type Step,
} from './handling-status.js';
import { suggestionContracts, type SuggestionEvent } from './suggestion.events.js';
import { stepOf } from './suggestion.steps.js';

interface StatusStep {
  day: LocalDate;
  status: HandlingStatus;
}

const BY = { by: '2022-12-31', precision: 'year' } as const;
const NO_PLAN = { target: null, budgetLines: [] };
const plan = (decision: 'decided' | 'under-review' | 'referred') =>
  entry('HandlingPlanned', { plannedOn: 'd', decision });
const NO_STEPS = [
  'SuggestionRelated',
  'DeadlineSet',
  'ClockStopped',
  'ClockResumed',
  'DeadlineExtended',
  'SiteInspected',
  'ReplySent',
  'TransferAnswered',
];

describe('the step that an entry makes', () => {
  const receivedOn = (raisedOn: string, acceptedOn: string | null) =>
    stepOf(entry('SuggestionReceived', { raisedOn, acceptedOn }));

  it('of a receipt is on the earlier of the days raised and accepted', () => {
    expect(receivedOn('2021-08-10', '2021-08-02')).toEqual({ day: '2021-08-02', phase: 'received', status: 'pending' });
    expect(receivedOn('2021-08-10', '2021-08-12')).toMatchObject({ day: '2021-08-10' });
    expect(receivedOn('2021-08-10', null)).toMatchObject({ day: '2021-08-10' });
  });

  const STEPS: readonly (readonly [SuggestionEvent, Omit<Step, 'day'>])[] = [
    [entry('SuggestionSplit', { splitOn: 'd' }), { phase: 'split', status: 'split' }],
    [entry('AnsweredAtMeeting', { answeredOn: 'd' }), {}],
    [entry('AnsweredAtMeeting', { answeredOn: 'd', final: true }), { phase: 'resolved', status: 'answered' }],
    [entry('SuggestionClassified', { classifiedOn: 'd', kind: 'question' }), { kind: 'question' }],
    [
      entry('SuggestionAssigned', { assignedOn: 'd', department: 'x' }),
      { phase: 'assigned', department: 'x', officer: null, supporting: [] },
    ],
    [
      entry('SuggestionAssigned', {
        assignedOn: 'd',
        department: 'x',
        officer: 'kim',
        supporting: [{ department: 'y', dueOn: null }],
      }),
      { phase: 'assigned', department: 'x', officer: 'kim', supporting: ['y'] },
    ],
    [
      entry('AssignmentDeclined', { declinedOn: 'd', department: 'x' }),
      { phase: 'received', department: null, officer: null },
    ],
    [entry('OpinionGiven', { givenOn: 'd', department: 'y' }), { opinionOf: 'y' }],
    [entry('ReviewStarted', { startedOn: 'd' }), { phase: 'under-review' }],
    [plan('decided'), { phase: 'in-progress', status: 'planned', plan: NO_PLAN, reviewOn: null }],
    [plan('under-review'), { phase: 'under-review', status: 'long-term', plan: NO_PLAN, reviewOn: null }],
    [plan('referred'), { phase: 'under-review', status: 'referred', plan: NO_PLAN, reviewOn: null }],
    [entry('StandingReported', { asOf: 'd' }), {}],
    [entry('StandingReported', { asOf: 'd', target: BY }), { plan: { target: BY, budgetLines: [] } }],
    ...REPORTABLE_STATUSES.map(
      (status) =>
        [
          entry('StandingReported', { asOf: 'd', status }),
          { phase: PHASE_OF[status], status, plan: NO_PLAN, reported: true },
        ] as const,
    ),
    [entry('ReviewDaySet', { setOn: 'd', reviewOn: 'r' }), { reviewOn: 'r' }],
    ...OUTCOMES.map(
      (outcome) =>
        [
          entry('SuggestionResolved', { resolvedOn: 'd', outcome }),
          { phase: 'resolved', status: outcome, reviewOn: null },
        ] as const,
    ),
    [
      entry('SuggestionReopened', { reopenedOn: 'd' }),
      { phase: 'reopened', status: 'pending', plan: null, reviewOn: null },
    ],
    [entry('SuggestionWithdrawn', { withdrawnOn: 'd' }), { phase: 'withdrawn', status: 'withdrawn' }],
    [entry('SuggestionTransferred', { transferredOn: 'd' }), { phase: 'transferred', status: 'transferred' }],
    [
      entry('TransferReturned', { returnedOn: 'd' }),
      { phase: 'received', status: 'pending', plan: null, reviewOn: null },
    ],
    [entry('SuggestionMerged', { mergedOn: 'd' }), { phase: 'merged', status: 'merged' }],
  ];

  it.each(STEPS)('of %j is %j', (event, step) => {
    expect(stepOf(event)).toEqual({ day: 'd', ...step });
  });

  it.each([...NO_STEPS, 'EntryCorrected', 'EntryVoided', 'SuggestionPraised', 'MeetingHeld'])(
    'of %s is none',
    (type) => {
      expect(stepOf({ type, data: {} })).toBeUndefined();
    },
  );

  it('is told of every type, and makes every phase and status', () => {
    const told = [...STEPS.map(([{ type }]) => type), 'SuggestionReceived', ...NO_STEPS];
    expect(new Set(told)).toEqual(new Set(Object.keys(suggestionContracts)));
    const steps = STEPS.map(([, step]) => step);
    expect(new Set(steps.flatMap(({ status }) => status ?? []))).toEqual(new Set(HANDLING_STATUSES));
    expect(new Set(steps.flatMap(({ phase }) => phase ?? []))).toEqual(new Set(PHASES));
  });

  it('leaves the phase where it reports what stands already', () => {
    const stands = { phase: 'resolved', status: 'completed' };
    const reported = stepOf(entry('StandingReported', { asOf: 'd', status: 'completed' }))!;
    expect(entersPhase(reported, stands)).toBe(false);
    expect(entersPhase(reported, { phase: 'in-progress', status: 'in-progress' })).toBe(true);
    expect(entersPhase(stepOf(resolved('d'))!, stands)).toBe(true);
    expect(entersPhase({ day: 'd' }, stands)).toBe(false);
  });
});

describe('the statuses by day', () => {
  it('begin on the day raised, with the status of that day', () => {
    expect(
      statusChanges(
        [
          { day: '2021-08-02', status: 'pending' },
          { day: '2021-08-05', status: 'completed' },
        ],
        '2021-08-10',
      ),
    ).toEqual([{ status: 'completed', from: '2021-08-10' }]);
  });

  it('are none where nothing was received', () => {
    expect(statusChanges([], '2021-08-10')).toEqual([]);
  });

  it('leave out a status that did not outlast its day, and one that changes nothing', () => {
    expect(
      statusChanges(
        [
          { day: '2021-08-10', status: 'pending' },
          { day: '2021-08-11', status: 'completed' },
          { day: '2021-08-11', status: 'pending' },
          { day: '2021-08-12', status: 'pending' },
        ],
        '2021-08-10',
      ),
    ).toEqual([{ status: 'pending', from: '2021-08-10' }]);
  });

  it('are those that somebody sees who looks at the end of every day', () => {
    const day = fc.integer({ min: 0, max: 12 }).map((n) => addDays('2021-08-01', n));
    const step = fc.record({ day, status: fc.constantFrom<HandlingStatus>('pending', 'completed', 'infeasible') });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), day, (steps, raisedOn) => {
        const first = steps.reduce((min, { day: d }) => (d < min ? d : min), raisedOn);
        const received: StatusStep = { day: first, status: 'pending' };
        const all = [received, ...steps];
        const changes = statusChanges(all, raisedOn);
        for (let seen = '2021-07-30'; seen < '2021-08-20'; seen = addDays(seen, 1)) {
          expect(changes.findLast(({ from }) => from <= seen)?.status).toBe(seenAtTheEndOf(seen, all, raisedOn));
        }
        changes.forEach(({ status, from }, index) => {
          expect(status).not.toBe(changes[index - 1]?.status);
          expect(from > (changes[index - 1]?.from ?? '')).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });
});

/** Day by day: a suggestion has the status of the latest day up to now on which one was entered, the last entered of it. */
function seenAtTheEndOf(
  today: LocalDate,
  steps: readonly StatusStep[],
  raisedOn: LocalDate,
): HandlingStatus | undefined {
  if (today < raisedOn) return undefined;
  for (let day = today; day >= '2021-07-30'; day = addDays(day, -1)) {
    const last = steps.findLast((step) => step.day === day);
    if (last) return last.status;
  }
  return undefined;
}
