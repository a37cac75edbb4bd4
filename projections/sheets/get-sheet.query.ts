import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { Clock } from '../../src/config/clock.js';
import { Settings } from '../../src/config/settings.js';
import { dayInSeoul } from '../../src/history/days.js';
import { Problem } from '../../src/http/problem.js';
import { TOTALS_MODELS } from '../district-totals/round-totals.queries.js';
import { ReadModels } from '../engine/reading/read-models.js';
import type { MomentAsked } from '../moment/moment.js';
import { MOMENT_MODEL, momentOf, type MomentTables } from '../moment/moment.queries.js';
import type { SheetDocument } from './sheet-document.js';
import { sheetAt, type SheetTables } from './sheet.queries.js';

/** The sheet of a pledge item, of any moment. Rejects with Problem `not-found`. */
export class GetSheet extends Query<SheetDocument> {
  constructor(
    readonly number: string,
    readonly term: number | undefined,
    readonly asked: MomentAsked & { readonly after?: string | undefined },
  ) {
    super();
  }
}

@QueryHandler(GetSheet)
export class GetSheetHandler implements IQueryHandler<GetSheet> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  execute({ number, term, asked }: GetSheet): Promise<SheetDocument> {
    const today = dayInSeoul(this.clock.now());
    return this.readModels.read<SheetTables & MomentTables, SheetDocument>(
      ['pledge-items', ...TOTALS_MODELS, MOMENT_MODEL],
      async (db, applied) => {
        const moment = await momentOf(db as unknown as Kysely<MomentTables>, asked, applied, today);
        const sheet = await sheetAt(db as unknown as Kysely<SheetTables>, { number, term, moment });
        if (sheet) return { ...sheet, incompleteStreams: applied.heldBack };
        const ofTerm = term === undefined ? '' : ` of term ${String(term)}`;
        throw new Problem({
          status: 404,
          type: 'not-found',
          detail: `No pledge item ${number}${ofTerm} was known at that moment.`,
        });
      },
      { after: asked.after, withinMs: this.settings.readWaitMs },
    );
  }
}
