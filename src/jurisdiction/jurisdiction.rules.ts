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
  'district-not-valid': {
    ko: '{district}은(는) {day}에 없습니다. 있는 동안: {span}',
    en: '{district} is not there on {day}; it is there {span}',
  },
  'dong-before-its-district': {
    ko: '동 {code}의 구 {district}은(는) {validFrom}에 시작합니다. 동은 그 전부터 있을 수 없습니다',
    en: '{district}, the district of dong {code}, begins on {validFrom}: the dong is not there before it',
  },
  'district-has-dongs': {
    ko: '{district}에 {validTo} 뒤에도 있는 동이 있습니다: {dongs}. 동을 먼저 폐지하십시오(코드가 바뀌면 폐지하고 새 동이 잇습니다)',
    en: '{district} has dongs that are there after {validTo}: {dongs}. Abolish them first; one whose code changes is abolished and followed by a new one',
  },
  'dong-code-taken': {
    ko: '동 {code}은(는) 이미 등록되어 있습니다. 그 기록을 정정하십시오',
    en: 'dong {code} is established already; correct that entry',
  },
  'dong-already-abolished': {
    ko: '{dong}은(는) 이미 {validTo}까지로 기록되어 있습니다. 그 기록을 정정하십시오',
    en: '{dong} was there until {validTo} already; correct that entry',
  },
  'district-already-abolished': {
    ko: '{district}은(는) 이미 {validTo}까지로 기록되어 있습니다. 그 기록을 정정하십시오',
    en: '{district} was there until {validTo} already; correct that entry',
  },
  'dong-ends-before-start': {
    ko: '{dong}은(는) {validTo}보다 뒤인 {validFrom}에 시작합니다',
    en: '{dong} begins on {validFrom}, after {validTo}',
  },
  'district-ends-before-start': {
    ko: '{district}은(는) {validTo}보다 뒤인 {validFrom}에 시작합니다',
    en: '{district} begins on {validFrom}, after {validTo}',
  },
  'dong-changed-later': {
    ko: '{dong}의 경계가 {validTo}보다 뒤인 {changedOn}에 바뀌었습니다',
    en: 'the boundary of {dong} changed on {changedOn}, after {validTo}',
  },
  'boundary-change-recorded': {
    ko: '{dong}의 {changedOn} 경계 변경은 이미 기록되어 있습니다. 그 기록을 정정하십시오',
    en: 'that the boundary of {dong} changed on {changedOn} is recorded already; correct that entry',
  },
  'renamed-later': {
    ko: '{place}은(는) {validTo}보다 뒤인 {renamedOn}에 이름이 바뀌었습니다',
    en: '{place} was renamed on {renamedOn}, after {validTo}',
  },
  'rename-recorded': {
    ko: '{place}의 {renamedOn} 이름 변경은 이미 기록되어 있습니다. 그 기록을 정정하십시오',
    en: 'that {place} was renamed on {renamedOn} is recorded already; correct that entry',
  },
  'renamed-at-start': {
    ko: '{place}의 첫날은 {renamedOn}입니다. 이름은 그 뒤의 날에 바뀝니다. 첫 이름이 틀렸으면 그 기록을 정정하십시오',
    en: '{place} begins on {renamedOn}: it is renamed on a day after that; correct the entry if its first name is wrong',
  },
  'place-of-itself': {
    ko: '{code}은(는) 자기 자신에서 나오거나 자기 자신이 이을 수 없습니다',
    en: '{code} neither comes of itself nor follows itself',
  },
  'place-named-twice': {
    ko: '{codes}을(를) 두 번 적었습니다. 한 번씩만 적으십시오',
    en: 'named twice: {codes}; name each once',
  },
  'successor-ends-before': {
    ko: '{successor}은(는) {place}의 마지막 날인 {validTo}보다 오래 있지 않아 이을 수 없습니다',
    en: '{successor} does not outlast {validTo}, the last day of {place}, and cannot follow it',
  },
  'code-of-other-city': {
    ko: '{code}은(는) 이 시({city})의 행정구역 코드가 아닙니다. 이 시의 코드는 {beginnings}(으)로 시작합니다',
    en: '{code} is no administrative code of this city ({city}): those begin with {beginnings}',
  },
  'dong-code-of-other-district': {
    ko: '동 코드 {code}은(는) 구 코드 {district}(으)로 시작하지 않습니다',
    en: 'the code of dong {code} does not begin with that of its district, {district}',
  },
});
