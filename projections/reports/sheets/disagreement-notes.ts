import { type Kysely, sql } from 'kysely';
import { filled, type Sentence } from '../../../src/history/sentence.js';
import * as shown from '../../../src/http/shown.js';
import type { Place } from '../../../src/meetings/meeting.events.js';
import type { SheetRow } from '../../../src/pledge-items/pledge-item.events.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import { lastOrdinalBefore } from '../../asking/moment/moment.queries.js';
import { DISAGREEMENT_CODES, type Disagreement } from '../disagreements/disagreement.js';
import {
  type Around,
  meetingDisagreements,
  type Paired,
  withMeeting,
  withPlace,
} from '../disagreements/held-against.js';
import { inShort } from '../disagreements/in-words.js';
import type { CellTables } from '../district-totals/cell.queries.js';

/** Records behind the figures of a row that other records no longer bear out. */
const note = shown.object({
  roundId: shown.id(),
  row: shown.choice(['dongs', 'suggestions'], { about: "The row of the round's table that counts them" }),
  districts: shown.list(shown.text(), { about: 'The columns that count them, by code; "0" is what is in no district' }),
  code: shown.choice(DISAGREEMENT_CODES),
  records: shown.integer({ about: 'Meetings or suggestions of which it is so' }),
  inWords: shown.object({ ko: shown.text(), en: shown.text() }),
});
export type SheetNote = shown.Of<typeof note>;

export const sheetDisagreements = shown.object({
  notes: shown.list(note),
  suggestionsCompared: shown.flag({
    about: 'False where more was recorded since: what suggestions disagree with is known of the last record alone',
  }),
});
type SheetDisagreements = shown.Of<typeof sheetDisagreements>;

const SAYS = {
  dongs: {
    ko: '간담회 {records}건이 다른 기록과 맞지 않음: {what}',
    en: 'meetings that disagree with other records: {records} ({what})',
  },
  suggestions: {
    ko: '건의사항 {records}건이 다른 기록과 맞지 않음: {what}',
    en: 'suggestions that disagree with other records: {records} ({what})',
  },
} as const;

/** What disagrees of the records that the figures of rounds count. Those of carried rounds count nothing. */
export async function disagreementNotes(
  db: Kysely<CellTables>,
  moment: Moment,
  roundIds: readonly string[],
): Promise<SheetDisagreements> {
  const last = await lastOrdinalBefore(db, Number.MAX_SAFE_INTEGER);
  const suggestionsCompared = moment.knownAt.ordinal >= last;
  if (roundIds.length === 0) return { notes: [], suggestionsCompared };
  const around = await aroundAt(db, moment);
  const notes = new Notes();
  const meetings = await db
    .selectFrom('meetings')
    .selectAll()
    .where('phase', '=', 'held')
    .where('round_id', 'in', roundIds)
    .where('held_on', '<=', moment.asOf)
    .where(knownAt(moment))
    .execute();
  for (const meeting of meetings) {
    const districts = (JSON.parse(meeting.places) as Place[]).map(({ district }) => district);
    notes.add({ roundId: meeting.round_id, row: 'dongs' }, meetingDisagreements(meeting, around), districts, 1);
  }
  for (const { records, ...alike } of suggestionsCompared ? await suggestionsAlike(db, moment, roundIds) : []) {
    const found = [...withMeeting(alike), ...withPlace(alike, around)];
    notes.add({ roundId: alike.round_id, row: 'suggestions' }, found, [alike.district ?? '0'], records);
  }
  return { notes: notes.inOrderOf(roundIds), suggestionsCompared };
}

async function aroundAt(db: Kysely<CellTables>, moment: Moment): Promise<Around> {
  const rounds = await db.selectFrom('rounds').selectAll().where(knownAt(moment)).execute();
  const dongs = await db.selectFrom('dongs').selectAll().where(knownAt(moment)).execute();
  return {
    rounds: new Map(rounds.map((row) => [row.round_id, row])),
    dongs: new Map(dongs.map((row) => [row.code, row])),
  };
}

/** Suggestions that count as of the day, those together that nothing here tells apart: a meeting's are a few rows. */
function suggestionsAlike(
  db: Kysely<CellTables>,
  moment: Moment,
  roundIds: readonly string[],
): Promise<(Paired & { readonly records: number })[]> {
  const alike = db
    .selectFrom('suggestions')
    .select(['round_id', 'meeting_id', 'dong', 'district', 'raised_on'])
    .select((row) => [
      row.fn.min('suggestion_id').as('suggestion_id'),
      row.fn.min('outside_period_reason').as('outside_period_reason'),
      sql<number>`count(*)`.as('records'),
    ])
    .where('standing', '=', 1)
    .where('status', '<>', 'split')
    .where('round_id', 'in', roundIds)
    .where('raised_on', '<=', moment.asOf)
    .where('first_ordinal', '<=', moment.knownAt.ordinal)
    .groupBy(['round_id', 'meeting_id', 'dong', 'district', 'raised_on', sql`outside_period_reason is null`]);
  return db
    .selectFrom(alike.as('alike'))
    .leftJoin('meetings', (join) =>
      join.onRef('meetings.meeting_id', '=', 'alike.meeting_id').on(knownAt(moment, 'meetings')),
    )
    .selectAll('alike')
    .select(['meetings.round_id as m_round', 'meetings.places as m_places', 'meetings.phase as m_phase'])
    .select((row) => row.fn.coalesce('meetings.held_on', 'meetings.scheduled_on').as('m_day'))
    .execute();
}

type Counted = Pick<SheetNote, 'roundId' | 'row'> & { readonly row: SheetRow };

/** Notes as they are counted together: one a round, row and kind of disagreement. */
class Notes {
  private readonly counted = new Map<string, Omit<SheetNote, 'inWords'>>();

  add(of: Counted, found: readonly Disagreement[], districts: readonly string[], records: number): void {
    for (const code of new Set(found.map((one) => one.code))) {
      // A round whose carried figures alone count does not count them.
      if (code === 'round-is-carried') continue;
      const key = `${of.roundId} ${of.row} ${code}`;
      const before = this.counted.get(key) ?? { ...of, code, districts: [], records: 0 };
      this.counted.set(key, {
        ...before,
        districts: [...new Set([...before.districts, ...districts])].sort(),
        records: before.records + records,
      });
    }
  }

  inOrderOf(roundIds: readonly string[]): readonly SheetNote[] {
    const place = ({ roundId, row, code }: Omit<SheetNote, 'inWords'>) =>
      (roundIds.indexOf(roundId) * 2 + (row === 'dongs' ? 0 : 1)) * 100 + DISAGREEMENT_CODES.indexOf(code);
    return [...this.counted.values()]
      .sort((a, b) => place(a) - place(b))
      .map((one) => {
        const told = { records: one.records, what: inShort(one.code) };
        return { ...one, inWords: filled<Sentence>(SAYS[one.row], told) };
      });
  }
}
