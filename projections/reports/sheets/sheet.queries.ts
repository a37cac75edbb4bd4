import type { Kysely } from 'kysely';
import { firstDay, lastDay, type LocalDate, type Period } from '../../../src/history/days.js';
import type { Line, Officer, SheetRow } from '../../../src/pledge-items/pledge-item.events.js';
import { PARTICIPATION_KINDS, type ParticipationKind } from '../../../src/rounds/round.events.js';
import type { Span } from '../../asking/span.js';
import type { CellTables } from '../district-totals/cell.queries.js';
import { type District, districtsOf } from '../district-totals/columns.js';
import type { DistrictFigure, RoundTotals } from '../district-totals/round-totals.queries.js';
import { districtsKnown, roundTotals } from '../district-totals/round-totals.queries.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import type {
  BlockRow,
  NoteRow,
  ParticipationRow,
  PlacementRow,
  PledgeItemRow,
  RemarkRow,
  StandingRow,
} from '../../read-models/pledge-items/pledge-item.tables.js';
import { disagreementNotes } from './disagreement-notes.js';
import { generatedText } from './generated-text.js';
import type { FigureRow, ParticipationCell, SheetBlock, SheetDocument, SheetRound } from './sheet-document.js';

/** What a sheet is read from. */
export interface SheetTables extends CellTables {
  pledge_items: Versioned<PledgeItemRow>;
  sheet_blocks: Versioned<BlockRow>;
  placements: Versioned<PlacementRow>;
  participation: Versioned<ParticipationRow>;
  pledge_notes: Versioned<NoteRow>;
  pledge_standings: Versioned<StandingRow>;
  sheet_remarks: Versioned<RemarkRow>;
}

export interface SheetNamed {
  readonly number: string;
  /** Undefined: the latest term of office that has the number. */
  readonly term: number | undefined;
  readonly moment: Moment;
}

const WHOLE: Span = { from: null, to: null };

/** The sheet of a pledge item at a moment; undefined where no item of that number was known. */
export async function sheetAt(
  db: Kysely<SheetTables>,
  asked: SheetNamed,
): Promise<Omit<SheetDocument, 'incompleteStreams' | 'underWay'> | undefined> {
  const item = await itemAt(db, asked);
  if (!item) return undefined;
  const { moment } = asked;
  const placed = await known(db, 'placements', item, moment);
  const roundIds = placed.map(({ round_id }) => round_id);
  const districts = await districtsKnown(db, { moment });
  // An empty list of ids is none that PostgreSQL takes.
  const totals = roundIds.length === 0 ? [] : await roundTotals(db, { moment, span: WHOLE, roundIds }, districts);
  const words = await roundWords(db, placed, moment);
  const remarks = await known(db, 'sheet_remarks', item, moment);
  const begun = (await known(db, 'sheet_blocks', item, moment)).filter((block) => hasBegun(block, moment.asOf));
  const blocks = begun.map((block) => sheetBlock(block, placed, { totals, words, remarks }));
  const printed = blocks.flatMap(({ rounds }) =>
    rounds.filter(({ carried }) => !carried).map(({ roundId }) => roundId),
  );
  const columns = blocks.flatMap(({ rounds }) => rounds.flatMap((round) => round.districts.map(({ code }) => code)));
  const cells = participationCells(await known(db, 'participation', item, moment), totals, words, moment.asOf);
  const notes = await known(db, 'pledge_notes', item, moment);
  const texts = (kind: string) => notes.filter((note) => note.kind === kind).map(({ text }) => text);
  return {
    term: item.term,
    number: item.number,
    title: item.title,
    titleNote: item.title_note,
    department: item.department,
    officers: JSON.parse(item.officers) as Officer[],
    districts: districtsOf(districts, columns, moment.asOf),
    blocks,
    participation: cells,
    participationCheck: participationCheck(cells, totals),
    problems: texts('problem'),
    improvements: texts('improvement'),
    plans: texts('plan'),
    standing: standingAt(await known(db, 'pledge_standings', item, moment), moment.asOf),
    disagreements: await disagreementNotes(db, moment, printed),
    moment,
  };
}

function itemAt(db: Kysely<SheetTables>, { number, term, moment }: SheetNamed): Promise<PledgeItemRow | undefined> {
  return db
    .selectFrom('pledge_items')
    .selectAll()
    .where('number', '=', number)
    .$if(term !== undefined, (query) => query.where('term', '=', term!))
    .where(knownAt(moment))
    .where('valid_from', '<=', moment.asOf)
    .orderBy('term', 'desc')
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The rows of a pledge item that were known at a moment, in their order on the sheet. */
async function known<
  T extends 'placements' | 'sheet_blocks' | 'participation' | 'pledge_notes' | 'pledge_standings' | 'sheet_remarks',
>(db: Kysely<SheetTables>, from: T, { term, number }: PledgeItemRow, moment: Moment): Promise<SheetTables[T][]> {
  const rows = (await db
    .selectFrom(from as 'placements')
    .selectAll()
    .where('term', '=', term)
    .where('number', '=', number)
    .where(knownAt(moment))
    .orderBy('known_from')
    .execute()) as unknown as (SheetTables[T] & { place?: number; noted?: number })[];
  const place = (row: { place?: number; noted?: number }) => row.place ?? row.noted ?? 0;
  return rows.sort((a, b) => place(a) - place(b));
}

interface RoundWordsRow {
  readonly round_id: string;
  readonly participants: string;
  readonly agenda: string;
  readonly participation_kind: string | null;
}

/** What rounds say of themselves; of a voided round, what it last said. */
async function roundWords(
  db: Kysely<SheetTables>,
  placed: readonly PlacementRow[],
  { knownAt }: Moment,
): Promise<ReadonlyMap<string, RoundWordsRow>> {
  if (placed.length === 0) return new Map();
  const rows = await db
    .selectFrom('rounds')
    .select(['round_id', 'participants', 'agenda', 'participation_kind'])
    .where(
      'round_id',
      'in',
      placed.map(({ round_id }) => round_id),
    )
    .where('known_from', '<=', knownAt.ordinal)
    .orderBy('known_from')
    .execute();
  return new Map(rows.map((row) => [row.round_id, row]));
}

/** A block whose period has not begun as of the day has nothing to say. */
function hasBegun({ period_from, period_to }: BlockRow, asOf: LocalDate): boolean {
  return firstDay({ from: period_from, to: period_to }) <= asOf;
}

interface Around {
  readonly totals: readonly RoundTotals[];
  readonly words: ReadonlyMap<string, RoundWordsRow>;
  readonly remarks: readonly RemarkRow[];
}

function sheetBlock(block: BlockRow, placed: readonly PlacementRow[], around: Around): SheetBlock {
  const rounds = placed
    .filter((one) => one.block === block.code)
    .flatMap((placement) => {
      const totals = around.totals.find(({ round }) => round.id === placement.round_id);
      const words = around.words.get(placement.round_id);
      return totals && words ? [sheetRound(placement, totals, words, around.remarks)] : [];
    });
  return {
    code: block.code,
    heading: block.heading,
    period: { from: block.period_from, to: block.period_to },
    rounds,
  };
}

function sheetRound(
  placement: PlacementRow,
  totals: RoundTotals,
  { participants, agenda }: RoundWordsRow,
  remarks: readonly RemarkRow[],
): SheetRound {
  const { round, districts } = totals;
  const remarkOn = (row: SheetRow) =>
    remarks.find((one) => one.round_id === round.id && one.row_name === row)?.remark ?? null;
  const generated = generatedText({ ...round, kind: round.kind.ko, participants, agenda });
  return {
    roundId: round.id,
    code: round.code,
    kind: round.kind,
    carried: totals.carried,
    counting: round.counting,
    voided: round.voided,
    heading: placement.heading ?? generated.heading,
    lines: placement.lines === null ? generated.lines : (JSON.parse(placement.lines) as Line[]),
    suggestionHeading: placement.suggestion_heading ?? generated.suggestionHeading,
    suggestionLine:
      placement.suggestion_line === null ? generated.suggestionLine : (JSON.parse(placement.suggestion_line) as Line),
    districts,
    dongs: figureRow(totals.dongs, districts, remarkOn('dongs')),
    suggestions: figureRow(totals.suggestions, districts, remarkOn('suggestions')),
    source: totals.carried ? (totals.published?.source ?? null) : null,
  };
}

function figureRow(
  { state, total, byDistrict }: DistrictFigure,
  districts: readonly District[],
  remark: string | null,
): FigureRow {
  return {
    total,
    byDistrict: districts.map(({ code }) => byDistrict[code] ?? null),
    unknown: state === 'not-known-yet' ? 'not-known-yet' : null,
    remark,
  };
}

/** The last period that is over as of the day. */
function standingAt(rows: readonly StandingRow[], asOf: LocalDate): SheetDocument['standing'] {
  const over = rows
    .map(({ period_from: from, period_to: to, ...row }) => ({ ...row, period: { from, to } }))
    .filter(({ period }) => (lastDay(period) ?? firstDay(period)) <= asOf)
    .sort((a, b) => (firstDay(a.period) < firstDay(b.period) ? -1 : 1));
  const last = over.at(-1);
  return last ? { period: last.period, state: last.state, ratePerMille: last.rate_per_mille } : null;
}

/** What was recorded of each kind, and the meetings held in the rounds that were opened as live. */
function participationCells(
  recorded: readonly ParticipationRow[],
  totals: readonly RoundTotals[],
  words: ReadonlyMap<string, RoundWordsRow>,
  asOf: LocalDate,
): readonly ParticipationCell[] {
  return PARTICIPATION_KINDS.map((kind: ParticipationKind): ParticipationCell => {
    const counts = recorded.filter((row) => row.kind === kind && holds(row, asOf)).map(({ count }) => count);
    const recordedSum = counts.length === 0 ? null : sum(counts);
    const live = sum(
      totals
        .filter(({ round }) => round.counting === 'live' && words.get(round.id)?.participation_kind === kind)
        .map(({ meetings }) => meetings.total ?? 0),
    );
    return {
      kind,
      recorded: recordedSum,
      live,
      total: recordedSum === null && live === 0 ? null : (recordedSum ?? 0) + live,
    };
  });
}

/** A record without a period holds for every day; one with a period once that is over, or begun where it has no end. */
function holds({ period_from, period_to }: ParticipationRow, asOf: LocalDate): boolean {
  if (period_from === null) return true;
  const period: Period = { from: period_from, to: period_to };
  return (lastDay(period) ?? firstDay(period)) <= asOf;
}

/** Whether what was recorded equals the carried rounds' 추진 동 added up, as published: an inference, shown as a check. */
function participationCheck(
  cells: readonly ParticipationCell[],
  totals: readonly RoundTotals[],
): SheetDocument['participationCheck'] {
  const recorded = cells.find(({ kind }) => kind === 'briefing')?.recorded ?? null;
  const carried = totals
    .filter(({ round }) => round.counting === 'carried')
    .map((one) => (one.published?.superseded === true ? one.published.dongs : one.dongs.total));
  if (recorded === null || carried.length === 0 || carried.includes(null)) return null;
  const dongRounds = sum(carried.map((value) => value ?? 0));
  return { recorded, dongRounds, equal: recorded === dongRounds };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
