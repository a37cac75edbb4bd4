import { type Expression, type SqlBool, sql } from 'kysely';
import type { Moment } from './moment/moment.js';

/** Whether a row of versions was known at a moment; of a table that is joined, by its name. */
export function knownAt({ knownAt: { ordinal } }: Moment, table?: string): Expression<SqlBool> {
  const column = (name: string) => sql.ref(table === undefined ? name : `${table}.${name}`);
  return sql<SqlBool>`${column('known_from')} <= ${ordinal} and ${column('known_to')} > ${ordinal}`;
}
