import type { DatabaseSync } from 'node:sqlite';
import { NotALogError } from '../errors.js';

/** Marks a file as an event log of the ledger (`pragma application_id`); the bytes of "SLog". */
const APPLICATION_ID = 0x534c6f67;
const FORMAT = 1;

/** Makes an empty log of an empty file. */
export const EMPTY_LOG = `
  create table if not exists events (
    sequence integer primary key,
    stream text not null,
    revision integer not null,
    id text not null,
    type text not null,
    data text not null,
    metadata text not null,
    unique (stream, revision)
  ) strict;
  create trigger if not exists events_stay before delete on events
    begin select raise(abort, 'what happened is never deleted'); end;
  create trigger if not exists events_stand before update on events
    begin select raise(abort, 'what happened is never changed'); end;
  pragma application_id = ${String(APPLICATION_ID)};
  pragma user_version = ${String(FORMAT)};`;

/**
 * Whether this is a log already; false for an empty file. Looked at in one snapshot: another process may be making it.
 * Throws NotALogError for a file of anything else.
 */
export function isMarked(db: DatabaseSync, path: string): boolean {
  const own = !db.isTransaction;
  if (own) db.exec('begin');
  const mark = number(db, 'application_id');
  const format = number(db, 'user_version');
  const tables = (db.prepare('select count(*) as n from sqlite_master').get() as { n: number }).n;
  if (own) db.exec('commit');
  if (mark !== APPLICATION_ID && tables > 0) throw new NotALogError(path, 'it is a database of something else');
  if (mark === APPLICATION_ID && format > FORMAT) {
    throw new NotALogError(path, `its format ${String(format)} is of a later version of this program`);
  }
  return mark === APPLICATION_ID;
}

function number(db: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
  return Object.values(db.prepare(`pragma ${pragma}`).get() as Record<string, number>)[0]!;
}
