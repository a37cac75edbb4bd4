import type { Locale } from '../history/sentence.js';

/** What a problem of each type is called in Korean; in English its code says it. Rules of the domain share one title. */
const KOREAN = {
  'bad-request': '잘못된 요청',
  'concurrent-change': '동시에 바뀜',
  'event-store-away': '이벤트 저장소에 닿지 않음',
  'event-store-not-permitted': '이벤트 저장소 접속이 허락되지 않음',
  'event-store-not-writable': '이벤트 저장소에 쓸 수 없음',
  'idempotency-key-reused': '이미 쓴 Idempotency-Key',
  'invalid-header': '잘못된 머리글',
  'invalid-input': '잘못된 입력',
  'log-damaged': '손상된 이벤트 기록',
  'log-gone': '이벤트 기록 파일이 사라지거나 바뀜',
  'malformed-json': 'JSON이 아닌 본문',
  'malformed-request': 'HTTP가 아닌 요청',
  'method-not-allowed': '허용되지 않는 메서드',
  'misdirected-request': '이 서버의 이름이 아님',
  'no-records-before': '그때까지의 기록이 없음',
  'not-a-log': '이벤트 기록이 아닌 파일',
  'not-acceptable': '그 형식으로는 드릴 수 없음',
  'not-found': '찾을 수 없음',
  'not-permitted': '허락되지 않음',
  'not-ready': '준비되지 않음',
  'not-signed-in': '로그인하지 않음',
  'not-yet-visible': '아직 반영되지 않음',
  'outcome-unknown': '기록 여부를 알 수 없음',
  'read-model-not-served': '조회 모델을 읽을 수 없음',
  'read-models-away': '조회 데이터베이스에 닿지 않음',
  'read-models-busy': '조회 데이터베이스가 바쁨',
  'read-models-damaged': '조회 데이터베이스가 손상됨',
  'request-header-fields-too-large': '너무 큰 머리글',
  'request-timeout': '시간을 넘긴 요청',
  'revision-mismatch': '개정 번호가 다름',
  'shutting-down': '멈추는 중',
  'stream-closed': '닫힌 스트림',
  'too-large': '너무 큼',
  'too-many-tries': '너무 잦은 시도',
  unexpected: '예상하지 못한 오류',
  'unsupported-charset': '받지 않는 문자 집합',
  'unsupported-content-encoding': '받지 않는 Content-Encoding',
  'unsupported-content-type': '받지 않는 Content-Type',
  'uri-too-long': '너무 긴 주소',
  voided: '무효로 처리됨',
  'wrong-log': '다른 이벤트 기록',
} as const;

/** The types that are no rule of the domain. */
export type ProblemType = keyof typeof KOREAN;

const OF_A_RULE = '규칙에 맞지 않음';

/** The same for every problem of a type, in words. */
export function titleOf(type: string, locale: Locale): string {
  if (locale === 'ko') return (KOREAN as Readonly<Record<string, string>>)[type] ?? OF_A_RULE;
  const words = type.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
