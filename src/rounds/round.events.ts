import type { Contracts } from '../history/contract.js';
import type { LocalDate, Period } from '../history/days.js';
import type { Event } from '../history/event.js';
import { aCount, aDay, anObjectOf, aPeriod, aRecordOf, oneOf, orNull } from '../history/value-checks.js';
import { aDistrictCode, type DistrictCode } from '../jurisdiction/jurisdiction.events.js';
import { freeText } from '../privacy/personal-data.js';

/** How a sheet counts that citizens were met (시민참여 실적); the order is that of the published form. */
export const PARTICIPATION_KINDS = ['pledge-meeting', 'briefing', 'expert-advice', 'press', 'other'] as const;
export type ParticipationKind = (typeof PARTICIPATION_KINDS)[number];

/** A carried round's figures are known as totals only; a live round's come of its meetings and suggestions. */
export const COUNTINGS = ['carried', 'live'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** What a round is a series of, in both languages. */
export interface RoundKind {
  readonly code: string;
  readonly ko: string;
  readonly en: string;
}

/** One district's carried figures (이월 실적). */
export interface CarriedFigures {
  /** Distinct dongs in which the round met (추진 동). */
  readonly dongs: number;
  readonly suggestions: number;
  /** Null where the source does not print it. */
  readonly meetings: number | null;
}

/** Where a figure was published. */
export interface Source {
  readonly title: string;
  /** Null where it is not printed. */
  readonly publishedOn: LocalDate | null;
  readonly note: string | null;
}

/** What a round's stream holds. These names and shapes are the storage format: add, never change. */
export type RoundEvent =
  | Event<
      'RoundOpened',
      {
        code: string;
        counting: Counting;
        kind: RoundKind;
        participants: string;
        agenda: string;
        meetingPeriod: Period;
        suggestionPeriod: Period;
        /** Which participation its meetings add to; null where they add to none. */
        participationKind: ParticipationKind | null;
      }
    >
  | Event<'CarriedTotalsRecorded', { districts: Record<DistrictCode, CarriedFigures>; source: Source }>
  | Event<'CarriedTotalsSuperseded', { supersededOn: LocalDate; why: string }>
  | Event<'RoundClosed', { closedOn: LocalDate }>;

/** Carried figures by district code. */
export const carriedDistricts = aRecordOf(
  aDistrictCode,
  anObjectOf({ dongs: aCount, suggestions: aCount, meetings: orNull(aCount) }),
);

export const roundContracts: Contracts<RoundEvent> = {
  RoundOpened: {
    version: 1,
    voidable: true,
    correctable: {
      '/counting': oneOf(...COUNTINGS),
      '/kind/ko': freeText(100),
      '/kind/en': freeText(100),
      '/participants': freeText(500),
      '/agenda': freeText(2_000),
      '/meetingPeriod': aPeriod,
      '/suggestionPeriod': aPeriod,
      '/participationKind': orNull(oneOf(...PARTICIPATION_KINDS)),
    },
  },
  CarriedTotalsRecorded: {
    version: 1,
    voidable: true,
    correctable: {
      // As a whole, where a district is missing or one too many.
      '/districts': carriedDistricts,
      '/districts/*/dongs': aCount,
      '/districts/*/suggestions': aCount,
      '/districts/*/meetings': orNull(aCount),
      '/source/title': freeText(500),
      '/source/publishedOn': orNull(aDay),
      '/source/note': orNull(freeText(2_000)),
    },
  },
  CarriedTotalsSuperseded: {
    version: 1,
    voidable: true,
    correctable: { '/supersededOn': aDay, '/why': freeText(2_000) },
  },
  RoundClosed: { version: 1, voidable: true, correctable: { '/closedOn': aDay } },
};

export function roundStream(roundId: string): string {
  return `round-${roundId}`;
}
