import { entry, handedIn, received, reopened, resolved } from '../../../test/suggestion-samples.js';
import { clockOn, type Held, wasLate } from '../../deadlines/lateness.js';
import { officialCalendar } from '../../deadlines/official-calendar.js';
import type { SuggestionEvent } from '../suggestion.events.js';
import { deadlinesToSet } from './clock.js';
import { clockFactOf, promisedIn, runsOf } from './clock-run.steps.js';

const written = { ...handedIn, form: 'written', raisedOn: '2022-07-05', acceptedOn: '2022-07-05' } as const;
const petition = [
  received(written),
  entry('SuggestionClassified', { kind: 'suggestion', classifiedOn: '2022-07-06' }),
] as const;
const replied = (sentOn: string, kind: 'result' | 'interim' = 'result') =>
  entry('ReplySent', { sentOn, kind, channel: 'letter' });
const by = { calendar: officialCalendar, rulesOn: () => ({ oralDefault: null, officeHours: null }) };

/** How the clock of a life stood on a day, with the deadlines that come of it, or with none recorded. */
function on(day: string, life: readonly SuggestionEvent[], recorded = true) {
  const facts = life.flatMap((one) => clockFactOf(one) ?? []);
  const [set] = recorded ? deadlinesToSet(life, by) : [];
  const promised: readonly (readonly Held[])[] = set?.type === 'DeadlineSet' ? promisedIn(set.data) : [];
  const clock = clockOn(runsOf(facts, promised), day);
  return clock && [clock.state, clock.held.unknown ?? clock.held.dueOn, wasLate(clock)];
}

describe('how the clock of a suggestion ran', () => {
  it('is told by its entries and the deadlines that were set', () => {
    expect(on('2022-07-04', petition)).toBeUndefined();
    expect(on('2022-07-05', petition)).toEqual(['due-unknown', 'not-classified', 'no']);
    expect(on('2022-07-22', petition)).toEqual(['due', '2022-07-22', 'no']);
    expect(on('2022-07-23', petition)).toEqual(['overdue', '2022-07-22', 'yes']);
    expect(on('2022-09-01', [...petition, replied('2022-07-22')])).toEqual(['in-time', '2022-07-22', 'no']);
    expect(on('2022-09-01', [...petition, replied('2022-07-25')])).toEqual(['answered-late', '2022-07-22', 'yes']);
    expect(on('2022-09-01', [...petition, replied('2022-07-08', 'interim')])?.[0]).toBe('overdue');
  });

  it('ends with its first reply; a reopening begins it again, and late stays late', () => {
    const late = [...petition, replied('2022-07-25'), resolved('2022-07-25'), reopened('2022-08-01')];
    expect(on('2022-08-10', late)).toEqual(['due', '2022-08-19', 'yes']);
    expect(on('2022-08-10', [...late, replied('2022-08-05')])).toEqual(['in-time', '2022-08-19', 'yes']);
    expect(on('2022-08-10', [...petition, replied('2022-07-08'), replied('2022-08-05')])?.[0]).toBe('in-time');
  });

  it('guesses nothing where no deadline was recorded', () => {
    expect(on('2022-09-01', petition.slice(0, 1), false)).toEqual(['due-unknown', 'not-classified', 'no']);
    expect(on('2022-09-01', petition, false)).toEqual(['due-unknown', 'not-recorded', 'no']);
    expect(on('2022-09-01', [received({ ...written, form: 'oral' })], false)).toEqual(['none', null, 'no']);
    expect(on('2022-09-01', [received({ ...written, form: null })], false)?.[0]).toBe('due-unknown');
  });
});
