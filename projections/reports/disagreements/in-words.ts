import { filled, type Sentence, type ValuesOf } from '../../../src/history/sentence.js';
import type { Disagreement } from './disagreement.js';

const WORDS = {
  'meeting-voided': { ko: '간담회가 무효로 처리되었습니다', en: 'its meeting is voided' },
  'meeting-cancelled': { ko: '간담회가 취소되었습니다', en: 'its meeting was cancelled' },
  'meeting-on-other-day': {
    ko: '건의일은 {day}이고 간담회는 {other}입니다',
    en: 'raised on {day}, its meeting is on {other}',
  },
  'meeting-in-other-dong': {
    ko: '동은 {dong}이고 간담회의 동은 {others}입니다',
    en: 'in dong {dong}, its meeting is in {others}',
  },
  'meeting-of-other-round': {
    ko: '회차는 {round}이고 간담회의 회차는 {other}입니다',
    en: 'of round {round}, its meeting is of {other}',
  },
  'round-voided': { ko: '회차가 무효로 처리되었습니다', en: 'its round is voided' },
  'round-on-sheet-voided': {
    ko: '보고서에 실린 회차가 무효로 처리되었습니다',
    en: 'a round that stands on its sheet is voided',
  },
  'round-is-carried': {
    ko: '회차 {round}은(는) 기존 발표 실적(집계)만 있는 회차입니다',
    en: 'its round {round} is carried',
  },
  'outside-period': {
    ko: '{day}은(는) 회차의 기간({period}) 밖입니다',
    en: "on {day}, outside its round's ({period})",
  },
  'after-closure': {
    ko: '{day}은(는) 회차가 마감된 {closedOn} 뒤입니다',
    en: 'on {day}, its round was closed on {closedOn}',
  },
  'dong-not-valid': { ko: '동 {dong}은(는) {day}에 없습니다', en: 'dong {dong} is not there on {day}' },
  'dong-in-other-district': {
    ko: '구 {district}에 세었으나 {dong}은(는) 구 {other}에 있습니다',
    en: 'counted in district {district}, dong {dong} is in {other}',
  },
  'department-unknown': {
    ko: '부서 {department}이(가) 등록되어 있지 않습니다',
    en: 'no department {department} is recorded',
  },
  'department-from': { ko: '부서는 {day}부터 있습니다', en: 'its department is there from {day} on' },
  'department-until': { ko: '부서는 {day}까지 있었습니다', en: 'its department was there until {day}' },
} as const;

/** What a disagreement of a kind is, whatever the records. */
const SHORT: Readonly<Record<Disagreement['code'], Sentence>> = {
  'meeting-voided': { ko: '간담회가 무효 처리됨', en: 'the meeting is voided' },
  'meeting-cancelled': { ko: '간담회가 취소됨', en: 'the meeting was cancelled' },
  'meeting-on-other-day': { ko: '건의일이 간담회 날짜와 다름', en: 'raised on another day than the meeting’s' },
  'meeting-in-other-dong': { ko: '동이 간담회의 동과 다름', en: 'in another dong than the meeting’s' },
  'meeting-of-other-round': { ko: '회차가 간담회의 회차와 다름', en: 'of another round than the meeting’s' },
  'round-voided': { ko: '회차가 무효 처리됨', en: 'the round is voided' },
  'round-is-carried': { ko: '기존 발표 실적(집계)만 있는 회차', en: 'the round is carried' },
  'outside-period': { ko: '회차의 기간 밖', en: 'outside the round’s period' },
  'after-closure': { ko: '회차가 마감된 뒤', en: 'after the round was closed' },
  'dong-not-valid': { ko: '그날 없는 동', en: 'in a dong that is not there on the day' },
  'dong-in-other-district': { ko: '동이 다른 구에 있음', en: 'in a dong of another district' },
  'department-unknown': { ko: '등록되지 않은 부서', en: 'with a department that is not recorded' },
  'department-not-valid': { ko: '그날 없는 부서', en: 'with a department that is not there on the day' },
  'part-not-received': { ko: '접수하지 못한 나눈 건의', en: 'a part that is not received' },
  'not-taken-along': { ko: '간담회의 변경을 따라가지 못함', en: 'could not be taken along with its meeting' },
};

export function inShort(code: Disagreement['code']): Sentence {
  return SHORT[code];
}

export type About = Pick<Disagreement, 'about' | 'id' | 'with' | 'withId'>;

/** A disagreement, told in both languages; `how` where its code alone does not say it. */
export function disagrees<How extends keyof typeof WORDS>(
  about: About,
  how: How,
  values: ValuesOf<(typeof WORDS)[How]>,
  code: Disagreement['code'] = how as Disagreement['code'],
): Disagreement {
  const inWords = filled<Sentence>(WORDS[how], values);
  return { ...about, code, detail: inWords.en, inWords };
}
