import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { Clock } from '../../src/config/clock.js';
import { Settings } from '../../src/config/settings.js';
import { dayInSeoul } from '../../src/history/days.js';
import { Problem } from '../../src/http/problem.js';
import { ReadModels } from '../engine/reading/read-models.js';
import type { Moment, MomentAsked } from '../moment/moment.js';
import { MOMENT_MODEL, momentOf, type MomentTables } from '../moment/moment.queries.js';
import type { FigureState, Span } from './carried-figure.js';
import {
  type District,
  districtsAt,
  type RoundTotals,
  roundTotals,
  TOTALS_MODELS,
  type TotalsTables,
} from './round-totals.queries.js';

/** Totals of rounds, each by district, and what can be added up over them. */
export interface DistrictTotals extends Span {
  readonly moment: Moment;
  /** Streams held back in quarantine; above 0 the figures are incomplete. */
  readonly incompleteStreams: number;
  readonly districts: readonly District[];
  readonly rounds: readonly RoundTotals[];
  readonly sum: {
    /** 추진 동 added up over rounds, in 동·회: never a number of dongs. */
    readonly dongRounds: AddedUp;
    readonly suggestions: AddedUp;
  };
}

/** A sum over rounds, and the rounds that could not be taken in. */
export interface AddedUp {
  readonly total: number;
  readonly byDistrict: Readonly<Record<string, number>>;
  readonly leftOut: readonly { readonly round: string; readonly why: Exclude<FigureState, 'known'> | 'not-recorded' }[];
}

export class GetDistrictTotals extends Query<DistrictTotals> {
  constructor(
    readonly asked: MomentAsked & { readonly after?: string | undefined },
    readonly span: Span,
    /** Code or id of one round; undefined: all. */
    readonly round: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetDistrictTotals)
export class GetDistrictTotalsHandler implements IQueryHandler<GetDistrictTotals> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  execute({ asked, span, round }: GetDistrictTotals): Promise<DistrictTotals> {
    const today = dayInSeoul(this.clock.now());
    return this.readModels.read<TotalsTables & MomentTables, DistrictTotals>(
      [...TOTALS_MODELS, MOMENT_MODEL],
      async (db, applied) => {
        const moment = await momentOf(db, asked, applied, today);
        const totals = db as unknown as Kysely<TotalsTables>;
        const roundIds = round === undefined ? undefined : [await roundIdOf(totals, round)];
        const rounds = await roundTotals(totals, { moment, span, roundIds });
        const districts = await districtsAt(totals, { moment });
        return {
          ...span,
          moment,
          incompleteStreams: applied.heldBack,
          districts,
          rounds,
          sum: { dongRounds: addedUp(rounds, 'dongs'), suggestions: addedUp(rounds, 'suggestions') },
        };
      },
      { after: asked.after, withinMs: this.settings.readWaitMs },
    );
  }
}

/** The id of a round that is named by its id or its code. Throws Problem where there never was one. */
async function roundIdOf(db: Kysely<TotalsTables>, idOrCode: string): Promise<string> {
  const row = await db
    .selectFrom('rounds')
    .select('round_id')
    .where((where) => where.or([where('round_id', '=', idOrCode), where('code', '=', idOrCode)]))
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new Problem({ status: 404, type: 'not-found', detail: `There is no round ${idOrCode}.` });
  return row.round_id;
}

function addedUp(rounds: readonly RoundTotals[], figure: 'dongs' | 'suggestions'): AddedUp {
  const byDistrict: Record<string, number> = {};
  const leftOut: AddedUp['leftOut'][number][] = [];
  let total = 0;
  for (const one of rounds) {
    const { state, total: its, byDistrict: parts } = one[figure];
    if (its === null) {
      leftOut.push({ round: one.round.code, why: state === 'known' ? 'not-recorded' : state });
      continue;
    }
    total += its;
    for (const [code, value] of Object.entries(parts)) byDistrict[code] = (byDistrict[code] ?? 0) + (value ?? 0);
  }
  return { total, byDistrict, leftOut };
}
