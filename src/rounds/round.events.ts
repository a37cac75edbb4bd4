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
  period,
  record,
  text,
  wholeNumber,
} from '../history/fields.js';
import { matching } from '../history/value-checks.js';
import { aDistrictCode } from '../jurisdiction/jurisdiction.events.js';
import { line, withoutPersonalData, words } from '../privacy/personal-data.js';

/** How a sheet counts that citizens were met (시민참여 실적); the order is that of the published form. */
export const PARTICIPATION_KINDS = ['pledge-meeting', 'briefing', 'expert-advice', 'press', 'other'] as const;
export type ParticipationKind = (typeof PARTICIPATION_KINDS)[number];

/** A carried round's figures are known as totals only; a live round's come of its meetings and suggestions. */
export const COUNTINGS = ['carried', 'live'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** A code that people name a round by: letters, digits and inner hyphens, not of the shape of a UUID. */
export const aRoundCode = withoutPersonalData(
  matching(/^(?![0-9a-f]{8}-[0-9a-f]{4}-)[A-Za-z0-9][A-Za-z0-9-]{0,59}$/, {
    ko: '1자 이상 60자 이하의 영문자·숫자·붙임표 코드(예: resident-autonomy-2022H1, UUID 제외)',
    en: 'a code of 1 to 60 letters, digits and hyphens, such as resident-autonomy-2022H1, and no UUID',
  }),
);

const aCount = wholeNumber(0, 1_000_000);

/** What a round is a series of, in both languages. */
const kind = object({
  code: fixed(
    text(
      matching(/^[a-z][a-z0-9-]{0,59}$/, {
        ko: '영문 소문자 코드(예: resident-autonomy)',
        en: 'a code in lower case, such as resident-autonomy',
      }),
      { example: 'resident-autonomy' },
    ),
  ),
  ko: line(100, { example: '동 주민자치 소통 간담회' }),
  en: line(100, { example: "neighbourhood residents' autonomy meeting" }),
});

export const opened = {
  code: fixed(
    text(aRoundCode, { about: 'Unique in the city; the id derives from it', example: 'resident-autonomy-2022H1' }),
  ),
  counting: choice(COUNTINGS, {
    about: 'carried: only published totals are known; live: meetings and suggestions are recorded',
    example: 'live',
  }),
  kind,
  participants: line(500, { example: '각 동 주민자치위원 등' }),
  agenda: words(2_000, { example: '동별 현안사항 및 민원 청취' }),
  meetingPeriod: period(),
  suggestionPeriod: period(),
  participationKind: nullable(
    choice(PARTICIPATION_KINDS, { about: 'Which 시민참여 실적 its meetings add to; null: none', example: 'briefing' }),
  ),
};

/** Where a figure was published. */
export const source = object({
  title: line(500, { example: '공약 추진실적 보고서 2-2-4' }),
  publishedOn: nullable(day({ about: 'Null where it is not printed' })),
  note: nullable(words(2_000)),
});

/** Carried figures (기존 발표 실적): distinct dongs in which the round met, suggestions, meetings; null where not known. */
export const carriedFigures = object({
  dongs: nullable(aCount),
  suggestions: nullable(aCount),
  meetings: nullable(aCount),
});

/** What was printed besides, as printed: by status, department, field or cost. It need not add up to anything. */
export const printedSplit = object({
  by: line(50, { about: 'By what it is split, as the source says it', example: '처리현황' }),
  district: nullable(text(aDistrictCode)),
  label: line(100, { example: '추진 중' }),
  printed: line(100, { about: 'As printed', example: '23건' }),
  count: nullable(aCount),
  won: nullable(wholeNumber(0, 1_000_000_000_000_000, { about: 'In won' })),
});

export const carriedTotals = {
  districts: record(aDistrictCode, carriedFigures, {
    min: 0,
    about: 'By district code: 추진 동, 건의사항, and how many meetings; null where it is not known',
    example: { '41281': { dongs: 4, suggestions: 21, meetings: null } },
  }),
  cityWide: nullable({
    ...carriedFigures,
    about: "What is printed for the whole city, beside the districts or without them; null: the districts' sum",
  }),
  splits: otherwise(list(printedSplit, 500, { about: 'What was printed besides, as printed' }), []),
  source,
};

export const superseded = {
  supersededOn: day({ example: '2024-05-02' }),
  why: words(2_000, { example: '당시 회의록을 찾아 건별로 다시 기록함' }),
};

export const closed = { closedOn: day({ example: '2022-06-30' }) };

export type RoundKind = DataOf<typeof opened>['kind'];
export type CarriedFigures = DataOf<typeof carriedTotals>['districts'][string];
export type Source = DataOf<typeof carriedTotals>['source'];

/** What a round's stream holds. These names and shapes are the storage format: add, never change. */
export type RoundEvent =
  | Event<'RoundOpened', DataOf<typeof opened>>
  | Event<'CarriedTotalsRecorded', DataOf<typeof carriedTotals>>
  | Event<'CarriedTotalsSuperseded', DataOf<typeof superseded>>
  | Event<'RoundClosed', DataOf<typeof closed>>;

export const roundContracts: Contracts<RoundEvent> = {
  RoundOpened: contract(opened),
  CarriedTotalsRecorded: contract(carriedTotals, {
    version: 2,
    upcasters: { 1: (data) => ({ ...data, cityWide: null, splits: [] }) },
  }),
  CarriedTotalsSuperseded: contract(superseded),
  RoundClosed: contract(closed),
};

export function roundStream(roundId: string): string {
  return `round-${roundId}`;
}
