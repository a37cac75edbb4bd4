import { addDays } from '../../src/history/days.js';
import type { Recorded } from '../../src/history/event.js';
import { DONGS, liveRound } from '../journeys/city-hall.js';
import { countedAt, type Counts } from './naive-status.js';

/** A command that may come next, as a clerk or an officer sends it. */
export interface Sent {
  readonly name: string;
  readonly path: string;
  readonly body: object;
}

type Random = () => number;

export const TODAY = '2022-07-01';
export const ROUNDS = ['model-1', 'model-2'];
const FIRST = '2022-03-01';
const PLACES = [DONGS.jugyo, DONGS.siksa];

export const openings: readonly Sent[] = ROUNDS.map((code) => ({
  name: 'open',
  path: '/v1/rounds',
  body: {
    ...liveRound,
    code,
    meetingPeriod: { from: '2022-03', to: '2022-06' },
    suggestionPeriod: { from: '2022-03', to: '2022-06' },
  },
}));

/** Of one suggestion, what its state lets one think of; each by a word of its address, with what is said on a day. */
const UNDER_WAY: Readonly<Record<string, (day: string, random: Random) => object>> = {
  classification: (day, random) => ({
    kind: pick(['suggestion', 'suggestion', 'grievance', 'none'], random),
    classifiedOn: day,
  }),
  assignment: (day, random) => ({
    department: pick(['parks', 'roads'], random),
    supporting: random() < 0.9 ? [{ department: 'traffic' }] : [],
    assignedOn: day,
  }),
  declination: (day, random) => ({ department: pick(['parks', 'roads'], random), declinedOn: day, why: '소관이 아님' }),
  opinion: (day) => ({ department: 'traffic', givenOn: day, opinion: '이견 없음' }),
  review: (day) => ({ startedOn: day }),
  inspection: (day) => ({ inspectedOn: day, findings: '설치 가능' }),
  plan: (day, random) => {
    const decision = pick(['decided', 'under-review', 'referred'], random);
    const referredTo = decision === 'referred' ? '경기도' : null;
    return { decision, referredTo, plannedOn: day, budgetLines: [{ year: 2023, won: 1_000_000, state: 'asked' }] };
  },
  standing: (day, random) => ({ asOf: day, status: pick([null, 'in-progress', 'long-term', 'completed'], random) }),
  'review-day': (day) => ({ setOn: day, reviewOn: addDays(day, 30) }),
  reply: (day, random) => ({
    kind: pick(['result', 'plan', 'interim'], random),
    channel: 'letter',
    sentOn: day,
    text: '알려 드립니다',
  }),
  'meeting-answer': (day, random) => ({
    answeredOn: day,
    position: '시장',
    words: '검토하겠음',
    final: random() < 0.3,
  }),
  resolution: (day, random) => ({
    outcome: pick(['completed', 'partly-completed', 'answered', 'infeasible'], random),
    resolvedOn: day,
    explanation: '처리함',
    remedy: '이의신청 가능',
  }),
  withdrawal: (day) => ({ withdrawnOn: day }),
  transfer: (day) => ({ transferredOn: day, agency: '한국도로공사' }),
  'clock/stop': (day) => ({ stoppedOn: day, ground: 'supplement' }),
  'clock/resumption': (day) => ({ resumedOn: day }),
  'deadline-extension': (day) => ({ decidedOn: day, workingDays: 5, reason: '협의' }),
  split: (day) => ({ splitOn: day, parts: [{ text: '하나를 해 주세요' }, { text: '둘을 해 주세요' }] }),
};
const ENDED: typeof UNDER_WAY = { reopening: (day) => ({ reopenedOn: day, why: '다시 파손됨' }) };
const TRANSFERRED: typeof UNDER_WAY = {
  'transfer-answer': (day) => ({ answeredOn: day, agency: '한국도로공사', answer: '설치 예정' }),
  'transfer-return': (day) => ({ returnedOn: day, why: '소관이 아님' }),
};

/** Every kind of command that is made here. */
export const KINDS: readonly string[] = [
  ...Object.keys({ ...UNDER_WAY, ...ENDED, ...TRANSFERRED }),
  ...['receive', 'merge', 'relate', 'hold', 'schedule', 'reschedule'],
  ...['correct', 'void', 'void whole', 'restore'],
];

/** The next command by what the log holds: mostly one that makes sense, now and then one for an earlier day, or none of that. */
export function nextCommand(log: readonly Recorded[], count: number, random: Random): Sent {
  const known = countedAt(log, TODAY);
  const chance = random();
  if (known.length < 4 || chance < 0.12) return receipt(log, count, random);
  if (chance < 0.3) return amendment(log, random);
  if (chance < 0.36) return meeting(log, random);
  const one = pick(known, random);
  if (chance < 0.42) return pairing(one, pick(known, random), random);
  if (isStopped(log, one) && random() < 0.5)
    return toldOf(one, 'clock/resumption', UNDER_WAY['clock/resumption']!, random);
  // What is taken seldom is tried more often.
  const assigned = log.findLast(
    ({ stream, type }) => stream === `suggestion-${one.suggestion}` && type === 'SuggestionAssigned',
  );
  if (assigned && random() < 0.25) {
    const { department } = assigned.data as { department: string };
    const answers = {
      opinion: UNDER_WAY.opinion!,
      declination: (day: string) => ({ department, declinedOn: day, why: '소관이 아님' }),
    };
    const [what, says] = pick(Object.entries(answers), random);
    return toldOf(one, what, says, random);
  }
  if (random() < 0.06) return toldOf(one, 'deadline-extension', UNDER_WAY['deadline-extension']!, random);
  const words = random() < 0.08 ? { ...UNDER_WAY, ...ENDED, ...TRANSFERRED } : wordsOf(one);
  const [what, says] = pick(Object.entries(words), random);
  return toldOf(one, what, says, random);
}

function toldOf(one: Counts, what: string, says: (day: string, random: Random) => object, random: Random): Sent {
  return { name: what, path: `/v1/suggestions/${one.suggestion}/${what}`, body: says(dayOf(one, random), random) };
}

/** As far as can be guessed: one more stop than resumptions. */
function isStopped(log: readonly Recorded[], { suggestion }: Counts): boolean {
  const own = log.filter(({ stream }) => stream === `suggestion-${suggestion}`);
  const count = (type: string) => own.filter((one) => one.type === type).length;
  return count('ClockStopped') > count('ClockResumed');
}

function wordsOf({ phase }: Counts): typeof UNDER_WAY {
  if (phase === 'under-way') return UNDER_WAY;
  return phase === 'transferred' ? TRANSFERRED : ENDED;
}

/** Mostly a few days after the last, else any. */
function dayOf({ last }: Counts, random: Random): string {
  const day = random() < 0.75 ? addDays(last, Math.floor(random() * 4)) : addDays(FIRST, Math.floor(random() * 125));
  return day > TODAY && random() < 0.9 ? TODAY : day;
}

function receipt(log: readonly Recorded[], count: number, random: Random): Sent {
  const met = log.filter(({ type }) => type === 'MeetingHeld' || type === 'MeetingScheduled');
  const said = { text: `건의 ${String(count)}`, form: pick(['oral', 'written', null], random) };
  const body =
    met.length > 0 && random() < 0.5
      ? { ...said, channel: 'pre-submitted', meetingId: pick(met, random).stream.slice('meeting-'.length) }
      : {
          ...said,
          channel: 'pre-submitted',
          round: pick(ROUNDS, random),
          dong: pick(PLACES, random),
          raisedOn: addDays(FIRST, Math.floor(random() * 110)),
        };
  return { name: 'receive', path: '/v1/suggestions', body };
}

function meeting(log: readonly Recorded[], random: Random): Sent {
  const scheduled = log.filter(({ type }) => type === 'MeetingScheduled');
  const day = addDays(FIRST, Math.floor(random() * 110));
  if (scheduled.length > 0 && random() < 0.5) {
    const id = pick(scheduled, random).stream.slice('meeting-'.length);
    return { name: 'reschedule', path: `/v1/meetings/${id}/rescheduling`, body: { scheduledOn: day, why: '우천' } };
  }
  const place = { round: pick(ROUNDS, random), dong: pick(PLACES, random) };
  return random() < 0.5
    ? { name: 'schedule', path: '/v1/meetings/scheduled', body: { ...place, scheduledOn: day } }
    : { name: 'hold', path: '/v1/meetings', body: { ...place, heldOn: day } };
}

function pairing({ suggestion, ...one }: Counts, other: Counts, random: Random): Sent {
  const on = dayOf({ suggestion, ...one }, random);
  return random() < 0.4
    ? { name: 'merge', path: `/v1/suggestions/${suggestion}/merger`, body: { into: other.suggestion, mergedOn: on } }
    : {
        name: 'relate',
        path: `/v1/suggestions/${suggestion}/relation`,
        body: { to: other.suggestion, how: 'related', relatedOn: on },
      };
}

/** The field of a day that is corrected. */
const DAYS: Readonly<Record<string, string>> = {
  SuggestionResolved: 'resolvedOn',
  HandlingPlanned: 'plannedOn',
  SuggestionReopened: 'reopenedOn',
  SuggestionAssigned: 'assignedOn',
  StandingReported: 'asOf',
  MeetingHeld: 'heldOn',
};

function amendment(log: readonly Recorded[], random: Random): Sent {
  const entries = log.filter(({ stream, type }) => /^(suggestion|meeting)-/.test(stream) && type !== 'DeadlineSet');
  const one = pick(entries, random);
  const collection = one.stream.startsWith('meeting-') ? 'meetings' : 'suggestions';
  const at = `/v1/${collection}/${one.stream.slice(collection.length)}`;
  const chance = random();
  if (collection === 'suggestions' && chance < 0.08)
    return { name: 'void whole', path: `${at}/void`, body: { why: '두 번 입력함' } };
  if (collection === 'suggestions' && chance < 0.2)
    return { name: 'restore', path: `${at}/restoration`, body: { why: '잘못 무효로 함' } };
  const dated = entries.filter(({ type }) => DAYS[type] !== undefined);
  if (chance < 0.5 || dated.length === 0)
    return { name: 'void', path: `${at}/entries/${one.id}/void`, body: { why: '잘못 적음' } };
  const entry = pick(dated, random);
  const field = DAYS[entry.type]!;
  const from = (entry.data as Record<string, string>)[field]!;
  const to = addDays(from, Math.floor(random() * 7) - 3);
  const things = entry.stream.startsWith('meeting-') ? 'meetings' : 'suggestions';
  return {
    name: 'correct',
    path: `/v1/${things}/${entry.stream.slice(things.length)}/entries/${entry.id}/correction`,
    body: { changes: [{ path: `/${field}`, from, to }], why: '날짜를 잘못 옮김' },
  };
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() * all.length)]!;
}
