import { rules } from '../recording/rules.js';

/** Why a meeting's entry is refused. */
export const broken = rules({
  'meeting-already-there': {
    ko: '이 간담회는 이미 {phase} 상태입니다',
    en: 'the meeting is {phase} already',
  },
  'meeting-cancelled': {
    ko: '취소된 간담회는 열 수 없습니다. 먼저 취소 기록을 무효로 하십시오',
    en: 'a cancelled meeting cannot be held; void the cancellation first',
  },
  'meeting-already-held': {
    ko: '이 간담회는 {heldOn}에 이미 열렸습니다. 그 기록을 정정하십시오',
    en: 'the meeting was held on {heldOn}; correct that entry',
  },
  'meeting-in-future': {
    ko: '개최일 {heldOn}은(는) 오늘({today})보다 뒤의 날입니다',
    en: 'held on {heldOn}, which is after {today}',
  },
  'meeting-not-scheduled': {
    ko: '예정된 간담회만 연기하거나 취소할 수 있습니다. 이 간담회는 {phase} 상태입니다',
    en: 'only a scheduled meeting can be postponed or cancelled; this one is {phase}',
  },
  'meeting-twice-in-dong': {
    ko: '동 {dong}을(를) 두 번 적었습니다',
    en: 'dong {dong} is named twice',
  },
  'ends-before-it-starts': {
    ko: '끝난 시각 {endedAt}이(가) 시작 시각 {startedAt}보다 이릅니다',
    en: 'it ended at {endedAt}, before it started at {startedAt}',
  },
  'outside-meeting-period': {
    ko: '{day}은(는) 회차 {round}의 간담회 기간({period}) 밖입니다',
    en: '{day} lies outside the meetings of round {round} ({period})',
  },
});

/** A meeting's phases, in a sentence. */
export const PHASES = {
  none: { ko: '없음', en: 'none' },
  scheduled: { ko: '예정', en: 'scheduled' },
  held: { ko: '개최', en: 'held' },
  cancelled: { ko: '취소', en: 'cancelled' },
} as const;
