import { type Contracts, contract } from '../../history/contract.js';
import type { Event } from '../../history/event.js';
import { doneBy, precision } from '../../history/facts.js';
import { choice, type DataOf, day, nullable, uuid } from '../../history/fields.js';
import { line, words } from '../../privacy/personal-data.js';
import { spent } from '../budget.js';

/** 완료 · 일부수용 · 답변 종결 · 추진불가 · 종결. */
export const OUTCOMES = ['completed', 'partly-completed', 'answered', 'infeasible', 'closed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why it is refused: 예산 · 법령 · 토지 · 타기관 소관 · 기술 · 효과 부족 · 민원 상충 · 기타. */
export const REASON_CODES = [
  'budget',
  'law',
  'land',
  'other-agency',
  'technical',
  'low-effect',
  'conflict',
  'other',
] as const;

export const resolved = {
  outcome: choice(OUTCOMES, { about: '완료 · 일부수용 · 답변 종결 · 추진불가 · 종결', example: 'completed' }),
  resolvedOn: day({ example: '2022-04-20' }),
  resolvedOnPrecision: precision(),
  reasonCode: nullable(choice(REASON_CODES, { about: 'Why it is refused' })),
  explanation: nullable(
    words(10_000, {
      about: 'What was done, what of it was not (일부수용), or why not (추진불가)',
      example: '그늘막 1개소 설치',
    }),
  ),
  alternative: nullable(words(2_000, { about: 'What is done instead, where it is refused' })),
  remedy: nullable(
    words(2_000, {
      about: 'How to object; required for a refusal of a statutory petition (민원처리법 제27조제3항)',
      example: '60일 이내 이의신청 가능',
    }),
  ),
  article: nullable(
    line(200, { about: 'The article that allows closing it (required for closed)', example: '민원처리법 제23조' }),
  ),
  spent,
  confirmedBy: nullable(line(50, { about: 'Position of who confirmed it; never a name', example: '교통시설과장' })),
  reviewOn: nullable(day({ about: 'When a refusal is looked at again' })),
  doneBy,
};

export const reopened = {
  reopenedOn: day({ example: '2022-05-02' }),
  reopenedOnPrecision: precision(),
  why: words(2_000, { example: '설치 위치가 건의와 다름' }),
  doneBy,
};

export const withdrawn = {
  withdrawnOn: day({ example: '2022-04-20' }),
  withdrawnOnPrecision: precision(),
  why: nullable(words(2_000, { about: 'As the proposer said it', example: '다른 경로로 해결됨' })),
  doneBy,
};

export const transferred = {
  transferredOn: day({ example: '2022-04-15' }),
  transferredOnPrecision: precision(),
  agency: line(200, { about: 'The agency that has it now', example: '한국도로공사' }),
  reason: nullable(words(2_000, { about: 'Why it is theirs', example: '고속도로 방음벽은 한국도로공사 소관' })),
  doneBy,
};

export const transferAnswered = {
  answeredOn: day({ example: '2022-05-10' }),
  answeredOnPrecision: precision(),
  agency: line(200, { example: '한국도로공사' }),
  answer: words(10_000, { example: '2023년 설치 예정으로 회신' }),
  doneBy,
};

export const transferReturned = {
  returnedOn: day({ example: '2022-04-25' }),
  returnedOnPrecision: precision(),
  why: nullable(words(2_000, { example: '시 소관으로 반려' })),
  doneBy,
};

export const merged = {
  into: uuid({ about: 'The suggestion with which it is handled' }),
  mergedOn: day({ example: '2022-04-16' }),
  mergedOnPrecision: precision(),
  why: nullable(words(2_000)),
  doneBy,
};

/** How the handling of a suggestion ends, and begins again. These names and shapes are the storage format: add, never change. */
export type EndingEvent =
  | Event<'SuggestionResolved', DataOf<typeof resolved>>
  | Event<'SuggestionReopened', DataOf<typeof reopened>>
  | Event<'SuggestionWithdrawn', DataOf<typeof withdrawn>>
  | Event<'SuggestionTransferred', DataOf<typeof transferred>>
  | Event<'TransferAnswered', DataOf<typeof transferAnswered>>
  | Event<'TransferReturned', DataOf<typeof transferReturned>>
  | Event<'SuggestionMerged', DataOf<typeof merged>>;

export const endingContracts: Contracts<EndingEvent> = {
  SuggestionResolved: contract(resolved, {
    version: 2,
    day: 'resolvedOn',
    upcasters: {
      1: (data) => ({
        ...data,
        resolvedOnPrecision: 'day',
        reasonCode: null,
        alternative: null,
        spent: null,
        confirmedBy: null,
        reviewOn: null,
        doneBy: null,
      }),
    },
    together: [['/outcome', '/explanation', '/remedy', '/article']],
  }),
  SuggestionReopened: contract(reopened, {
    version: 2,
    day: 'reopenedOn',
    upcasters: { 1: (data) => ({ ...data, reopenedOnPrecision: 'day', doneBy: null }) },
  }),
  SuggestionWithdrawn: contract(withdrawn, {
    version: 2,
    day: 'withdrawnOn',
    upcasters: { 1: (data) => ({ ...data, withdrawnOnPrecision: 'day', doneBy: null }) },
  }),
  SuggestionTransferred: contract(transferred, { day: 'transferredOn' }),
  TransferAnswered: contract(transferAnswered, { day: 'answeredOn' }),
  TransferReturned: contract(transferReturned, { day: 'returnedOn' }),
  SuggestionMerged: contract(merged, { day: 'mergedOn' }),
};
