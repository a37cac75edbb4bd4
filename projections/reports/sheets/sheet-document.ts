import type { Period } from '../../../src/history/days.js';
import type { Line, Officer } from '../../../src/pledge-items/pledge-item.events.js';
import type { Counting, ParticipationKind, RoundKind, Source } from '../../../src/rounds/round.events.js';
import type { Moment } from '../../asking/moment/moment.js';

/** A figure of a table; null prints as an empty cell, 0 as "-". */
export type Figure = number | null;

/** A row of a round's table: 계, then one figure a district in the order of `SheetDocument.districts`. */
export interface FigureRow {
  readonly total: Figure;
  readonly byDistrict: readonly Figure[];
  /** Why a figure is null: carried totals of a period that is not over as of that day. */
  readonly unknown: 'not-known-yet' | null;
  /** 비고. */
  readonly remark: string | null;
}

/** One round as it stands on the sheet. */
export interface SheetRound {
  readonly roundId: string;
  readonly code: string;
  readonly kind: RoundKind;
  /** Whether its carried figures alone count at this moment. */
  readonly carried: boolean;
  readonly counting: Counting;
  /** Its records are voided as a whole: only what still stands under it is counted. */
  readonly voided: boolean;
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly suggestionHeading: string;
  readonly suggestionLine: Line;
  /** 추진 동: distinct dongs in which the round met. */
  readonly dongs: FigureRow;
  /** 건의사항. */
  readonly suggestions: FigureRow;
  /** Where carried figures were published; null for figures that come of details. */
  readonly source: Source | null;
}

export interface SheetBlock {
  readonly code: string;
  readonly heading: string;
  readonly period: Period;
  readonly rounds: readonly SheetRound[];
}

/** A cell of 시민참여(소통) 실적, in 회. */
export interface ParticipationCell {
  readonly kind: ParticipationKind;
  /** What was recorded for the pledge item; null where nothing was. */
  readonly recorded: Figure;
  /** Meetings held in those live rounds on the sheet that add to this kind. */
  readonly live: number;
  /** Null prints as an empty cell. */
  readonly total: Figure;
}

/** The report of a pledge item (추진실적 보고서), derived from events. */
export interface SheetDocument {
  readonly term: number;
  readonly number: string;
  readonly title: string;
  readonly titleNote: string | null;
  readonly department: string;
  readonly officers: readonly Officer[];
  readonly districts: readonly { readonly code: string; readonly name: string; readonly romanised: string | null }[];
  readonly blocks: readonly SheetBlock[];
  readonly participation: readonly ParticipationCell[];
  /** Whether the recorded participation equals the carried rounds' 추진 동 added up: a check, not a fact. */
  readonly participationCheck: {
    readonly recorded: number;
    readonly dongRounds: number;
    readonly equal: boolean;
  } | null;
  readonly problems: readonly string[];
  readonly improvements: readonly string[];
  readonly moment: Moment;
  /** Streams held back by quarantine: where above 0 the figures are incomplete. */
  readonly incompleteStreams: number;
}
