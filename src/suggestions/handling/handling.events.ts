import { type Contracts, contract } from '../../history/contract.js';
import type { Event } from '../../history/event.js';
import { account, doneBy, precision } from '../../history/facts.js';
import {
  choice,
  type DataOf,
  day,
  flag,
  list,
  nullable,
  object,
  otherwise,
  text,
  wholeNumber,
} from '../../history/fields.js';
import { matching } from '../../history/value-checks.js';
import { department } from '../../organisation/organisation.events.js';
import { line, words } from '../../privacy/personal-data.js';
import { budgetLines, spent, target } from '../budget.js';
import { REPORTABLE_STATUSES } from '../handling-status.js';

const position = line(50, { about: 'Position, such as 시장; never a name', example: '시장' });

export const answeredAtMeeting = {
  answeredOn: day({ example: '2022-04-12' }),
  answeredOnPrecision: precision(),
  position,
  words: words(10_000, { example: '현장을 확인하고 검토하겠음' }),
  final: otherwise(flag({ about: 'The answer settled it: only then is it the resolution (답변 종결)' }), false),
  doneBy,
};

/** A department that helps, with the day its opinion is due. */
const supporting = object({ department, dueOn: nullable(day({ about: '협조 회신기한' })) });

export const assigned = {
  department: { ...department, about: 'Code of the lead department (주관부서)' },
  team: nullable(line(50, { about: '팀', example: '시설팀' })),
  officer: nullable(account()),
  supporting: otherwise(list(supporting, 20, { about: '협조부서' }), []),
  assignedOn: day({ example: '2022-04-13' }),
  assignedOnPrecision: precision(),
  departmentHadItOn: nullable(day({ about: 'The day the department had it; null: the day it was assigned' })),
  doneBy,
};

export const declined = {
  department,
  declinedOn: day({ example: '2022-04-14' }),
  declinedOnPrecision: precision(),
  why: words(2_000, { example: '소관 업무가 아님(도로관리과 소관)' }),
  suggests: nullable({ ...department, about: 'Whose matter it is instead' }),
  doneBy,
};

export const opinionGiven = {
  department: { ...department, about: 'Code of the supporting department (협조부서)' },
  givenOn: day({ example: '2022-04-18' }),
  givenOnPrecision: precision(),
  opinion: words(10_000, { example: '설치에 이견 없음' }),
  doneBy,
};

export const reviewStarted = { startedOn: day({ example: '2022-04-15' }), startedOnPrecision: precision(), doneBy };

export const siteInspected = {
  inspectedOn: day({ example: '2022-04-18' }),
  inspectedOnPrecision: precision(),
  findings: nullable(words(10_000, { example: '보도 폭 2.5m, 설치 가능' })),
  doneBy,
};

export const planned = {
  plannedOn: day({ example: '2022-04-20' }),
  plannedOnPrecision: precision(),
  decision: choice(['decided', 'under-review', 'referred'], {
    about: '추진예정 · 장기검토 · 상급기관 건의·협의 중',
    example: 'decided',
  }),
  referredTo: nullable(line(200, { about: 'The body that was asked, where it is referred', example: '경기도' })),
  plan: nullable(words(10_000, { about: '향후계획', example: '2023년 본예산에 반영하여 설치' })),
  target,
  budgetLines,
  reviewOn: nullable(day({ about: 'When it is looked at again' })),
  doneBy,
};

export const standingReported = {
  asOf: day({ about: 'The day of which it is reported', example: '2022-06-30' }),
  asOfPrecision: precision(),
  status: nullable(
    choice(REPORTABLE_STATUSES, { about: '처리구분; null where nothing changed (변동 없음)', example: 'in-progress' }),
  ),
  done: nullable(words(10_000, { about: '추진상황', example: '실시설계 완료' })),
  next: nullable(words(10_000, { about: '향후계획', example: '하반기 착공' })),
  target,
  budgetLines,
  stage: nullable(line(100, { about: 'Stage of the works', example: '실시설계' })),
  percent: nullable(wholeNumber(0, 100, { about: '공정률, per cent', example: 30 })),
  spent,
  department: nullable({ ...department, about: 'Who reports it, where it is another than the lead' }),
  collection: nullable(line(200, { about: 'The collection in which it was reported', example: '2022년 상반기 점검' })),
  reply: otherwise(
    choice(['sent', 'not-sent', 'unknown'], { about: 'Whether the proposer has a reply, where an ending is reported' }),
    'unknown',
  ),
  doneBy,
};

export const reviewDaySet = {
  setOn: day({ example: '2022-05-01' }),
  setOnPrecision: precision(),
  reviewOn: nullable(day({ about: 'When it is looked at again; null: no longer', example: '2023-01-31' })),
  why: nullable(words(2_000)),
  doneBy,
};

export const replySent = {
  sentOn: day({ example: '2022-04-25' }),
  sentOnPrecision: precision(),
  kind: choice(['result', 'plan', 'interim'], { about: '결과 회신 · 계획 회신 · 중간 회신', example: 'result' }),
  channel: choice(['letter', 'e-mail', 'telephone', 'message', 'in-person', 'online', 'other'], { example: 'letter' }),
  to: nullable(line(200, { about: 'To whom, never by name', example: '건의자' })),
  unit: nullable(line(100, { about: 'Unit that sent it', example: '교통시설과 시설팀' })),
  officer: nullable(account()),
  document: nullable(line(100, { about: '문서번호', example: '교통시설과-1234' })),
  text: nullable(words(10_000, { about: 'What was said, or null where the digest stands for it' })),
  digest: nullable(
    text(matching(/^[0-9a-f]{64}$/, { ko: '소문자 16진수 SHA-256', en: 'a SHA-256 in lower-case hexadecimal' })),
  ),
  doneBy,
};

/** What is done about a suggestion. These names and shapes are the storage format: add, never change. */
export type HandlingEvent =
  | Event<'AnsweredAtMeeting', DataOf<typeof answeredAtMeeting>>
  | Event<'SuggestionAssigned', DataOf<typeof assigned>>
  | Event<'AssignmentDeclined', DataOf<typeof declined>>
  | Event<'OpinionGiven', DataOf<typeof opinionGiven>>
  | Event<'ReviewStarted', DataOf<typeof reviewStarted>>
  | Event<'SiteInspected', DataOf<typeof siteInspected>>
  | Event<'HandlingPlanned', DataOf<typeof planned>>
  | Event<'StandingReported', DataOf<typeof standingReported>>
  | Event<'ReviewDaySet', DataOf<typeof reviewDaySet>>
  | Event<'ReplySent', DataOf<typeof replySent>>;

export const handlingContracts: Contracts<HandlingEvent> = {
  AnsweredAtMeeting: contract(answeredAtMeeting, { day: 'answeredOn' }),
  SuggestionAssigned: contract(assigned, {
    version: 2,
    day: 'assignedOn',
    upcasters: {
      1: (data) => ({
        ...data,
        team: null,
        officer: null,
        supporting: [],
        assignedOnPrecision: 'day',
        departmentHadItOn: null,
        doneBy: null,
      }),
    },
  }),
  AssignmentDeclined: contract(declined, { day: 'declinedOn' }),
  OpinionGiven: contract(opinionGiven, { day: 'givenOn' }),
  ReviewStarted: contract(reviewStarted, { day: 'startedOn' }),
  SiteInspected: contract(siteInspected, { day: 'inspectedOn' }),
  HandlingPlanned: contract(planned, { day: 'plannedOn', together: [['/decision', '/referredTo']] }),
  StandingReported: contract(standingReported, { day: 'asOf' }),
  ReviewDaySet: contract(reviewDaySet, { day: 'setOn' }),
  ReplySent: contract(replySent, { day: 'sentOn' }),
};
