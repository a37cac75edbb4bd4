import { rules } from '../recording/rules.js';

/** Why an entry about departments is refused, or one that names a department. */
export const broken = rules({
  'department-code-taken': {
    ko: '부서 {code}은(는) 이미 등록되어 있습니다. 그 기록을 정정하십시오',
    en: 'department {code} is established already; correct that entry',
  },
  'department-unknown': {
    ko: '부서 {code}은(는) 등록되어 있지 않습니다. 먼저 등록하십시오',
    en: 'no department {code} is known in this city; establish it first',
  },
  'department-not-valid': {
    ko: '{department}은(는) {day}에 없습니다. 있는 동안: {span}',
    en: '{department} is not there on {day}; it is there {span}',
  },
  'department-of-itself': {
    ko: '부서 {code}은(는) 자기 자신에 속하거나 자기 자신을 이을 수 없습니다',
    en: 'department {code} neither belongs to itself nor follows itself',
  },
  'department-named-twice': {
    ko: '부서 {codes}을(를) 두 번 적었습니다. 한 번씩만 적으십시오',
    en: 'department {codes} is named twice; name each once',
  },
  'department-already-abolished': {
    ko: '{department}은(는) 이미 {validTo}까지로 기록되어 있습니다. 그 기록을 정정하십시오',
    en: '{department} was there until {validTo} already; correct that entry',
  },
  'department-ends-before-start': {
    ko: '{department}은(는) {validTo}보다 뒤인 {validFrom}에 시작합니다',
    en: '{department} begins on {validFrom}, after {validTo}',
  },
  'department-renamed-later': {
    ko: '{department}은(는) {validTo}보다 뒤인 {renamedOn}에 이름이 바뀌었습니다',
    en: '{department} was renamed on {renamedOn}, after {validTo}',
  },
  'department-rename-recorded': {
    ko: '{department}의 {renamedOn} 이름 변경은 이미 기록되어 있습니다. 그 기록을 정정하십시오',
    en: 'that {department} was renamed on {renamedOn} is recorded already; correct that entry',
  },
  'department-renamed-before-start': {
    ko: '{department}의 첫날은 {validFrom}입니다. 이름은 그 뒤의 날에 바뀝니다. 첫 이름이 틀렸으면 그 기록을 정정하십시오',
    en: '{department} begins on {validFrom}: it is renamed on a day after that; correct the entry if its first name is wrong',
  },
  'successor-ends-before': {
    ko: '{successor}은(는) {department}의 마지막 날인 {validTo}보다 오래 있지 않아 그 부서를 이을 수 없습니다',
    en: '{successor} does not outlast {validTo}, the last day of {department}, and cannot follow it',
  },
});

/** Where a department is named after it ended. */
export const gone = rules({
  'department-not-valid': {
    ko: '{department}은(는) {day}에 없습니다. 있는 동안: {span}. 이은 부서: {successors}',
    en: '{department} is not there on {day}; it is there {span}, and {successors} took over',
  },
});
