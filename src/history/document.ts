import { line } from '../privacy/personal-data.js';
import type { Event } from './event.js';
import { doneBy, precision } from './facts.js';
import { choice, type DataOf, day, nullable, otherwise, text } from './fields.js';
import { matching } from './value-checks.js';

/** 회의록 · 사진 · 회신 · 공문 · 보고 · 명부 · 그 밖. */
export const DOCUMENT_KINDS = ['minutes', 'photograph', 'reply', 'letter', 'report', 'list', 'other'] as const;

/** 공개 · 부분공개 · 비공개. */
export const DOCUMENT_DISCLOSURES = ['open', 'partly-open', 'closed'] as const;

export const documentReferred = {
  documentNumber: nullable(line(100, { about: '문서번호', example: '주민자치과-1234' })),
  title: line(300, { about: '문서 제목', example: '삼송1동 소통 간담회 회의록' }),
  dated: nullable(day({ about: 'The day it bears; null where it bears none', example: '2022-04-12' })),
  datedPrecision: precision(),
  kind: choice(DOCUMENT_KINDS, { about: '회의록 · 사진 · 회신 · 공문 · 보고 · 명부 · 그 밖', example: 'minutes' }),
  digest: nullable(
    text(
      matching(/^[0-9a-f]{64}$/, { ko: 'SHA-256 값(16진수 소문자 64자)', en: 'a SHA-256, 64 digits in lower case' }),
      {
        about: 'SHA-256 of the file, by which it is known again; null where nobody made one',
        example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
    ),
  ),
  keptAt: line(500, {
    about: 'Where it is kept: the system and its place there',
    example: '기록관리시스템 2022/주민자치/14',
  }),
  disclosure: otherwise(choice(DOCUMENT_DISCLOSURES, { about: '공개 · 부분공개 · 비공개' }), 'closed'),
  doneBy,
};

/** What every stream may hold: a document about its thing. The file itself stays where it is kept. */
export type DocumentReferred = Event<'DocumentReferred', DataOf<typeof documentReferred>>;
