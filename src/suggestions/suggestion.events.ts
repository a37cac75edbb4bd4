import type { Contracts, ValueCheck } from '../history/contract.js';
import type { LocalDate } from '../history/days.js';
import type { Event } from '../history/event.js';
import { aDay, aUuid, matching, oneOf, orNull } from '../history/value-checks.js';
import { aDistrictCode, aDongCode, type DistrictCode, type DongCode } from '../jurisdiction/jurisdiction.events.js';
import { freeText, withoutPersonalData } from '../privacy/personal-data.js';

/** Handed in before the meeting (사전), or raised there (현장 추가). */
export const CHANNELS = ['pre-submitted', 'on-site'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 주민자치위원, 통장, 주민. */
export const PROPOSER_KINDS = ['committee-member', 'tongjang', 'resident'] as const;
export type ProposerKind = (typeof PROPOSER_KINDS)[number];

/** Done (완료), refused (추진불가), or ended without handling where an article allows it (종결). */
export const OUTCOMES = ['completed', 'infeasible', 'closed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const DEPARTMENT_CODE = /^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u;

/** A department's code; one that looks like another (full-width, or taken apart into 자모) would be another department. */
export const aDepartmentCode: ValueCheck = (value) =>
  withoutPersonalData(matching(DEPARTMENT_CODE, 'a department code of letters, digits and hyphens'))(value) ??
  (value === (value as string).normalize('NFKC') ? undefined : 'must be in composed, half-width form (NFKC)');

/** What a suggestion's stream holds. These names and shapes are the storage format: add, never change. */
export type SuggestionEvent =
  | Event<
      'SuggestionReceived',
      {
        roundId: string;
        /** Null where it was handed in apart from any meeting. */
        meetingId: string | null;
        channel: Channel;
        dong: DongCode;
        district: DistrictCode;
        /** The day it counts from: that of its meeting, which may lie ahead. */
        raisedOn: LocalDate;
        /** The day the city had it, from which deadlines run. */
        acceptedOn: LocalDate;
        /** Why it counts though raised outside the round's period; null inside. */
        outsidePeriodReason: string | null;
        proposerKind: ProposerKind;
        text: string;
        category: string | null;
      }
    >
  | Event<'SuggestionAssigned', { department: string; assignedOn: LocalDate }>
  | Event<
      'SuggestionResolved',
      {
        outcome: Outcome;
        resolvedOn: LocalDate;
        explanation: string | null;
        /** How the petitioner may object, required for a refusal (민원처리법 제27조제3항). */
        remedy: string | null;
        /** The article that allows ending it without handling (such as 민원처리법 제21조). */
        article: string | null;
      }
    >
  | Event<'SuggestionReopened', { reopenedOn: LocalDate; why: string }>
  | Event<'SuggestionWithdrawn', { withdrawnOn: LocalDate; why: string | null }>;

export const suggestionContracts: Contracts<SuggestionEvent> = {
  SuggestionReceived: {
    version: 1,
    voidable: true,
    correctable: {
      '/roundId': aUuid,
      '/meetingId': orNull(aUuid),
      '/channel': oneOf(...CHANNELS),
      '/dong': aDongCode,
      '/district': aDistrictCode,
      '/raisedOn': aDay,
      '/acceptedOn': aDay,
      '/outsidePeriodReason': orNull(freeText(2_000)),
      '/proposerKind': oneOf(...PROPOSER_KINDS),
      '/text': freeText(10_000),
      '/category': orNull(freeText(100)),
    },
    together: [['/dong', '/district']],
  },
  SuggestionAssigned: {
    version: 1,
    voidable: true,
    correctable: { '/department': aDepartmentCode, '/assignedOn': aDay },
  },
  SuggestionResolved: {
    version: 1,
    voidable: true,
    correctable: {
      '/outcome': oneOf(...OUTCOMES),
      '/resolvedOn': aDay,
      '/explanation': orNull(freeText(10_000)),
      '/remedy': orNull(freeText(2_000)),
      '/article': orNull(freeText(200)),
    },
    together: [['/outcome', '/explanation', '/remedy', '/article']],
  },
  SuggestionReopened: {
    version: 1,
    voidable: true,
    correctable: { '/reopenedOn': aDay, '/why': freeText(2_000) },
  },
  SuggestionWithdrawn: {
    version: 1,
    voidable: true,
    correctable: { '/withdrawnOn': aDay, '/why': orNull(freeText(2_000)) },
  },
};

export function suggestionStream(suggestionId: string): string {
  return `suggestion-${suggestionId}`;
}
