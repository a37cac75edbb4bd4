import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DamagedLogError, NotALogError, NotWritableError } from '../errors.js';
import { asItCame } from '../../history/sentence.js';
import { EVERYTHING, type Inspection, inspectLog, inWords } from './inspect-log.js';
import { patiently } from './patient.js';
import { named } from './sqlite-errors.js';

/** What a back-up holds, as it was read back from it. */
export interface BackUp {
  /** The file with all events. */
  readonly file: string;
  readonly events: number;
  /** The ordinal of the last event; 0 in an empty log. */
  readonly last: number;
  readonly bytes: number;
}

export type OnProgress = (done: number, of: number) => void;

const LOCK_WAIT_MS = 10_000;
/** While it is written, and until it is verified. */
const UNFINISHED = '.part';
/** Beside the log in a back-up, in the form that `sha256sum -c` reads. */
const DIGEST = '.sha256';

/**
 * Copies a log as of one moment into an empty directory, also while others append to it, and reads all of the copy
 * back. It is on the disk when this resolves. Throws NotWritableError, UnusableLogError; then nothing is left there.
 */
export async function backUpLog(path: string, directory: string, onProgress?: OnProgress): Promise<BackUp> {
  const file = join(directory, basename(path));
  return intoEmpty(directory, async () => {
    await patiently(path, LOCK_WAIT_MS, () => copyOfOneMoment(path, file + UNFINISHED));
    const inspection = whole(file + UNFINISHED, path, onProgress);
    writeFileSync(file + DIGEST, `${await digestOf(file + UNFINISHED)}  ${basename(file)}\n`);
    flush(file + DIGEST);
    return finished(file, inspection);
  });
}

/**
 * Puts a back-up into an empty data directory, and reads all of it back there. Throws NotWritableError,
 * UnusableLogError; then nothing is left there.
 */
export async function restoreLog(directory: string, path: string, onProgress?: OnProgress): Promise<BackUp> {
  const source = join(directory, basename(path));
  if (!existsSync(source)) throw new NotALogError(source, 'it is not there');
  if ((statSync(`${source}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    const how = `a -wal lies beside it, so this is no back-up but a log: "DATA_DIR=${directory} ledger backup" makes one`;
    throw new NotALogError(source, how);
  }
  return intoEmpty(dirname(path), async () => {
    copyFileSync(source, path + UNFINISHED);
    const digest = digestBeside(source);
    if (digest !== undefined && digest !== (await digestOf(path + UNFINISHED))) {
      throw new DamagedLogError(source, 'it is not what was backed up: its SHA-256 is another than that beside it');
    }
    return finished(path, whole(path + UNFINISHED, source, onProgress));
  });
}

/** As `vacuum into` does it: in one read, whoever writes, and through every page, so that a damaged one is found. */
function copyOfOneMoment(path: string, copy: string): void {
  rmSync(copy, { force: true });
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    db.prepare('vacuum into ?').run(copy);
  } catch (error) {
    const meant = named(error, path, 'writing');
    throw meant instanceof NotWritableError ? new NotWritableError(dirname(copy), meant.reason) : meant;
  } finally {
    db?.close();
  }
}

function whole(copy: string, source: string, onProgress: OnProgress | undefined): Inspection {
  const inspection = inspectLog(copy, { ...EVERYTHING, onProgress });
  if (inspection.damages.length > 0) throw new DamagedLogError(source, inWords(inspection));
  return inspection;
}

/** Gives the file its name, and makes sure that it is on the disk. */
function finished(file: string, { events, last }: Inspection): BackUp {
  // Looking at it has left what an open log has beside it.
  for (const suffix of ['-wal', '-shm']) rmSync(file + UNFINISHED + suffix, { force: true });
  flush(file + UNFINISHED);
  renameSync(file + UNFINISHED, file);
  flush(dirname(file));
  flush(dirname(dirname(file)));
  return { file, events, last, bytes: statSync(file).size };
}

const EMPTY = { ko: '비어 있거나 아직 없는 폴더를 지정하십시오', en: 'name one that is empty or not there yet' };
const NOT_EMPTY = { ko: `폴더가 비어 있지 않습니다. ${EMPTY.ko}`, en: `it is not empty; ${EMPTY.en}` };

/** Makes the directory where it is not there; takes away what the work has left in it where that fails. */
async function intoEmpty<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(directory, { recursive: true });
    if (readdirSync(directory).length > 0) throw new NotWritableError(directory, NOT_EMPTY);
  } catch (error) {
    if (error instanceof NotWritableError) throw error;
    const why = (error as Error).message;
    const reason = { ko: `${why}; ${EMPTY.ko}`, en: `${why}; ${EMPTY.en}` };
    throw new NotWritableError(directory, reason, { cause: error });
  }
  try {
    return await work();
  } catch (error) {
    for (const name of readdirSync(directory)) rmSync(join(directory, name));
    const { syscall, message } = error as NodeJS.ErrnoException;
    throw syscall === undefined ? error : new NotWritableError(directory, asItCame(message), { cause: error });
  }
}

function digestBeside(source: string): string | undefined {
  return existsSync(source + DIGEST) ? readFileSync(source + DIGEST, 'utf8').split(' ', 1)[0] : undefined;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
