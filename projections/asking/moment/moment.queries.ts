import type { Kysely } from 'kysely';
import { addDays, beginningOf, isDay, type LocalDate } from '../../../src/history/days.js';
import type { Sentence } from '../../../src/history/sentence.js';
import { aDay } from '../../../src/history/value-checks.js';
import { invalidParameter, Problem } from '../../../src/http/problem.js';
import type { AppliedTo } from '../../engine/reading/applied-to.js';
import { BLOCK, blockOf, instantsIn, type RecordedInstantsRow } from './recording-times.tables.js';
import type { Moment, MomentTold } from './moment.js';

/** The tables that telling a moment takes: queries add them to their own. */
export interface MomentTables {
  recorded_instants: RecordedInstantsRow;
}

/** The read model that telling a moment takes. */
export const MOMENT_MODEL = 'recording-times';

/** Looks up the moment in what is read. Rejects with Problem for one ahead or before the first record. */
type In<T> = (db: Kysely<MomentTables>, applied: AppliedTo) => Promise<T>;

/** Settles the moment of an answer. What is no moment at all throws Problem before anything is read. */
export function momentOf(
  asked: MomentTold,
  today: LocalDate,
  names: MomentNames = { asOf: 'asOf', knownAt: 'knownAt' },
): In<Moment> {
  const asOf = asOfDay(asked.asOf, today, names.asOf);
  const known = knownAt(asked.knownAt, today, names.knownAt);
  return async (db, applied) => ({ asOf, knownAt: await known(db, applied) });
}

/** How the caller names what it asks, for refusals. */
export interface MomentNames {
  readonly asOf: string;
  readonly knownAt: string;
}

const NO_MOMENT = {
  ko: '120 같은 순번, 2026-01-31 같은 날짜, 2026-01-31T09:00:00+09:00 같은 시각 가운데 하나여야 합니다',
  en: 'must be an ordinal such as 120, a day such as 2026-01-31, or an instant such as 2026-01-31T09:00:00+09:00',
};

function aheadOf(today: LocalDate): Sentence {
  return { ko: `앞날일 수 없습니다. 오늘은 ${today}입니다`, en: `must not lie ahead: today is ${today}` };
}

function aheadOfLog(ordinal: number): Sentence {
  const last = String(ordinal);
  return {
    ko: `앞선 순번일 수 없습니다. 마지막으로 반영된 기록은 ${last}번입니다`,
    en: `must not lie ahead: the last event applied is number ${last}`,
  };
}

function asOfDay(asked: string | undefined, today: LocalDate, name: string): LocalDate {
  if (asked === undefined) return today;
  const [misfit] = aDay(asked) ?? [];
  if (misfit) throw invalidParameter(name, misfit.problem);
  if (asked > today) throw invalidParameter(name, aheadOf(today));
  return asked;
}

function knownAt(asked: string | undefined, today: LocalDate, name: string): In<Moment['knownAt']> {
  if (asked === undefined) {
    return (_, { ordinal, recordedUpTo = null }) => Promise.resolve({ ordinal, recordedUpTo });
  }
  if (/^\d{1,15}$/.test(asked)) return (db, applied) => atOrdinal(db, Number(asked), applied, name);
  const instant = instantOf(asked, name);
  return (db, applied) => {
    // A machine whose clock is ahead may have recorded something tomorrow already.
    const recorded = applied.recordedUpTo !== undefined && instant <= Date.parse(applied.recordedUpTo);
    if (!recorded && instant >= beginningOf(addDays(today, 1))) {
      throw invalidParameter(name, aheadOf(today));
    }
    return atInstant(db, instant);
  };
}

async function atOrdinal(
  db: Kysely<MomentTables>,
  ordinal: number,
  applied: AppliedTo,
  name: string,
): Promise<Moment['knownAt']> {
  if (ordinal > applied.ordinal) {
    throw invalidParameter(name, aheadOfLog(applied.ordinal));
  }
  const row = ordinal === 0 ? undefined : await blockAt(db, blockOf(ordinal));
  if (!row) throw await noRecords(db, asked(ordinal));
  return { ordinal, recordedUpTo: new Date(instantsIn(row)[(ordinal - 1) % BLOCK]!).toISOString() };
}

async function atInstant(db: Kysely<MomentTables>, instant: number): Promise<Moment['knownAt']> {
  const at = await lastUpTo(db, instant);
  if (!at) throw await noRecords(db, asked(new Date(instant).toISOString()));
  return { ordinal: at.ordinal, recordedUpTo: new Date(at.instant).toISOString() };
}

/** The last ordinal whose running maximum of recordedAt lies before the instant; 0 where there is none. */
export async function lastOrdinalBefore(db: Kysely<MomentTables>, instant: number): Promise<number> {
  return (await lastUpTo(db, instant - 1))?.ordinal ?? 0;
}

/** The last ordinal whose running maximum is not after the instant, with that maximum. */
async function lastUpTo(
  db: Kysely<MomentTables>,
  instant: number,
): Promise<{ readonly ordinal: number; readonly instant: number } | undefined> {
  const row = await db
    .selectFrom('recorded_instants')
    .select(['block', 'instant', 'steps'])
    .where('instant', '<=', instant)
    .orderBy('instant', 'desc')
    .orderBy('block', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const instants = instantsIn(row);
  const last = instants.findLastIndex((one) => one <= instant);
  return { ordinal: row.block * BLOCK + last + 1, instant: instants[last]! };
}

function blockAt(db: Kysely<MomentTables>, block: number) {
  return db.selectFrom('recorded_instants').select(['instant', 'steps']).where('block', '=', block).executeTakeFirst();
}

async function noRecords(db: Kysely<MomentTables>, when: Sentence): Promise<Problem> {
  const first = await db
    .selectFrom('recorded_instants')
    .select('instant')
    .orderBy('instant')
    .limit(1)
    .executeTakeFirst();
  const since = first && new Date(first.instant).toISOString();
  return new Problem({
    status: 404,
    type: 'no-records-before',
    detail: {
      ko: `${when.ko}까지의 기록이 없습니다. ${since ? `첫 기록은 ${since}의 것입니다` : '아직 아무것도 기록되지 않았습니다'}.`,
      en: `There are no records before ${when.en}; ${since ? `the first is of ${since}` : 'nothing was recorded yet'}.`,
    },
  });
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** A day stands for its end. */
function instantOf(given: string, name: string): number {
  const day: unknown = given;
  if (isDay(day)) return beginningOf(addDays(day, 1)) - 1;
  // A + that stands in a URL as it is arrives as a space.
  const text = given.replace(/ (\d{2}:\d{2})$/, '+$1');
  // Date.parse alone takes the 30th of February for the 2nd of March.
  const instant = isDay(INSTANT.exec(text)?.[1]) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw invalidParameter(name, NO_MOMENT);
  }
  return instant;
}

function asked(moment: number | string): Sentence {
  if (typeof moment === 'string') return { ko: moment, en: moment };
  return { ko: `기록 ${String(moment)}번`, en: `event number ${String(moment)}` };
}
