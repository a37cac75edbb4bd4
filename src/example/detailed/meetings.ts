import { addDays, type LocalDate } from '../../history/days.js';
import { cancelMeeting } from '../../meetings/cancel-meeting.js';
import { holdMeeting } from '../../meetings/hold-meeting.js';
import { recordMeeting } from '../../meetings/record-meeting.js';
import { rescheduleMeeting } from '../../meetings/reschedule-meeting.js';
import { scheduleMeeting } from '../../meetings/schedule-meeting.js';
import type { CityInput } from '../example-input.js';
import type { Chance } from './chance.js';
import { type Diary, LAST_DAY } from './diary.js';
import { FOUND, FOUND_ON, type RoundPlan, ROUNDS } from './rounds.js';
import { workingDay } from './working-days.js';

export type Dong = CityInput['dongs'][number];

/** A made-up meeting that was held, and what its suggestions are recorded by. */
export interface MeetingPlan {
  readonly id: string;
  readonly round: RoundPlan;
  readonly dongs: readonly Dong[];
  readonly heldOn: LocalDate;
  /** From this day on suggestions could be handed in for it; null where it was not scheduled here. */
  readonly openSince: LocalDate | null;
  /** Where it was recorded long after, or after its round was closed: the day, and why. */
  readonly late: { readonly on: LocalDate; readonly why: string | null } | null;
}

/** The meetings of all rounds, those held alone. */
export function noteMeetings(diary: Diary, city: CityInput, chance: Chance): readonly MeetingPlan[] {
  const dongs = city.dongs.filter(({ valid_to }) => valid_to === null);
  let next = 0;
  const dong = (): Dong => dongs[(next++ * 17) % dongs.length]!;
  const found = Array.from({ length: FOUND.meetings }, (_, index) => foundMeeting(diary, dong(), index));
  const visits = ROUNDS.flatMap((round) =>
    Array.from({ length: round.meetings }, (_, index) => visit(diary, chance, round, index, dong)).flat(),
  );
  return [...found, ...visits];
}

/** Its paper was found after the totals had been published. */
function foundMeeting(diary: Diary, dong: Dong, index: number): MeetingPlan {
  const heldOn = workingDay(addDays('2024-03-20', index * 23));
  const body = { round: FOUND.code, dong: dong.admin_code, heldOn, ...held(dong, 12 + index) };
  const { id } = diary.note(workingDay(FOUND_ON, 1), recordMeeting, {}, body, 'meeting');
  const late = { on: workingDay(FOUND_ON, 1 + index), why: null };
  return { id, round: FOUND, dongs: [dong], heldOn, openSince: null, late };
}

function visit(
  diary: Diary,
  chance: Chance,
  round: RoundPlan,
  index: number,
  next: () => Dong,
): readonly MeetingPlan[] {
  const first = next();
  const several = index % 9 === 5 ? [first, next()].filter(({ gu }) => gu === first.gu) : [first];
  const where = several.length > 1 ? { dongs: several.map((its) => its.admin_code) } : { dong: first.admin_code };
  const day = workingDay(addDays(`${round.from}-04`, Math.floor((index * 172) / round.meetings)));
  const told = held(first, chance.between(11, 46));
  const plan = { round, dongs: several, heldOn: day, openSince: null, late: null };
  if (index % 4 === 1) return [recorded(diary, { ...plan, where, told })];
  const scheduled = addDays(day, -chance.between(14, 25));
  const openSince = scheduled < `${round.from}-01` ? `${round.from}-01` : scheduled;
  const body = { round: round.code, ...where, scheduledOn: day, venue: told.venue };
  const { id } = diary.note(openSince, scheduleMeeting, {}, body, 'meeting');
  const at = { meetingId: id };
  if (index === 7) {
    const cancelled = { cancelledOn: addDays(day, -1), reason: '호우 특보로 취소하고 다음 회차에 열기로 함(예시)' };
    diary.note(addDays(day, -1), cancelMeeting, at, cancelled);
    return [];
  }
  const moved = index % 8 === 2;
  const heldOn = moved ? workingDay(day, 3) : day;
  if (moved) {
    const body = { scheduledOn: heldOn, decidedOn: openSince, why: '동 행사와 겹쳐 연기함(예시)' };
    diary.note(openSince, rescheduleMeeting, at, body);
  }
  if (heldOn > LAST_DAY) return [];
  diary.note(heldOn, holdMeeting, at, { heldOn, ...told });
  return [{ ...plan, id, heldOn, openSince }];
}

/** Not scheduled here; one of each round is found after it was closed. */
function recorded(
  diary: Diary,
  { where, told, ...plan }: Omit<MeetingPlan, 'id'> & { where: object; told: object },
): MeetingPlan {
  const { round, heldOn } = plan;
  const isLate = round.closedOn !== null && heldOn.slice(5, 7) === round.to.slice(5, 7);
  const late = isLate ? { on: workingDay(round.closedOn, 6), why: '동에서 결과 보고를 늦게 보냄(예시)' } : null;
  const body = { round: round.code, ...where, heldOn, ...told, afterClosureReason: late?.why ?? null };
  const { id } = diary.note(late?.on ?? workingDay(heldOn, 1), recordMeeting, {}, body, 'meeting');
  return { ...plan, id, late };
}

function held(dong: Dong, attendees: number) {
  return {
    startedAt: '14:00',
    endedAt: '15:30',
    chair: '시장',
    attendees,
    venue: `${dong.ko} 행정복지센터 (예시)`,
  };
}
