/** What node:sqlite's errors mean: SQLite's primary result codes (sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const NOTADB = 26;

/** Another connection holds a lock: the same call may succeed later. */
export function isBusy(error: unknown): boolean {
  return [BUSY, LOCKED].includes(primaryCode(error));
}

/** The file is damaged or no SQLite database. */
export function isForeign(error: unknown): boolean {
  return [CORRUPT, NOTADB].includes(primaryCode(error));
}

/** Any failure that SQLite itself reports: a full disk, a read-only file, an I/O error … */
export function isSqlite(error: unknown): boolean {
  return primaryCode(error) !== 0;
}

function primaryCode(error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code & 0xff : 0;
}
