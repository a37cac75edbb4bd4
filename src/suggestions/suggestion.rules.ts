import type { Sentence } from '../history/sentence.js';
import { rules } from '../recording/rules.js';
import type { Phase } from './handling-status.js';

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
  'suggestion-transferred': {
    ko: '{since}에 다른 기관으로 이첩된 건의사항입니다. 돌아왔다면 먼저 반송을 기록하십시오',
    en: 'the suggestion was transferred to another agency on {since}; record its return first, if it came back',
  },
  'suggestion-merged': {
    ko: '{since}에 다른 건의사항에 병합된 건의사항입니다. 병합이 잘못이면 그 기록을 무효로 하십시오',
    en: 'the suggestion was merged into another on {since}; void that entry if it was a mistake',
  },
  'suggestion-split': {
    ko: '{since}에 나누어진 건의사항입니다. 나누어진 건의사항마다 기록하십시오',
    en: 'the suggestion was split on {since}; record it of its parts',
  },
  'suggestion-not-transferred': {
    ko: '다른 기관으로 이첩된 건의사항이 아닙니다. 이 건의사항은 {phase} 상태입니다',
    en: 'no other agency has the suggestion; it is {phase}',
  },
  'before-first-day': {
    ko: '{day}은(는) 이 건의사항이 처음 나온 {first}보다 앞선 날입니다',
    en: '{day} lies before {first}, the first day on which the suggestion was known',
  },
  'review-before-said': {
    ko: '재검토일 {reviewOn}은(는) 그것을 정한 {day}보다 앞선 날입니다',
    en: 'it is to be looked at again on {reviewOn}, which is before {day}, when that was said',
  },
  'department-named-twice': {
    ko: '부서 {department}을(를) 두 번 적었습니다',
    en: 'department {department} is named twice',
  },
  'declined-by-other-department': {
    ko: '이 건의사항은 {department}에 배정되어 있지 않습니다(주관부서: {has})',
    en: '{department} does not have this suggestion (its lead department: {has})',
  },
  'opinion-not-asked': {
    ko: '{department}은(는) 이 건의사항의 협조부서가 아닙니다. 먼저 협조부서로 배정하십시오',
    en: '{department} is no supporting department of this suggestion; assign it so first',
  },
  'referred-to-required': {
    ko: '어느 기관에 건의·협의하는지 referredTo에 적어야 합니다',
    en: 'a matter that is referred names the body that is asked, in referredTo',
  },
  'not-referred': {
    ko: '상급기관 건의·협의 중이 아니면 referredTo를 뺍니다',
    en: 'only a matter that is referred names a body; leave referredTo out',
  },
  'suggestion-unknown': {
    ko: '건의사항 {suggestion}이(가) 없습니다(기록된 적이 없거나 무효로 처리됨)',
    en: 'no suggestion {suggestion} stands: it was never recorded, or is voided',
  },
  'names-itself': {
    ko: '건의사항이 자기 자신을 가리킬 수 없습니다',
    en: 'a suggestion cannot name itself',
  },
  'merged-in-turn': {
    ko: '건의사항 {suggestion}은(는) {into}에 병합되어 있습니다. 병합이 돌지 않도록 그 건의사항에 병합하십시오',
    en: 'suggestion {suggestion} is merged into {into} itself; merge into that, lest it go in a circle',
  },
  'merged-into-split': {
    ko: '건의사항 {suggestion}은(는) 나누어져 있습니다. 나누어진 것 가운데 하나에 병합하십시오',
    en: 'suggestion {suggestion} is split; merge into one of its parts',
  },
  'field-of-work-not-listed': {
    ko: '분야(fieldOfWork) {named}은(는) {day}에 쓰는 분야 목록에 없습니다. 목록: {codes}',
    en: 'fieldOfWork {named} is not among the fields of work that hold on {day}: {codes}',
  },
  'proposer-kind-not-listed': {
    ko: '건의자 구분(proposerKind) {named}은(는) {day}에 쓰는 목록에 없습니다. 목록: {codes}',
    en: 'proposerKind {named} is not among the kinds of proposers that hold on {day}: {codes}',
  },
  'name-for-code': {
    ko: '{field}의 정정에는 이름 {named} 대신 코드 {code}을(를) 적습니다',
    en: 'a correction of {field} says the code {code}, not the name {named}',
  },
  'of-another-department': {
    ko: '담당자는 자기 부서의 건의사항만 처리합니다. 소관부서는 {lead}, 담당자의 부서는 {own}입니다',
    en: 'a handler handles what their own department has: it is with {lead}, theirs is {own}',
  },
  'no-part-of-it': {
    ko: '건의사항 {suggestion}에서 나누어진 것이 아닙니다',
    en: 'it is none of the parts into which suggestion {suggestion} was split',
  },
  'parts-stand': {
    ko: '나누어진 건의사항이 남아 있습니다. 먼저 무효로 하십시오: {parts}',
    en: 'parts of it stand: void them first ({parts})',
  },
  'hour-without-day': {
    ko: '접수 시각 {acceptedAt}에는 접수일이 있어야 합니다',
    en: 'accepted at {acceptedAt}: the day of it must be given too',
  },
  'district-goes-with-dong': {
    ko: '동 {dong}이(가) 있는 구를 함께 적어야 합니다',
    en: 'with dong {dong} goes its district',
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
  'what-was-not-done-required': {
    ko: '일부수용에는 무엇이 안 되었는지 explanation에 적어야 합니다',
    en: 'done in part: explanation says what was not',
  },
  'remedy-required': {
    ko: '법정민원의 추진불가에는 구제절차를 적어야 합니다(민원처리법 제27조제3항)',
    en: 'a refusal of a statutory petition states how to object to it (민원처리법 제27조제3항)',
  },
  'article-required': {
    ko: '처리하지 않고 종결할 때는 근거 조문을 적어야 합니다',
    en: 'ending without handling names the article that allows it',
  },
});

/** A suggestion's phases, in a sentence. */
export const PHASES: Readonly<Record<Phase, Sentence>> = {
  received: { ko: '접수', en: 'received' },
  assigned: { ko: '배정', en: 'assigned' },
  'under-review': { ko: '검토 중', en: 'under review' },
  'in-progress': { ko: '추진 중', en: 'in progress' },
  resolved: { ko: '처리 완료', en: 'resolved' },
  reopened: { ko: '재개', en: 'reopened' },
  withdrawn: { ko: '취하', en: 'withdrawn' },
  transferred: { ko: '이첩', en: 'transferred' },
  merged: { ko: '병합', en: 'merged' },
  split: { ko: '분리', en: 'split' },
};
