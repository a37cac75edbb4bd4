import fc from 'fast-check';
import { addDays, type LocalDate } from '../history/days.js';
import { HANDLING_STATUSES, type HandlingStatus, statusChanges } from './handling-status.js';
import type { SuggestionEvent } from './suggestion.events.js';
import { stepOf } from './suggestion.steps.js';

interface Step {
  day: LocalDate;
  status: HandlingStatus;
}

describe('the step that an entry makes', () => {
  const receivedOn = (raisedOn: string, acceptedOn: string) =>
    stepOf({ type: 'SuggestionReceived', data: { raisedOn, acceptedOn } });

  it('of a receipt is on the earlier of the days raised and accepted', () => {
    expect(receivedOn('2021-08-10', '2021-08-02')).toEqual({ day: '2021-08-02', phase: 'received', status: 'pending' });
    expect(receivedOn('2021-08-10', '2021-08-12')).toMatchObject({ day: '2021-08-10' });
  });

  it.each([
    [{ type: 'SuggestionReopened', data: { reopenedOn: 'd', why: '' } }, 'reopened', 'pending'],
    [{ type: 'SuggestionWithdrawn', data: { withdrawnOn: 'd', why: null } }, 'withdrawn', 'withdrawn'],
    ...(['completed', 'infeasible', 'closed'] as const).map(
      (outcome) =>
        [
          { type: 'SuggestionResolved', data: { outcome, resolvedOn: 'd', explanation: '', remedy: '', article: '' } },
          'resolved',
          outcome,
        ] as const,
    ),
  ] as const satisfies readonly (readonly [SuggestionEvent, string, string])[])(
    'of %j is %s and %s',
    (event, phase, status) => {
      expect(stepOf(event)).toEqual({ day: 'd', phase, status });
      expect(HANDLING_STATUSES).toContain(status);
    },
  );

  it('of an assignment says who has it', () => {
    expect(stepOf({ type: 'SuggestionAssigned', data: { department: 'x', assignedOn: 'd' } })).toEqual({
      day: 'd',
      phase: 'assigned',
      status: 'pending',
      department: 'x',
    });
  });

  it.each(['EntryCorrected', 'EntryVoided', 'SuggestionPraised', 'MeetingHeld'])('of %s is none', (type) => {
    expect(stepOf({ type, data: {} })).toBeUndefined();
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
        const received: Step = { day: first, status: 'pending' };
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
function seenAtTheEndOf(today: LocalDate, steps: readonly Step[], raisedOn: LocalDate): HandlingStatus | undefined {
  if (today < raisedOn) return undefined;
  for (let day = today; day >= '2021-07-30'; day = addDays(day, -1)) {
    const last = steps.findLast((step) => step.day === day);
    if (last) return last.status;
  }
  return undefined;
}
