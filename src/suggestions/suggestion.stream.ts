import type { CityRules, CountedBy } from '../deadlines/deadline.js';
import { officialCalendar } from '../deadlines/official-calendar.js';
import type { LocalDate } from '../history/days.js';
import { cityNow, districtOf } from '../jurisdiction/jurisdiction.stream.js';
import { meetingStream } from '../meetings/meeting.events.js';
import { meeting } from '../meetings/meeting.js';
import { judgeDepartments } from '../organisation/organisation.stream.js';
import { officeHoursOn, oralDefaultOn, type Policy } from '../policies/in-force.js';
import { policyNow } from '../policies/policy.stream.js';
import type { StreamRules, Streams } from '../recording/recorder.js';
import { idNamed, type Things } from '../recording/things.js';
import { roundNow } from '../rounds/round.stream.js';
import { changesDeadlines, deadlineInWords, deadlinesToSet } from './clock/clock.js';
import type { Suggestion, There } from './life.js';
import { judgeChosen } from './receipt/city-lists.js';
import { judgeReceiptAcross, type Received } from './receipt/receipt.js';
import { suggestion } from './suggestion.js';
import { type SuggestionEvent, suggestionStream } from './suggestion.events.js';
import { broken } from './suggestion.rules.js';

/**
 * What a suggestion's entries are judged by: its receipt by round, meeting and the city's dongs, departments by the
 * city's organisation on their day, what names another suggestion by that one.
 */
const rules: StreamRules<Suggestion, SuggestionEvent> = {
  aggregate: suggestion,
  judgeAcross: async (event, streams, today, stream) => {
    switch (event.type) {
      case 'SuggestionReceived':
        return judgeReceived(event.data, streams, today, stream);
      case 'SuggestionRelated':
        await otherThan(stream, event.data.to, streams);
        return;
      case 'SuggestionMerged':
        judgeTarget(event.data.into, await otherThan(stream, event.data.into, streams));
        return;
      case 'SuggestionAssigned': {
        const { department, supporting, assignedOn } = event.data;
        return judgeDepartments(streams, [department, ...supporting.map((one) => one.department)], assignedOn);
      }
      case 'AssignmentDeclined':
        return judgeDepartments(streams, given(event.data.suggests), event.data.declinedOn);
      case 'StandingReported':
        return judgeDepartments(streams, given(event.data.department), event.data.asOf);
      default:
        return;
    }
  },
  follows: async (history, streams) => {
    return changesDeadlines(history) ? deadlinesToSet(history, await countedBy(streams)) : [];
  },
  // A split is taken back once none of its parts stands: each part has a stream of its own.
  judgeTakenOut: async (event, streams) => {
    if (event.type !== 'SuggestionSplit') return;
    const ids = event.data.parts.map(({ suggestionId }) => suggestionId);
    const parts = await Promise.all(ids.map((id) => suggestionNow(streams, id)));
    const standing = ids.filter((_, index) => parts[index]!.phase !== 'none');
    if (standing.length > 0) throw broken('parts-stand', { parts: standing });
  },
};

async function judgeReceived(received: Received, streams: Streams, today: string, stream: string): Promise<void> {
  const { roundId, meetingId, splitFrom, repeats } = received;
  const around = {
    round: await roundNow(streams, roundId),
    meeting: meetingId === null ? undefined : await streams.state(meeting, meetingStream(meetingId)),
    city: await cityNow(streams),
  };
  judgeReceiptAcross(received, around, today);
  const before = await streams.state(suggestion, stream);
  if (before.phase !== 'none') judgeChosen(await policyNow(streams), before.received, received);
  if (repeats !== null) await otherThan(stream, repeats, streams);
  if (splitFrom === null) return;
  const { parts } = await otherThan(stream, splitFrom, streams);
  if (!parts.some((id) => suggestionStream(id) === stream)) throw broken('no-part-of-it', { suggestion: splitFrom });
}

/** Another suggestion that stands; throws RuleBroken. */
async function otherThan(stream: string, id: string, streams: Streams): Promise<There> {
  if (suggestionStream(id) === stream) throw broken('names-itself');
  const other = await suggestionNow(streams, id);
  if (other.phase === 'none') throw broken('suggestion-unknown', { suggestion: id });
  return other;
}

/** What is merged in turn may lead back; longer circles are seen by whoever sees all streams. */
function judgeTarget(id: string, { phase, mergedInto }: There): void {
  if (phase === 'merged') throw broken('merged-in-turn', { suggestion: id, into: mergedInto });
  if (phase === 'split') throw broken('merged-into-split', { suggestion: id });
}

function suggestionNow(streams: Streams, id: string): Promise<Suggestion> {
  return streams.state(suggestion, suggestionStream(id));
}

/** By what a deadline that is set now is counted. */
export async function countedBy(streams: Streams): Promise<CountedBy> {
  const policy = await policyNow(streams);
  return { calendar: officialCalendar, rulesOn: (day) => rulesOn(policy, day) };
}

/** What the city's own rules say of what was received on a day. */
function rulesOn(policy: Policy, day: LocalDate): CityRules {
  const oral = oralDefaultOn(policy, day);
  return {
    oralDefault: oral && { ...oral, workingDays: oral.workingDays! },
    officeHours: officeHoursOn(policy, day) ?? null,
  };
}

function given(code: string | null): readonly string[] {
  return code === null ? [] : [code];
}

const one = { ko: '건의사항', en: 'suggestion' };

export const suggestions: Things<Suggestion, SuggestionEvent> = {
  name: 'suggestions',
  one,
  rules,
  voidableWhole: true,
  streamOf: (named) => suggestionStream(idNamed(named, one)),
  readAt: (stream) => `/v1/suggestions/${stream.slice('suggestion-'.length)}`,
  inWords: (event) => (event.type === 'DeadlineSet' ? deadlineInWords(event.data) : null),
  derived: async (event, streams) => {
    if (event.type !== 'SuggestionReceived') return [];
    const { dong, raisedOn } = event.data;
    if (dong === null) return [];
    return [{ path: '/district', from: ['/dong', '/raisedOn'], value: await districtOf(streams, dong, raisedOn) }];
  },
};
