import { rules } from '../recording/rules.js';

/** Why a suggestion's entry is refused. */
export const broken = rules({
  'suggestion-not-received': { ko: '접수되지 않은 건의사항입니다', en: 'the suggestion was not received' },
  'suggestion-already-received': { ko: '이미 접수된 건의사항입니다', en: 'the suggestion was received already' },
  'suggestion-already-resolved': {
    ko: '{since}에 처리가 끝난 건의사항입니다. 다시 열거나 그 기록을 정정하십시오',
    en: 'the suggestion was resolved on {since}; reopen it, or correct that entry',
  },
  'suggestion-withdrawn': {
    ko: '{since}에 취하된 건의사항입니다',
    en: 'the suggestion was withdrawn on {since}',
  },
  'suggestion-not-resolved': {
    ko: '처리가 끝난 건의사항만 다시 열 수 있습니다. 이 건의사항은 {phase} 상태입니다',
    en: 'only a resolved suggestion can be reopened; this one is {phase}',
  },
  'before-last-change': {
    ko: '{day}은(는) 이 건의사항이 {phase} 상태가 된 {since}보다 앞선 날입니다',
    en: '{day} lies before {since}, when the suggestion was {phase}',
  },
  'accepted-in-future': {
    ko: '접수일 {acceptedOn}은(는) 오늘({today})보다 뒤의 날입니다',
    en: 'accepted on {acceptedOn}, which is after {today}',
  },
  'raised-in-future': {
    ko: '건의일 {raisedOn}은(는) 오늘({today})보다 뒤의 날입니다. 예정된 간담회에 앞서 낸 것만 앞날일 수 있습니다',
    en: 'raised on {raisedOn}, which is after {today}; only what is handed in before a scheduled meeting lies ahead',
  },
  'accepted-before-raised': {
    ko: '{raisedOn}에 현장에서 나온 건의를 {acceptedOn}에 접수했을 수 없습니다',
    en: 'raised on site on {raisedOn}, it cannot have been accepted on {acceptedOn}',
  },
  'meeting-required': {
    ko: '현장에서 나온 건의에는 간담회를 적어야 합니다',
    en: 'a suggestion raised on site names its meeting',
  },
  'meeting-unknown': {
    ko: '간담회 {meeting}이(가) 없습니다(기록된 적이 없거나 무효로 처리됨)',
    en: 'no meeting {meeting} stands: it was never recorded, or is voided',
  },
  'meeting-cancelled': { ko: '취소된 간담회입니다', en: 'the meeting was cancelled' },
  'meeting-of-other-round': {
    ko: '그 간담회는 회차 {round}의 것입니다. 보낸 회차는 {named}입니다',
    en: 'the meeting belongs to round {round}, not to {named}',
  },
  'meeting-in-other-dong': {
    ko: '그 간담회의 동은 {dong}입니다. 보낸 동은 {named}입니다',
    en: 'the meeting is in dong {dong}, not in {named}',
  },
  'raised-on-other-day': {
    ko: '그 간담회의 날은 {day}입니다. 보낸 건의일은 {raisedOn}입니다',
    en: 'the meeting is on {day}, the suggestion says {raisedOn}',
  },
  'round-closed': {
    ko: '회차 {round}은(는) {day}보다 앞선 {closedOn}에 마감되었습니다',
    en: 'round {round} was closed on {closedOn}, before {day}',
  },
  'outside-suggestion-period': {
    ko: '건의일 {raisedOn}은(는) 회차 {round}의 건의 기간({period}) 밖입니다. 그래도 인정하려면 outsidePeriodReason을 적으십시오',
    en: 'raised on {raisedOn}, outside the suggestions of round {round} ({period}); give outsidePeriodReason if it counts all the same',
  },
  'inside-suggestion-period': {
    ko: '건의일 {raisedOn}은(는) 회차 {round}의 건의 기간 안입니다. outsidePeriodReason을 빼십시오',
    en: 'raised on {raisedOn}, inside the period of round {round}; leave outsidePeriodReason out',
  },
  'explanation-required': {
    ko: '추진불가에는 그 사유를 적어야 합니다(민원처리법 제27조제3항)',
    en: 'a refusal states its reason (민원처리법 제27조제3항)',
  },
  'remedy-required': {
    ko: '추진불가에는 구제절차를 적어야 합니다(민원처리법 제27조제3항)',
    en: 'a refusal states how to object to it (민원처리법 제27조제3항)',
  },
  'article-required': {
    ko: '처리하지 않고 종결할 때는 근거 조문을 적어야 합니다',
    en: 'ending without handling names the article that allows it',
  },
});

/** A suggestion's phases, in a sentence. */
export const PHASES = {
  received: { ko: '접수', en: 'received' },
  assigned: { ko: '배정', en: 'assigned' },
  resolved: { ko: '처리 완료', en: 'resolved' },
  withdrawn: { ko: '취하', en: 'withdrawn' },
} as const;
