import { rules } from '../recording/rules.js';

/** Where a dong is looked for that the city does not have on any day. */
export const nowhere = rules({
  'dong-not-valid': {
    ko: '동 {code}은(는) 이 시의 동으로 등록되어 있지 않습니다',
    en: 'no dong {code} is known in this city',
  },
});

/** Why an entry about districts and dongs is refused. */
export const broken = rules({
  'dong-not-valid': {
    ko: '{dong}은(는) {day}에 없습니다. 있는 동안: {span}',
    en: '{dong} is not there on {day}; it is there {span}',
  },
  'dong-unknown': {
    ko: '동 {code}은(는) 이 시의 동으로 등록되어 있지 않습니다. 먼저 등록하십시오',
    en: 'no dong {code} is known in this city; establish it first',
  },
  'dong-not-in-district': {
    ko: '{dong}은(는) 구 {district}에 속합니다. {named}이(가) 아닙니다',
    en: '{dong} is in district {district}, not in {named}',
  },
  'district-code-taken': {
    ko: '구 {code}은(는) 이미 등록되어 있습니다. 그 기록을 정정하십시오',
    en: 'district {code} is registered already; correct that entry',
  },
  'district-unknown': {
    ko: '구 {codes}이(가) 등록되어 있지 않습니다. 먼저 등록하십시오',
    en: 'no district {codes} is registered; register it first',
  },
  'dong-code-taken': {
    ko: '동 {code}은(는) 이미 등록되어 있습니다. 그 기록을 정정하십시오',
    en: 'dong {code} is established already; correct that entry',
  },
  'dong-already-abolished': {
    ko: '{dong}은(는) 이미 {validTo}까지로 기록되어 있습니다. 그 기록을 정정하십시오',
    en: '{dong} was there until {validTo} already; correct that entry',
  },
  'dong-ends-before-start': {
    ko: '{dong}은(는) {validTo}보다 뒤인 {validFrom}에 시작합니다',
    en: '{dong} begins on {validFrom}, after {validTo}',
  },
  'dong-changed-later': {
    ko: '{dong}의 경계가 {validTo}보다 뒤인 {changedOn}에 바뀌었습니다',
    en: 'the boundary of {dong} changed on {changedOn}, after {validTo}',
  },
  'boundary-change-recorded': {
    ko: '{dong}의 {changedOn} 경계 변경은 이미 기록되어 있습니다. 그 기록을 정정하십시오',
    en: 'that the boundary of {dong} changed on {changedOn} is recorded already; correct that entry',
  },
});
