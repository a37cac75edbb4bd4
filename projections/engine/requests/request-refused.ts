import { asItCame, filled, type Sentence, type ValuesOf } from '../../../src/history/sentence.js';

/** Why a request is not carried out, and what to do. */
const REFUSALS = {
  'no-read-model': { ko: '조회 모델 {name}이(가) 없습니다', en: 'there is no read model {name}' },
  'not-in-this-program': {
    ko: '이 프로그램에는 조회 모델 {name}이(가) 없습니다',
    en: 'this program has no read model {name}',
  },
  'no-read-models': { ko: '이 프로그램에는 조회 모델이 없습니다', en: 'this program has no read model' },
  'no-build': { ko: '빌드 {build}번이 없습니다', en: 'there is no build {build}' },
  'no-build-of': { ko: '{name}의 빌드 {build}번이 없습니다', en: 'there is no build {build} of {name}' },
  'build-does-not-fit': { ko: '빌드 {build}번은 {what} 빌드가 아닙니다', en: 'build {build} is none that {what}' },
  'none-fits': { ko: '{name}에 {what} 빌드가 없습니다', en: '{name} has no build that {what}' },
  'none-of-any-fits': { ko: '{what} 빌드가 없습니다', en: 'no read model has a build that {what}' },
  'stream-with-retry-alone': {
    ko: '스트림은 다시 시도(retry)에만 적습니다. 빼십시오',
    en: 'a stream is for retry alone: leave it out',
  },
  'rebuild-makes-its-own': {
    ko: '다시 만들면 새 빌드가 생깁니다. 빌드 번호를 빼십시오',
    en: 'a rebuild makes a build of its own: leave the build out',
  },
  'all-together': {
    ko: '{why}. 모두 함께 다시 만드십시오. 아니면 두 로그의 것이 섞여 답해집니다',
    en: '{why}: all of them together, or answers would mix two logs',
  },
  'which-to-switch': {
    ko: '어느 조회 모델로, 또는 어느 빌드로 바꿀지 적지 않았습니다',
    en: 'which read model, or which build, is to be switched is not said',
  },
  'which-to-drop': {
    ko: '어느 조회 모델을, 또는 어느 빌드를 지울지 적지 않았습니다',
    en: 'which read model, or which build, is to be dropped is not said',
  },
  'stream-not-held-back': {
    ko: '적은 스트림은 보류되어 있지 않습니다',
    en: 'no stream in quarantine is the one that is named',
  },
} as const;

/** The request cannot be carried out; the sentence says why and what to do. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  constructor(readonly sentence: Sentence) {
    super(sentence.en);
  }
}

export function refused<Code extends keyof typeof REFUSALS>(
  code: Code,
  values: ValuesOf<(typeof REFUSALS)[Code]>,
): RequestRefused {
  return new RequestRefused(filled<Sentence>(REFUSALS[code], values));
}

/** As it was stored; an earlier program stored English alone. */
export function refusalStored(answer: string): Sentence {
  return answer.startsWith('{') ? (JSON.parse(answer) as Sentence) : asItCame(answer);
}
