import type { Kysely } from 'kysely';
import type { SuggestionNumberRow } from './suggestion-number.tables.js';

export interface SuggestionNumberTables {
  suggestion_numbers: SuggestionNumberRow;
}

const A_NUMBER = /^(\d{4})-(\d{4,9})$/;

/** Whether an address names a suggestion by its number. */
export function isNumber(named: string): boolean {
  return A_NUMBER.test(named);
}

/** As people write it: four digits at least. */
export function numberText({ year, number }: Pick<SuggestionNumberRow, 'year' | 'number'>): string {
  return `${String(year)}-${String(number).padStart(4, '0')}`;
}

/** The id of the suggestion of a number; undefined where none has it. */
export async function suggestionNumbered(
  db: Kysely<SuggestionNumberTables>,
  named: string,
): Promise<string | undefined> {
  const [, year, number] = A_NUMBER.exec(named)!;
  const row = await db
    .selectFrom('suggestion_numbers')
    .select(['suggestion_id', 'year', 'number'])
    .where('year', '=', Number(year))
    .where('number', '=', Number(number))
    .executeTakeFirst();
  // 2026-00123 is no other way to write 2026-0123.
  return row && numberText(row) === named ? row.suggestion_id : undefined;
}
