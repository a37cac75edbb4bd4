import { rules } from '../recording/rules.js';

/** Why an entry about the city's own rules is refused, or one that names what they do not hold. */
export const broken = rules({
  'policy-set-that-day': {
    ko: '{validFrom}부터의 것은 이미 정해져 있습니다. 그 기록을 정정하십시오',
    en: 'what holds from {validFrom} on is set already; correct that entry',
  },
  'status-without-word': {
    ko: '처리현황 {statuses}에 말이 없습니다. 분리(split)를 뺀 모든 처리현황에 말이 하나씩 있어야 합니다',
    en: 'no word covers {statuses}: every status but split has exactly one',
  },
  'status-with-two-words': {
    ko: '처리현황 {statuses}에 말이 둘 이상입니다. 하나만 남기십시오',
    en: '{statuses} have more than one word: leave one for each',
  },
  'word-twice': {
    ko: '{words}을(를) 두 번 적었습니다. 한 줄로 합치십시오',
    en: '{words} stand twice: put each on one line',
  },
  'word-of-nothing': {
    ko: '{words}은(는) 어느 처리현황의 말도 아닙니다',
    en: '{words} are words of no status',
  },
  'closed-as-completed': {
    ko: '종결(closed)은 완료(completed)와 같은 말로 보일 수 없습니다',
    en: 'closed is never shown as completed: give it another word',
  },
  'condition-of-nothing': {
    ko: '{status}을(를) 나누는 조건에는 목표 시기나 예산이 있어야 합니다',
    en: 'a condition that splits {status} names a target or a budget line',
  },
  'code-twice': {
    ko: '{codes}을(를) 두 번 적었습니다. 한 번씩만 적으십시오',
    en: '{codes} stand twice; name each once',
  },
  'office-hours-in-disorder': {
    ko: '시각은 시작, 쉼 시작, 쉼 끝, 끝의 차례여야 하고, 쉬는 시각은 둘 다 있거나 둘 다 없어야 합니다',
    en: 'times follow in the order from, pauseFrom, pauseTo, to; of a pause both are given, or neither',
  },
  'field-of-work-unknown': {
    ko: '분야 {code}은(는) {day}의 목록에 없습니다. 있는 것: {codes}',
    en: 'no field of work {code} is on the list of {day}; there are {codes}',
  },
  'proposer-kind-unknown': {
    ko: '제안자 구분 {code}은(는) {day}의 목록에 없습니다. 있는 것: {codes}',
    en: 'no kind of proposer {code} is on the list of {day}; there are {codes}',
  },
});
