import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { aText } from '../../../src/history/value-checks.js';
import { TOTALS_MODELS } from '../district-totals/round-totals.queries.js';
import { notKnown } from '../../asking/not-known.js';
import { type Asked, Reports } from '../../asking/reports.js';
import type { SheetDocument } from './sheet-document.js';
import { sheetAt, type SheetTables } from './sheet.queries.js';

/** The sheet of a pledge item, of any moment. */
export class GetSheet extends Query<SheetDocument> {
  constructor(
    readonly number: string,
    /** Undefined: the latest term of office that has the number. */
    readonly term: number | undefined,
    readonly asked: Asked,
  ) {
    super();
  }
}

@QueryHandler(GetSheet)
export class GetSheetHandler implements IQueryHandler<GetSheet> {
  constructor(private readonly reports: Reports) {}

  /** Rejects with Problem `not-found` where no item of that number was known. */
  execute({ number, term, asked }: GetSheet): Promise<SheetDocument> {
    return this.reports.read<SheetTables, SheetDocument>(
      ['pledge-items', ...TOTALS_MODELS],
      asked,
      async (db, { moment, incompleteStreams }) => {
        // PostgreSQL takes no text that cannot be stored.
        const storable = aText(20)(number) === undefined;
        const sheet = storable ? await sheetAt(db, { number, term, moment }) : undefined;
        if (sheet) return { ...sheet, incompleteStreams };
        const ofTerm = term === undefined ? '' : ` of term ${String(term)}`;
        throw notKnown(`No pledge item ${number}${ofTerm} was known at that moment.`, { incompleteStreams });
      },
    );
  }
}
