import { type Contracts, contract } from '../history/contract.js';
import type { Event } from '../history/event.js';
import {
  choice,
  type DataOf,
  day,
  fixed,
  list,
  nullable,
  object,
  otherwise,
  text,
  wholeNumber,
} from '../history/fields.js';
import { matching } from '../history/value-checks.js';
import { line } from '../privacy/personal-data.js';
import { HANDLING_STATUSES, type HandlingStatus } from '../suggestions/handling-status.js';
import { aListCode } from './list-code.js';

const aTime = matching(/^([01]\d|2[0-3]):[0-5]\d$/, { ko: 'HH:MM 시각', en: 'a time, HH:MM' });

/** From which day it holds, until the next of its kind; and by what. */
const valid = {
  validFrom: day({ about: 'The first day on which it holds', example: '2022-01-01' }),
  basis: line(500, { about: 'By what it was decided', example: '건의사항 관리지침' }),
};

const named = {
  ko: line(100, { example: '교통' }),
  en: nullable(line(100, { example: 'traffic' })),
};

/** The word that a kind of report prints. */
const word = object({ ko: line(50, { example: '추진중' }), en: nullable(line(50, { example: 'in progress' })) });

/** When a part of a split status takes a word: what is not null holds, and one of the two is not. */
const condition = object({
  targetWithinYears: nullable(
    wholeNumber(0, 20, { about: "The target lies in the report's year or so many years after it, or has passed" }),
  ),
  budgetLine: nullable(choice(['asked', 'included', 'cut'], { about: 'It has a budget line of that state' })),
});

/** A status whose suggestions are told apart: the first condition that holds says the word, else the rest. */
const split = object({
  status: choice(HANDLING_STATUSES),
  parts: list(object({ when: condition, word }), 10, { min: 1 }),
  rest: word,
});

const covering = (ko: string, en: string, ...statuses: HandlingStatus[]) => ({ word: { ko, en }, statuses });

/** What many cities print. */
const EXAMPLE = [
  covering('완료', 'completed', 'completed', 'partly-completed', 'answered'),
  covering('추진중', 'in progress', 'in-progress'),
  covering('추진예정', 'planned', 'planned'),
  covering('장기검토', 'long-term', 'long-term'),
  covering('추진불가', 'not possible', 'infeasible'),
  covering('타기관 이첩', 'transferred', 'transferred', 'referred'),
  covering('검토중', 'under review', 'pending'),
  covering('종결', 'closed', 'closed', 'withdrawn', 'merged'),
];

const STATUSES = {
  about: 'Those that it covers whole; none where it is a word of split statuses alone, which has its place here',
};

export const statusWordsSet = {
  set: fixed(text(aListCode, { about: 'The kind of report', example: 'half-yearly' })),
  ...valid,
  words: list(object({ word, statuses: list(choice(HANDLING_STATUSES), 20, STATUSES) }), 20, {
    min: 1,
    about: 'In the order of print, with the statuses that each covers; every status but split exactly once',
    example: EXAMPLE,
  }),
  splits: otherwise(list(split, 10), []),
};

export const fieldsOfWorkSet = {
  ...valid,
  fields: list(object({ code: text(aListCode, { example: 'traffic' }), ...named }), 100, {
    min: 1,
    about: 'Every field of work that there is from that day on',
    example: [
      { code: 'traffic', ko: '교통', en: 'traffic' },
      { code: 'parks', ko: '공원·녹지', en: 'parks' },
    ],
  }),
};

export const proposerKindsSet = {
  ...valid,
  kinds: list(object({ code: text(aListCode, { example: 'tongjang' }), ...named }), 50, {
    min: 1,
    about: 'Every kind of proposer that there is from that day on',
    example: [
      { code: 'tongjang', ko: '통장', en: 'tongjang' },
      { code: 'resident', ko: '주민', en: 'resident' },
    ],
  }),
};

export const oralDefaultSet = {
  ...valid,
  workingDays: nullable(
    wholeNumber(1, 365, { about: '내부 처리기한 of what was raised orally, in working days; null: none', example: 14 }),
  ),
};

export const officeHoursSet = {
  ...valid,
  from: text(aTime, { example: '09:00' }),
  to: text(aTime, { example: '18:00' }),
  pauseFrom: nullable(text(aTime, { example: '12:00' })),
  pauseTo: nullable(text(aTime, { example: '13:00' })),
};

/** A city's own rules over time. These names and shapes are the storage format: add, never change. */
export type PolicyEvent =
  | Event<'StatusWordsSet', DataOf<typeof statusWordsSet>>
  | Event<'FieldsOfWorkSet', DataOf<typeof fieldsOfWorkSet>>
  | Event<'ProposerKindsSet', DataOf<typeof proposerKindsSet>>
  | Event<'OralSuggestionDefaultSet', DataOf<typeof oralDefaultSet>>
  | Event<'OfficeHoursSet', DataOf<typeof officeHoursSet>>;

export const policyContracts: Contracts<PolicyEvent> = {
  StatusWordsSet: contract(statusWordsSet, { together: [['/words', '/splits']] }),
  FieldsOfWorkSet: contract(fieldsOfWorkSet),
  ProposerKindsSet: contract(proposerKindsSet),
  OralSuggestionDefaultSet: contract(oralDefaultSet),
  OfficeHoursSet: contract(officeHoursSet),
};

/** The stream of a city's rules, by the city's code. */
export function policyStream(city: string): string {
  return `policy-${city}`;
}
