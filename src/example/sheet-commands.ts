import { defineSheetBlock } from '../pledge-items/define-sheet-block.js';
import { noteImprovement } from '../pledge-items/note-improvement.js';
import { noteProblem } from '../pledge-items/note-problem.js';
import { placeRound } from '../pledge-items/place-round.js';
import { recordParticipation } from '../pledge-items/record-participation.js';
import { registerPledgeItem } from '../pledge-items/register-pledge-item.js';
import { openRound } from '../rounds/open-round.js';
import { recordCarriedTotals } from '../rounds/record-carried-totals.js';
import { type ExampleCommand, exampleOf } from './example-command.js';
import { type CityInput, type ExampleInput, PARTICIPATION_COLUMNS, type SheetInput } from './example-input.js';

type RoundInput = SheetInput['rounds'][number];

/** The published sheet as commands: the rounds with their carried totals, then the pledge item and its sheet. */
export function sheetCommands({ city, sheet }: ExampleInput): readonly ExampleCommand[] {
  const source = sourceOf(city, sheet);
  const term = termOf(sheet);
  const onItem = { item: `${String(term)}-${sheet.pledge.item_no}` };
  return [
    ...sheet.rounds.flatMap((round) => [openCarried(round, sheet), carriedTotals(round, city, source)]),
    registered(sheet, term),
    ...blocksOf(sheet).map((body) => exampleOf(defineSheetBlock, onItem, body)),
    ...sheet.rounds.map((round) => exampleOf(placeRound, onItem, placement(round))),
    ...participation(sheet, source).map((body) => exampleOf(recordParticipation, onItem, body)),
    ...sheet.problems.map((text) => exampleOf(noteProblem, onItem, { text })),
    ...sheet.improvements.map((text) => exampleOf(noteImprovement, onItem, { text })),
  ];
}

/** The number of the term of office: 민선7기 is 7. */
export function termOf({ pledge }: SheetInput): number {
  const term = /^민선(\d{1,2})기$/u.exec(pledge.term)?.[1];
  if (term === undefined) throw new Error(`the input names the term ${pledge.term}, which is no 민선 N기`);
  return Number(term);
}

function sourceOf(city: CityInput, { pledge, document }: SheetInput) {
  return {
    title: `${city.city.ko} ${pledge.term} 공약 추진실적 보고서 ${pledge.item_no}`,
    publishedOn: document.published_on,
    note: document.published_note,
  };
}

function openCarried(round: RoundInput, { round_kinds }: SheetInput): ExampleCommand {
  const { ko, en } = round_kinds[round.kind as keyof typeof round_kinds];
  const body = {
    code: round.id,
    counting: 'carried',
    kind: { code: round.kind, ko, en },
    participants: round.participants,
    agenda: round.agenda,
    meetingPeriod: period(round.meeting_period),
    suggestionPeriod: period(round.suggestion_period),
    // What is printed as participation is recorded as it stands; these rounds add nothing to it.
    participationKind: null,
  };
  return exampleOf(openRound, {}, body);
}

function carriedTotals(round: RoundInput, city: CityInput, source: object): ExampleCommand {
  const districts = Object.fromEntries(
    city.gu.map(({ ko, code }) => {
      const district = ko as keyof RoundInput['dongs_held']['by_gu'];
      const dongs = round.dongs_held.by_gu[district];
      return [code, { dongs, suggestions: round.suggestions.by_gu[district], meetings: round.meetings }];
    }),
  );
  return exampleOf(recordCarriedTotals, { round: round.id }, { districts, source });
}

function registered({ pledge }: SheetInput, term: number): ExampleCommand {
  const body = {
    term,
    number: pledge.item_no,
    title: pledge.title,
    titleNote: pledge.title_note,
    departmentAsPrinted: pledge.department,
    officers: pledge.officers.map(({ role, name_masked, phone_raw }) => ({
      role,
      name: name_masked,
      officePhone: phone_raw,
    })),
  };
  return exampleOf(registerPledgeItem, {}, body);
}

/** The sheet's sections in the order of the document, each once. */
function blocksOf({ rounds }: SheetInput) {
  const first = rounds.filter((round, index) => rounds.findIndex((of) => blockOf(of) === blockOf(round)) === index);
  return first.map((round, index) => ({
    code: blockOf(round),
    heading: round.section_raw,
    period: { from: monthOf(round.section_start, '01'), to: monthOf(round.section_end, '12') },
    order: index + 1,
  }));
}

/** 2021H1 for the first half of a year, else the bounds: 2018-2020. */
function blockOf({ section_start, section_end }: RoundInput): string {
  const year = section_start.slice(0, 4);
  if (section_start === `${year}-01` && section_end === `${year}-06`) return `${year}H1`;
  if (section_start === `${year}-07` && section_end === `${year}-12`) return `${year}H2`;
  return `${section_start}-${section_end}`;
}

/** A year as a bound stands for its first or last month. */
function monthOf(bound: string, month: string): string {
  return /^\d{4}$/.test(bound) ? `${bound}-${month}` : bound;
}

function placement(round: RoundInput) {
  return {
    round: round.id,
    block: blockOf(round),
    order: round.order,
    heading: round.heading_raw,
    lines: round.lines_raw.map(line),
    suggestionHeading: round.suggestion_heading_raw,
    suggestionLine: line(round.suggestion_line_raw),
  };
}

function line([label, text]: readonly string[]) {
  return { label, text };
}

/** What is printed; an empty cell records nothing. No period is printed. */
function participation({ citizen_participation: { columns, values } }: SheetInput, source: object) {
  return columns.flatMap((column, index) => {
    const count = values[index] ?? null;
    return count === null ? [] : [{ kind: PARTICIPATION_COLUMNS[column], period: null, count, source }];
  });
}

function period([from, to]: readonly string[]) {
  return { from, to };
}
