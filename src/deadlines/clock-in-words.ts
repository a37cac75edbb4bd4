import { filled, type Sentence } from '../history/sentence.js';
import type { Deadline, Start } from './deadline.js';
import { DUE_UNKNOWN, inWords } from './in-words.js';
import type { ClockState, CycleOn, Held } from './lateness.js';

const STATES: Readonly<Record<Exclude<ClockState, 'stopped' | 'none' | 'due-unknown'>, Sentence>> = {
  due: { ko: '기한 전', en: 'not due yet' },
  overdue: { ko: '기한 지남', en: 'overdue' },
  'in-time': { ko: '기한 내 답변', en: 'answered in time' },
  'answered-late': { ko: '기한 후 답변', en: 'answered late' },
  'lateness-unknown': { ko: '지연 여부를 알 수 없음', en: 'whether it was late is unknown' },
};

/** The clock in words: its state, and the deadline that says so with all that it comes from. */
export function clockInWords({ state, held, end }: CycleOn, days: number | null, start: Start | undefined): Sentence {
  const said = [
    ...(state in STATES ? [STATES[state as keyof typeof STATES]] : []),
    ...(end ? [filled({ ko: '{on} 종료', en: 'ended on {on}' }, { on: end.on })] : []),
    ...(days === null ? [] : [daysIn(state, days)]),
    start && isDeadline(held) ? inWords(held, start) : ofUnrecorded(held),
  ];
  return { ko: said.map(({ ko }) => ko).join(' · '), en: said.map(({ en }) => en).join(' · ') };
}

function daysIn(state: ClockState, days: number): Sentence {
  const unit = days === 1 ? 'working day' : 'working days';
  if (state === 'due') return filled({ ko: '근무일 {days}일 남음', en: '{days} {unit} left' }, { days, unit });
  return filled({ ko: '근무일 {days}일 지남', en: '{days} {unit} over' }, { days, unit });
}

function ofUnrecorded({ unknown }: Held): Sentence {
  if (unknown !== null) return DUE_UNKNOWN[unknown];
  return { ko: '처리기한 없음', en: 'nothing sets a day' };
}

function isDeadline(held: Held): held is Deadline {
  return 'leftOut' in held;
}
