import { type Contracts, contract } from '../../history/contract.js';
import type { Event } from '../../history/event.js';
import { doneBy, precision } from '../../history/facts.js';
import {
  choice,
  type DataOf,
  day,
  fixed,
  flag,
  list,
  nullable,
  object,
  otherwise,
  text,
  uuid,
  wholeNumber,
} from '../../history/fields.js';
import { matching } from '../../history/value-checks.js';
import { aDistrictCode, aDongCode } from '../../jurisdiction/jurisdiction.events.js';
import { aListCode } from '../../policies/list-code.js';
import { line, words } from '../../privacy/personal-data.js';

/** Handed in before the meeting (사전), raised there (현장 추가), or come in otherwise. */
export const CHANNELS = ['pre-submitted', 'on-site', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 주민자치위원, 통장, 주민: what stands where the city has set no kinds of its own. */
export const PROPOSER_KINDS = ['committee-member', 'tongjang', 'resident'] as const;

export const FORMS = ['oral', 'written'] as const;
export type Form = (typeof FORMS)[number];

/** The statutory kinds (민원처리법 제2조제1호); 법정민원 has periods of its own law and is recorded without one. */
export const STATUTORY_KINDS = ['suggestion', 'question-on-law', 'question', 'grievance', 'other', 'none'] as const;
export type StatutoryKind = (typeof STATUTORY_KINDS)[number];

/** What is asked for. */
const content = {
  title: nullable(line(200, { about: '건의명', example: '버스 정류장 그늘막 설치' })),
  text: words(10_000, {
    about: 'What is asked for, verbatim and without personal data',
    example: '버스 정류장에 그늘막을 설치해 주세요',
  }),
  place: nullable(line(300, { about: '위치, without a person’s address', example: '삼송역 8번 출구 앞' })),
  placeDong: nullable(text(aDongCode, { about: 'The dong that the place is in' })),
  fieldOfWork: nullable(
    text(line(100).check, { about: '분야: a code of the city’s list, where there is one', example: '교통' }),
  ),
};

export const received = {
  roundId: uuid(),
  meetingId: nullable(uuid({ about: 'Null where it was handed in apart from any meeting' })),
  channel: choice(CHANNELS, { about: '사전 · 현장 추가 · 그 밖', example: 'pre-submitted' }),
  form: nullable(choice(FORMS, { about: 'Raised orally or in writing; null where it is not known' })),
  dong: nullable(text(aDongCode, { about: 'Null where it is of no dong (구 없음)', example: '4128157600' })),
  district: nullable(text(aDistrictCode)),
  raisedOn: day({ about: 'The day it counts from: that of its meeting, which may lie ahead', example: '2022-04-12' }),
  raisedOnPrecision: precision(),
  acceptedOn: nullable(day({ about: 'The day the city had it, from which deadlines run; null where not known' })),
  acceptedOnPrecision: precision(),
  acceptedAt: nullable(
    text(matching(/^([01]\d|2[0-3]):[0-5]\d$/, { ko: 'HH:MM 시각', en: 'a time, HH:MM' }), {
      about: 'The hour of receipt, for what is counted in hours',
      example: '14:30',
    }),
  ),
  outsidePeriodReason: nullable(words(2_000, { about: "Why it counts though raised outside the round's period" })),
  afterClosureReason: nullable(words(2_000, { about: 'Why it is recorded after its round was closed' })),
  proposerKind: nullable(
    text(aListCode, { about: '주민자치위원 · 통장 · 주민, or of the city’s list', example: 'resident' }),
  ),
  proposerOrganisation: nullable(
    line(200, { about: 'An organisation, never a person', example: '행신3동 통장협의회' }),
  ),
  proposerCount: nullable(wholeNumber(1, 1_000_000, { about: 'How many asked for it together' })),
  /** Where the proposer's person is sealed; nothing is sealed yet. */
  proposerSealed: fixed(nullable(uuid())),
  ...content,
  orderInMeeting: nullable(wholeNumber(1, 10_000, { about: 'Its number in the meeting', example: 3 })),
  sourcePage: nullable(line(100, { about: 'Page or row of the paper it was copied from', example: '12쪽 3행' })),
  replyWanted: nullable(flag({ about: '회신 희망; null where nobody asked' })),
  disclosure: otherwise(choice(['open', 'closed'], { about: '공개 여부' }), 'closed'),
  splitFrom: fixed(nullable(uuid({ about: 'The suggestion that it is a part of' }))),
  repeats: nullable(uuid({ about: 'The same matter raised before; both count' })),
  doneBy,
};

/** One utterance asks for no more things than this. */
export const MOST_PARTS = 20;

/** A part of a suggestion that asks for several things, as it is received; who splits says what each asks for. */
export const part = object(content);

export const split = {
  splitOn: day({ example: '2022-04-14' }),
  splitOnPrecision: precision(),
  /** Each is received under its id and is corrected there. */
  parts: fixed(list(object({ suggestionId: uuid(), ...content }), MOST_PARTS, { min: 2 })),
  why: nullable(words(2_000)),
  doneBy,
};

export const related = {
  to: uuid({ about: 'The other suggestion' }),
  how: choice(['repeats', 'related'], { about: '반복 · 관련' }),
  relatedOn: day({ example: '2022-05-02' }),
  relatedOnPrecision: precision(),
  why: nullable(words(2_000)),
  doneBy,
};

export const classified = {
  kind: choice(STATUTORY_KINDS, {
    about: '건의 · 법령 질의 · 질의 · 고충 · 기타 · 민원 아님',
    example: 'suggestion',
  }),
  classifiedOn: day({ example: '2022-04-13' }),
  classifiedOnPrecision: precision(),
  article: nullable(line(200, { example: '민원처리법 제2조제1호가목4)' })),
  why: nullable(words(2_000)),
  doneBy,
};

/** What was asked for. These names and shapes are the storage format: add, never change. */
export type ReceiptEvent =
  | Event<'SuggestionReceived', DataOf<typeof received>>
  | Event<'SuggestionSplit', DataOf<typeof split>>
  | Event<'SuggestionRelated', DataOf<typeof related>>
  | Event<'SuggestionClassified', DataOf<typeof classified>>;

/** What version 1 could not say. */
const SAID_SINCE_VERSION_1 = {
  form: null,
  raisedOnPrecision: 'day',
  acceptedOnPrecision: 'day',
  acceptedAt: null,
  afterClosureReason: null,
  proposerOrganisation: null,
  proposerCount: null,
  proposerSealed: null,
  title: null,
  place: null,
  placeDong: null,
  orderInMeeting: null,
  sourcePage: null,
  replyWanted: null,
  disclosure: 'closed',
  splitFrom: null,
  repeats: null,
  doneBy: null,
};

export const receiptContracts: Contracts<ReceiptEvent> = {
  SuggestionReceived: contract(received, {
    version: 2,
    begins: true,
    upcasters: {
      1: (data) => {
        const { category, ...rest } = data as { category: string | null };
        return { ...rest, ...SAID_SINCE_VERSION_1, fieldOfWork: category };
      },
    },
    together: [['/dong', '/district']],
  }),
  SuggestionSplit: contract(split, { day: 'splitOn' }),
  SuggestionRelated: contract(related, { day: 'relatedOn' }),
  SuggestionClassified: contract(classified, { day: 'classifiedOn' }),
};
