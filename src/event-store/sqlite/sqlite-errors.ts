import type { Sentence } from '../../history/sentence.js';
import { isBusy, resultCode } from '../../sqlite/locks.js';
import { DamagedLogError, EventStoreError, NotALogError, NotWritableError, UnavailableError } from '../errors.js';

/** What node:sqlite's errors mean: SQLite's result codes (sqlite.org/rescode.html), the primary one in the low byte. */
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
const IOERR_SHORT_READ = 522;
const IOERR_WRITE = 778;

export const MAY_ONLY_BE_READ = {
  ko: '읽기만 할 수 있는 파일입니다. 이 사용자가 그 파일과 폴더에 쓸 수 있게 하십시오',
  en: 'it may only be read; let this user write the file and its directory',
};

/** What keeps a file from being written, and what to do. */
const NOT_WRITABLE: Readonly<Record<number, Sentence>> = {
  [READONLY]: MAY_ONLY_BE_READ,
  [IOERR]: { ko: '디스크가 고장입니다. 디스크를 살펴보십시오', en: 'its disk fails; look at the disk' },
  [FULL]: { ko: '디스크가 가득 찼습니다. 자리를 비우십시오', en: 'its disk is full; free some space there' },
  [CANTOPEN]: {
    ko: '파일을 열 수 없습니다. 이 사용자가 그 파일과 폴더에 쓸 수 있게 하십시오',
    en: 'it cannot be opened; let this user write the file and its directory',
  },
};

/** The file is no SQLite database at all. */
export function isNoDatabase(error: unknown): boolean {
  return primaryCode(error) === NOTADB;
}

/**
 * Whether a commit that failed so has surely written nothing: its last frame, which makes it hold, never got whole into
 * the file. A flush that fails comes after that frame and leaves it open.
 */
export function isSurelyUncommitted(error: unknown): boolean {
  return [READONLY, FULL].includes(primaryCode(error)) || resultCode(error) === IOERR_WRITE;
}

/** SQLite's error in the words of the port; a lock, and what is not SQLite's, stays what it is. */
export function named(error: unknown, path: string, doing: 'reading' | 'writing'): unknown {
  if (error instanceof EventStoreError || primaryCode(error) === 0 || isBusy(error)) return error;
  const { message } = error as Error;
  const options = { cause: error };
  if (isNoDatabase(error)) return new NotALogError(path, message, options);
  if (primaryCode(error) === CORRUPT || resultCode(error) === IOERR_SHORT_READ) {
    return new DamagedLogError(path, message, options);
  }
  const reason = doing === 'writing' ? NOT_WRITABLE[primaryCode(error)] : undefined;
  return reason === undefined
    ? new UnavailableError(`${path}: ${message}`, options)
    : new NotWritableError(path, reason, options);
}

function primaryCode(error: unknown): number {
  return resultCode(error) & 0xff;
}
