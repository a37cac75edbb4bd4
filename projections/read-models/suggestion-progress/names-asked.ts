import type { Kysely } from 'kysely';
import { invalidParameter } from '../../../src/http/problem.js';
import type { Sentence } from '../../../src/history/sentence.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { notKnown, type Stated } from '../../asking/stated.js';
import type { JurisdictionTables } from '../jurisdiction/jurisdiction.queries.js';
import type { MeetingTables } from '../meetings/meeting.queries.js';
import type { OrganisationTables } from '../organisation/organisation.queries.js';
import type { RoundTables } from '../rounds/round.queries.js';
import type { SuggestionRow } from './suggestion.tables.js';

/** Where what a question names is looked up. */
export type PlaceTables = Pick<JurisdictionTables, 'districts' | 'dongs'>;

export interface NamedTables extends PlaceTables, MeetingTables, OrganisationTables, RoundTables {
  suggestions: SuggestionRow;
}

export interface PlacesAsked {
  readonly district?: string | undefined;
  readonly dong?: string | undefined;
}

/** What a question may be narrowed to by codes and ids. */
export interface NamesAsked extends PlacesAsked {
  readonly meetingId?: string | undefined;
  readonly department?: string | undefined;
}

const WHAT = {
  district: { ko: '구', en: 'district' },
  dong: { ko: '동', en: 'dong' },
  meetingId: { ko: '간담회', en: 'meeting' },
  department: { ko: '부서', en: 'department' },
} as const;

/**
 * Throws Problem `not-found` for a district or dong that was never known, and for a dong that was never of the district:
 * an empty answer would look like a true one.
 */
export async function placesMustBeKnown(
  db: Kysely<PlaceTables>,
  { district, dong }: PlacesAsked,
  stated: Stated,
): Promise<void> {
  await mustBeAmong(db, 'districts', 'code', 'district', district, stated);
  await mustBeAmong(db, 'dongs', 'code', 'dong', dong, stated);
  if (district === undefined || dong === undefined) return;
  const rows = await db.selectFrom('dongs').select('district').where('code', '=', dong).distinct().execute();
  const its = rows.map((row) => row.district);
  if (its.includes(district)) return;
  throw invalidParameter('dong', {
    ko: `동 ${dong}은(는) 구 ${its.join(', ')}의 동입니다. 구 ${district}의 동이 아닙니다`,
    en: `dong ${dong} is in district ${its.join(', ')}, not in ${district}`,
  });
}

/** The same of everything that the list may be narrowed to, voided things among it. */
export async function mustBeKnown(db: Kysely<NamedTables>, asked: NamesAsked, stated: Stated): Promise<void> {
  await placesMustBeKnown(db, asked, stated);
  await mustBeAmong(db, 'meetings', 'meeting_id', 'meetingId', asked.meetingId, stated);
  const { department } = asked;
  if (department === undefined) return;
  // What was recorded before there was a register of departments is found by what has it.
  const used = await db
    .selectFrom('suggestions')
    .select('suggestion_id')
    .where('department', '=', department)
    .limit(1)
    .executeTakeFirst();
  if (!used) await mustBeAmong(db, 'departments', 'code', 'department', department, stated);
}

async function mustBeAmong(
  db: object,
  from: 'districts' | 'dongs' | 'meetings' | 'departments',
  column: 'code' | 'meeting_id',
  parameter: keyof NamesAsked,
  value: string | undefined,
  stated: Stated,
): Promise<void> {
  if (value === undefined) return;
  const found = await (db as Kysely<Record<typeof from, Versioned<Record<typeof column, string>>>>)
    .selectFrom(from)
    .select('known_from')
    .where(column, '=', value)
    .limit(1)
    .executeTakeFirst();
  if (!found) throw notKnown(unknown(parameter, value), stated);
}

function unknown(parameter: keyof NamesAsked, value: string): Sentence {
  const { ko, en } = WHAT[parameter];
  return {
    ko: `${parameter}: ${ko} ${value}을(를) 찾을 수 없습니다. 코드를 확인하십시오.`,
    en: `${parameter}: there is no ${en} ${value}; look for a slip in it.`,
  };
}
