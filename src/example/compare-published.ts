import type { Figure, SheetDocument, SheetRound } from '../../projections/reports/sheets/sheet-document.js';

/** A published sheet's figures, each as it is printed: "-" is zero, an empty text is no figure. */
export interface PublishedSheet {
  /** The number of the pledge item. */
  readonly sheet: string;
  /** The districts' names in the order of the columns. */
  readonly districts: readonly string[];
  readonly rounds: readonly {
    /** The round's code. */
    readonly round: string;
    readonly dongs: PublishedRow;
    readonly suggestions: PublishedRow;
  }[];
  readonly participation: readonly { readonly kind: string; readonly count: string }[];
}

export interface PublishedRow {
  readonly total: string;
  readonly byDistrict: readonly string[];
}

/** One printed cell beside what came out of the events. */
export interface ComparedFigure {
  /** Which cell it is. */
  readonly what: {
    /** The round's code; null for the participation. */
    readonly round: string | null;
    readonly row: 'dongs' | 'suggestions' | 'participation';
    /** 계, a district's name, or a kind of participation. */
    readonly column: string;
  };
  readonly published: Figure;
  /** Null too where the sheet has no such cell. */
  readonly ours: Figure;
  readonly equal: boolean;
  /** What live work adds beside it; it is no part of what is compared. */
  readonly live: number;
}

/** A round that the published sheet does not have. */
export type LiveRound = Pick<SheetRound, 'code' | 'heading' | 'dongs' | 'suggestions'>;

export interface Comparison {
  readonly figures: readonly ComparedFigure[];
  readonly liveRounds: readonly LiveRound[];
  /** Whether every published figure came out. */
  readonly equal: boolean;
}

export const TOTAL = '계';

/**
 * Compares a sheet with the published one: its rounds, and the recorded part of the participation. Rounds and
 * meetings that came after it stand beside and change nothing in the comparison.
 */
export function comparePublished(sheet: SheetDocument, published: PublishedSheet): Comparison {
  const rounds = sheet.blocks.flatMap((block) => block.rounds);
  const figures = [
    ...published.rounds.flatMap((printed) => {
      const ours = rounds.find(({ code }) => code === printed.round);
      return (['dongs', 'suggestions'] as const).flatMap((row) => rowFigures(published, printed, row, ours));
    }),
    ...published.participation.map(({ kind, count }) => {
      const cell = sheet.participation.find((of) => of.kind === kind);
      const what = { round: null, row: 'participation', column: kind } as const;
      return compared(what, count, cell?.recorded ?? null, cell?.live ?? 0);
    }),
  ];
  return {
    figures,
    liveRounds: rounds.filter(({ code }) => !published.rounds.some(({ round }) => round === code)),
    equal: figures.every(({ equal }) => equal),
  };
}

function rowFigures(
  { districts }: PublishedSheet,
  printed: PublishedSheet['rounds'][number],
  row: 'dongs' | 'suggestions',
  ours: SheetRound | undefined,
): ComparedFigure[] {
  const what = (column: string) => ({ round: printed.round, row, column });
  return [
    compared(what(TOTAL), printed[row].total, ours?.[row].total ?? null, 0),
    ...districts.map((district, column) =>
      compared(what(district), printed[row].byDistrict[column] ?? '', figureIn(ours, row, district), 0),
    ),
  ];
}

function figureIn(round: SheetRound | undefined, row: 'dongs' | 'suggestions', district: string): Figure {
  const column = round?.districts.findIndex(({ name }) => name === district) ?? -1;
  return round?.[row].byDistrict[column] ?? null;
}

function compared(what: ComparedFigure['what'], printed: string, ours: Figure, live: number): ComparedFigure {
  const published = figureOf(printed);
  return { what, published, ours, equal: published === ours, live };
}

/** A printed cell as a figure. */
function figureOf(printed: string): Figure {
  if (printed === '') return null;
  if (printed === '-') return 0;
  const figure = Number(printed.replaceAll(',', ''));
  if (!Number.isSafeInteger(figure)) throw new Error(`the published sheet holds ${JSON.stringify(printed)}, no figure`);
  return figure;
}
