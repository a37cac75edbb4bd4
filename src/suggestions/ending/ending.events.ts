import { type Contracts, contract } from '../../history/contract.js';
import type { Event } from '../../history/event.js';
import { choice, type DataOf, day, nullable } from '../../history/fields.js';
import { line, words } from '../../privacy/personal-data.js';

/** Done (완료), refused (추진불가), or ended without handling where an article allows it (종결). */
export const OUTCOMES = ['completed', 'infeasible', 'closed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const resolved = {
  outcome: choice(OUTCOMES, { about: '완료 · 추진불가 · 종결', example: 'completed' }),
  resolvedOn: day({ example: '2022-04-20' }),
  explanation: nullable(
    words(10_000, { about: 'What was done, or why not (required for infeasible)', example: '그늘막 1개소 설치' }),
  ),
  remedy: nullable(
    words(2_000, {
      about: 'How to object (required for infeasible, 민원처리법 제27조제3항)',
      example: '60일 이내 이의신청 가능',
    }),
  ),
  article: nullable(
    line(200, { about: 'The article that allows closing it (required for closed)', example: '민원처리법 제23조' }),
  ),
};

export const reopened = {
  reopenedOn: day({ example: '2022-05-02' }),
  why: words(2_000, { example: '설치 위치가 건의와 다름' }),
};

export const withdrawn = {
  withdrawnOn: day({ example: '2022-04-20' }),
  why: nullable(words(2_000, { about: 'As the proposer said it', example: '다른 경로로 해결됨' })),
};

/** How the handling of a suggestion ends, and begins again. These names and shapes are the storage format: add, never change. */
export type EndingEvent =
  | Event<'SuggestionResolved', DataOf<typeof resolved>>
  | Event<'SuggestionReopened', DataOf<typeof reopened>>
  | Event<'SuggestionWithdrawn', DataOf<typeof withdrawn>>;

export const endingContracts: Contracts<EndingEvent> = {
  SuggestionResolved: contract(resolved, { together: [['/outcome', '/explanation', '/remedy', '/article']] }),
  SuggestionReopened: contract(reopened),
  SuggestionWithdrawn: contract(withdrawn),
};
