import { rules } from '../recording/rules.js';

/** Why a pledge item's entry is refused. */
export const broken = rules({
  'pledge-item-registered': {
    ko: '공약사업 {number}(민선{term}기)은(는) 이미 등록되어 있습니다. 그 기록을 정정하십시오',
    en: 'pledge item {number} of term {term} is registered; correct that entry',
  },
  'pledge-item-unknown': {
    ko: '등록되지 않은 공약사업입니다. 먼저 등록하십시오',
    en: 'the pledge item is not registered; register it first',
  },
  'block-code-taken': {
    ko: '구역 {code}은(는) 이미 있습니다. 그 기록을 정정하십시오',
    en: 'block {code} is defined; correct that entry',
  },
  'block-unknown': {
    ko: '구역 {code}이(가) 없습니다. 있는 구역: {known}',
    en: 'no block {code} is defined; there is {known}',
  },
  'round-already-placed': {
    ko: '회차 {round}은(는) 이미 이 보고서에 있습니다. 그 기록을 정정하십시오',
    en: 'round {round} stands on this sheet; correct that entry',
  },
  'round-not-placed': {
    ko: '회차 {round}은(는) 이 보고서에 없습니다. 먼저 배치하십시오',
    en: 'round {round} does not stand on this sheet; place it first',
  },
  'amended-that-day': {
    ko: '{day}부터의 변경이 이미 있습니다. 그 기록을 정정하십시오',
    en: 'what holds from {day} is recorded; correct that entry',
  },
  'standing-of-period': {
    ko: '{period}의 이행 상태가 이미 있습니다. 그 기록을 정정하십시오',
    en: 'the standing of {period} is noted; correct that entry',
  },
  'standing-in-future': {
    ko: '이행 상태의 기간 {period}이(가) 오늘({today})보다 뒤에 시작합니다',
    en: 'the standing is of {period}, which begins after {today}',
  },
  'in-future': {
    ko: '시민참여 기간 {period}이(가) 오늘({today})보다 뒤에 시작합니다',
    en: 'citizens were met in {period}, which begins after {today}',
  },
});
