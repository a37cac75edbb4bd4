import { rules } from '../rules.js';

/** Why a correction or a void is refused. */
export const broken = rules({
  'amendment-not-correctable': {
    ko: '{entry}은(는) 정정할 수 없고 무효로만 할 수 있습니다',
    en: '{entry} can be voided, not corrected',
  },
  'entry-not-standing': { ko: '{entry}은(는) 무효로 처리되어 있습니다', en: '{entry} is voided' },
  'entry-not-voidable': {
    ko: '{entry}은(는) 정정할 수 있으나 따로 무효로 할 수는 없습니다',
    en: '{entry} can be corrected, not voided by itself',
  },
  'recorded-anew': {
    ko: '모두 무효로 한 뒤에 {entry}이(가) 기록되었습니다. 먼저 그것을 무효로 하십시오',
    en: '{entry} was recorded after all was voided: void that first',
  },
  'correction-built-upon': {
    ko: '{entry}이(가) 그 위에 기록되었습니다. 먼저 그것을 무효로 하십시오',
    en: '{entry} builds on it: void that first',
  },
  'entry-unknown': { ko: '이 이력에 기록 {eventId}이(가) 없습니다', en: 'no entry {eventId} is in this history' },
  'entry-type-unknown': {
    ko: '이 판의 프로그램은 {type}을(를) 알지 못합니다',
    en: 'this version of the program does not know {type}',
  },
  'entry-of-later-version': {
    ko: '{entry}은(는) {latest}판이고, 이 판의 프로그램은 {known}판까지 압니다',
    en: '{entry} is of version {latest}; this version of the program knows {known}',
  },
  'changes-nothing': { ko: '바뀌는 것이 없는 정정입니다', en: 'the correction changes nothing' },
  'from-differs': {
    ko: '{path}에는 {from} 대신 {stands}이(가) 있습니다',
    en: '{path} stands at {stands}, not at {from}',
  },
  'path-named-twice': { ko: '같은 경로는 한 번만 적습니다', en: 'each path may be named once' },
  'paths-overlap': {
    ko: '{path}와(과) {inside}이(가) 서로 겹칩니다',
    en: '{path} and {inside} lie in one another',
  },
  'path-not-correctable': {
    ko: '{type}의 {path}은(는) 정정할 수 없습니다. 정정할 수 있는 것: {allowed}',
    en: '{path} of {type} cannot be corrected; what can: {allowed}',
  },
  'path-not-there': { ko: '{entry}에는 {path}이(가) 없습니다', en: '{path} is not there in {entry}' },
  'value-not-allowed': { ko: '{path} {misfits} (보낸 값 {to})', en: '{path} {misfits}, not {to}' },
  'changes-together': {
    ko: '{group}은(는) 함께 바꿉니다. 빠진 것: {missing}',
    en: '{group} change together; {missing} is missing',
  },
});

/** The same rules, where what would come of it breaks them. */
export const brokenThen = rules({
  'from-differs': {
    ko: '{entry}이(가) {path}에서 {from} 대신 {stands}을(를) 보게 됩니다. 먼저 그것을 무효로 하십시오',
    en: '{entry} would find {path} at {stands}, not at {from}: void that first',
  },
  'value-not-allowed': { ko: '{path} {problem}', en: '{path} {problem}' },
});
