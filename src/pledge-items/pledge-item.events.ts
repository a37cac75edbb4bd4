import type { Contracts } from '../history/contract.js';
import type { Period } from '../history/days.js';
import type { Event } from '../history/event.js';
import { aCount, aDay, aListOf, anObjectOf, aPeriod, matching, oneOf, orNull } from '../history/value-checks.js';
import { freeText, withoutPersonalData } from '../privacy/personal-data.js';
import { PARTICIPATION_KINDS, type ParticipationKind, type Source } from '../rounds/round.events.js';

/** A line under a heading, as label and text (기간: 2020. 8 ~ 2020. 12.). */
export interface Line {
  readonly label: string;
  readonly text: string;
}

/** Who answers for a pledge item, as the sheet prints it: the name masked, the office's own number. */
export interface Officer {
  readonly role: string;
  /** Masked, such as 한○○. */
  readonly name: string;
  readonly officePhone: string | null;
}

/** What a pledge item's stream holds. These names and shapes are the storage format: add, never change. */
export type PledgeItemEvent =
  | Event<
      'PledgeItemRegistered',
      {
        /** The term of office (민선7기 is 7). */
        term: number;
        number: string;
        title: string;
        titleNote: string | null;
        /** The department as the sheet prints it, not a reference. */
        departmentAsPrinted: string;
        officers: Officer[];
      }
    >
  | Event<'SheetBlockDefined', { code: string; heading: string; period: Period; order: number }>
  | Event<
      'RoundPlacedOnSheet',
      {
        roundId: string;
        /** Code of the block. */
        block: string;
        order: number;
        /** As printed; what is null is generated from the round. */
        heading: string | null;
        lines: Line[] | null;
        suggestionHeading: string | null;
        suggestionLine: Line | null;
      }
    >
  | Event<
      'ParticipationRecorded',
      {
        kind: ParticipationKind;
        /** When it was; null where it is not known, and then it holds for every day. */
        period: Period | null;
        /** In 회, how often. */
        count: number;
        source: Source;
      }
    >
  | Event<'ProblemNoted', { text: string }>
  | Event<'ImprovementNoted', { text: string }>;

/** A name that shows its first syllable only. */
export const MASKED_NAME = /^\p{L}[○*]{1,9}$/u;
/** A number of a public office, with or without an area code; no mobile one. */
export const OFFICE_PHONE = /^(0(?!1)\d{1,2}-)?\d{3,4}-\d{4}$/;

/** A code by which rounds are placed in a block. */
export const aBlockCode = withoutPersonalData(
  matching(/^[a-z0-9][a-z0-9-]{0,39}$/i, 'a code of letters, digits and hyphens'),
);

const heading = freeText(300);
const order = aCount;
const source = {
  '/source/title': freeText(500),
  '/source/publishedOn': orNull(aDay),
  '/source/note': orNull(freeText(2_000)),
};

const line = { label: freeText(50), text: freeText(500) };
const officer = {
  role: freeText(50),
  name: matching(MASKED_NAME, 'a masked name such as 한○○'),
  officePhone: orNull(matching(OFFICE_PHONE, 'an office number such as 8075-2441')),
};

export const pledgeItemContracts: Contracts<PledgeItemEvent> = {
  PledgeItemRegistered: {
    version: 1,
    voidable: true,
    correctable: {
      '/title': heading,
      '/titleNote': orNull(freeText(500)),
      '/departmentAsPrinted': heading,
      '/officers': aListOf(anObjectOf(officer), 20),
      '/officers/*/role': officer.role,
      '/officers/*/name': officer.name,
      '/officers/*/officePhone': officer.officePhone,
    },
  },
  SheetBlockDefined: {
    version: 1,
    voidable: true,
    correctable: { '/heading': heading, '/period': aPeriod, '/order': order },
  },
  RoundPlacedOnSheet: {
    version: 1,
    voidable: true,
    correctable: {
      '/block': aBlockCode,
      '/order': order,
      '/heading': orNull(heading),
      // As a whole, where what is generated is to be printed otherwise, or generated after all.
      '/lines': orNull(aListOf(anObjectOf(line), 20)),
      '/lines/*/label': line.label,
      '/lines/*/text': line.text,
      '/suggestionHeading': orNull(heading),
      '/suggestionLine': orNull(anObjectOf(line)),
      '/suggestionLine/label': line.label,
      '/suggestionLine/text': line.text,
    },
  },
  ParticipationRecorded: {
    version: 1,
    voidable: true,
    correctable: { '/kind': oneOf(...PARTICIPATION_KINDS), '/period': orNull(aPeriod), '/count': aCount, ...source },
  },
  ProblemNoted: { version: 1, voidable: true, correctable: { '/text': freeText(2_000) } },
  ImprovementNoted: { version: 1, voidable: true, correctable: { '/text': freeText(2_000) } },
};

/** The stream of a pledge item (공약 과제): numbers begin anew with each term of office. */
export function pledgeItemStream(term: number, number: string): string {
  return `pledgeItem-${String(term)}-${number}`;
}
