import { rules } from '../recording/rules.js';

/** Why a round's entry, or one that needs its round, is refused. */
export const broken = rules({
  'round-unknown': {
    ko: '회차 {round}이(가) 없습니다(개설된 적이 없거나 무효로 처리됨). 있는 회차는 GET /v1/rounds에서 볼 수 있습니다',
    en: 'no round {round} stands: it was never opened, or is voided; GET /v1/rounds lists those that stand',
  },
  'round-is-carried': {
    ko: '회차 {round}은(는) 기존 발표 실적(집계)만 있는 회차입니다. 세부 내역으로 대체하기 전에는 간담회와 건의사항을 받지 않습니다',
    en: 'round {round} is carried: its figures are known as totals only, until they are superseded',
  },
  'round-is-live': {
    ko: '회차 {round}의 실적은 간담회와 건의사항에서 나옵니다. 집계를 따로 기록하지 않습니다',
    en: 'round {round} is live: its figures come of its meetings and suggestions',
  },
  'round-code-taken': {
    ko: '회차 {round}은(는) 이미 개설되어 있습니다. 그 기록을 정정하십시오',
    en: 'round {round} is open already; correct that entry',
  },
  'after-closure-reason-required': {
    ko: '회차 {round}은(는) {closedOn}에 마감되었습니다. 늦게 기록하는 사유(afterClosureReason)를 적으십시오',
    en: 'round {round} was closed on {closedOn}; say why this comes after it (afterClosureReason)',
  },
  'round-not-closed': {
    ko: '회차 {round}은(는) 마감되지 않았습니다. 늦게 기록하는 사유(afterClosureReason)를 빼십시오',
    en: 'round {round} is not closed; leave out why this comes after its closure (afterClosureReason)',
  },
  'round-already-closed': {
    ko: '회차 {round}은(는) {closedOn}에 마감되었습니다',
    en: 'round {round} was closed on {closedOn}',
  },
  'closed-before-start': {
    ko: '마감일 {closedOn}이(가) 간담회 시작({period})보다 이릅니다',
    en: 'closed on {closedOn}, before its meetings begin ({period})',
  },
  'nothing-carried': {
    ko: '회차 {round}에는 대체할 기존 발표 실적(집계)이 없습니다',
    en: 'round {round} has no carried totals to supersede',
  },
  'carried-totals-recorded': {
    ko: '회차 {round}의 기존 발표 실적(집계)은 이미 기록되어 있습니다. 그 기록을 정정하십시오',
    en: 'round {round} has its carried totals; correct that entry',
  },
  'carried-totals-empty': {
    ko: '기존 발표 실적(집계)에는 구가 하나 이상 있거나 시 전체의 수치가 있어야 합니다',
    en: 'carried totals name at least one district, or the figures of the whole city',
  },
  'suggestions-without-dongs': {
    ko: '{where}에 건의사항은 {suggestions}건인데 추진 동은 0입니다. 추진 동을 모르면 null로 보내십시오',
    en: '{where} has 0 dongs but suggestions ({suggestions}); a number of dongs that is not known is null',
  },
  'district-not-in-round': {
    ko: '{districts}은(는) 회차의 기간({first}부터 {last}까지) 중 어느 날에도 없습니다. 그 기간에 있던 구: {there}. 구나 회차의 기간을 정정하십시오. 둘 다 틀렸으면 집계를 무효로 하고 다시 기록하십시오',
    en: "{districts} stood on no day of the round's periods, {first} to {last}; these did: {there}. Correct the districts or the periods; where both are wrong, void the totals and record them again",
  },
  'carried-period-not-over': {
    ko: '기존 발표 실적(집계)은 끝난 회차의 것입니다. 이 회차의 기간은 {period}입니다',
    en: 'carried totals are of a past round; its period is {period}',
  },
});
