import type { LocalDate } from '../history/days.js';
import { type FromDay, holdingOn } from '../history/holding.js';

/** What the law says of periods, dated: an amendment is one more entry. Articles: 민원 처리에 관한 법률 (법) and its decree (영). */

/** The kinds of petitions with a period of their own (법 제2조제1호). */
export type PetitionKind = 'suggestion' | 'question-on-law' | 'question' | 'grievance' | 'other';

/** Within what time it is answered: of 6 days and more in working days, at once in working hours (법 제19조). */
export interface TimeAllowed {
  readonly unit: 'working-days' | 'working-hours';
  readonly count: number;
}

export interface StatutoryPeriod {
  readonly period: TimeAllowed;
  readonly article: string;
}

interface Periods extends FromDay {
  readonly of: Readonly<Record<PetitionKind, StatutoryPeriod>>;
}

const days = (count: number, article: string): StatutoryPeriod => ({
  period: { unit: 'working-days', count },
  article: `${article}, 법 제19조제2항`,
});

const PERIODS: readonly Periods[] = [
  {
    from: null,
    of: {
      suggestion: days(14, '영 제15조'),
      'question-on-law': days(14, '영 제14조'),
      question: days(7, '영 제14조'),
      grievance: days(7, '영 제17조'),
      other: { period: { unit: 'working-hours', count: 3 }, article: '영 제16조, 영 제19조, 법 제19조제1항' },
    },
  },
];

/** The period of a kind for what was received on a day. */
export function statutoryPeriod(kind: PetitionKind, receivedOn: LocalDate): StatutoryPeriod {
  return holdingOn(PERIODS, receivedOn)!.of[kind];
}

/** What is not counted (영 제20조, 행정절차법 시행령 제11조; 영 제17조: site surveys for a grievance). */
export const STOP_GROUNDS = [
  'supplement',
  'document-transfer',
  'technical-review',
  'site-survey',
  'system-outage',
] as const;
export type StopGround = (typeof STOP_GROUNDS)[number];

interface GroundRules {
  /** The first day of the decree that has it. */
  readonly since: LocalDate | null;
  /** Whether the day on which it ends is not counted either. */
  readonly lastDayToo: boolean;
  /** How many working days of one stop are left out at most. */
  readonly most: number;
}

/** 영 제17조: a survey of 14 days, once 7 more. */
const LONGEST_SURVEY = 14 + 7;

export const GROUNDS: Readonly<Record<StopGround, GroundRules>> = {
  supplement: { since: null, lastDayToo: true, most: Infinity },
  'document-transfer': { since: null, lastDayToo: false, most: Infinity },
  'technical-review': { since: null, lastDayToo: false, most: Infinity },
  'site-survey': { since: null, lastDayToo: false, most: LONGEST_SURVEY },
  'system-outage': { since: '2026-05-06', lastDayToo: false, most: Infinity },
};

/** 영 제21조: once, and once more where the petitioner consents. */
export const MOST_EXTENSIONS = 2;
