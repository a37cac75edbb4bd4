import { type Stats, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { LogGoneError } from '../errors.js';
import { isNoDatabase } from './sqlite-errors.js';

const SUFFIXES = ['', '-wal', '-shm'] as const;

/** What the main file alone holds, without its -wal. */
interface Checkpointed {
  readonly firstId: string | undefined;
  readonly last: number;
}

/**
 * Sees that the files under an open connection were removed, exchanged, cut or written over: SQLite goes on with what
 * it has open, and all that is appended then is lost. A look costs three calls of stat, some 7 µs. It never opens the main file
 * but through SQLite: closing any other descriptor of it would drop SQLite's locks.
 */
export class FileWatch {
  private seen: readonly Stats[];
  private checkpointed: Checkpointed;
  /** Kept from the beginning: what is written over is read through the connection, too. */
  private firstId: string | undefined;

  /** `firstId` tells the log from another one; `walBytes` is the least that its -wal has. */
  constructor(
    private readonly path: string,
    private readonly log: { readonly firstId: () => string | undefined; readonly walBytes: () => number },
  ) {
    // Reading it makes SQLite put -wal and -shm beside a file that has none.
    this.firstId = log.firstId();
    this.seen = SUFFIXES.map((_, index) => this.look(index));
    this.checkpointed = this.read() ?? { firstId: undefined, last: 0 };
  }

  /** Before something is written. Throws LogGoneError. */
  check(): void {
    const now = SUFFIXES.map((_, index) => this.stillThere(index));
    this.firstId ??= this.log.firstId();
    const [file, wal] = now;
    if (file!.size < this.seen[0]!.size) this.gone('was cut');
    // It also shrinks by right, when all of it has gone into the main file: SQLite knows how much it must hold.
    if (wal!.size < this.seen[1]!.size && wal!.size < this.log.walBytes()) this.gone('was cut', 1);
    if (file!.mtimeMs !== this.seen[0]!.mtimeMs) this.compare();
    this.seen = now;
  }

  /** After something was written, before it is answered: the file it went into is still the log. Throws LogGoneError. */
  checkPlace(): void {
    this.stillThere(0);
    this.seen = [this.seen[0]!, this.stillThere(1), this.seen[2]!];
  }

  private stillThere(index: number): Stats {
    const now = this.look(index);
    const before = this.seen[index]!;
    if (now.ino !== before.ino || now.dev !== before.dev) this.gone('was exchanged for another file', index);
    return now;
  }

  private look(index: number): Stats {
    return statSync(this.path + SUFFIXES[index]!, { throwIfNoEntry: false }) ?? this.gone('was removed', index);
  }

  /** Only what goes over from the -wal is written into the main file: the same log, and never less of it. */
  private compare(): void {
    const now = this.read();
    if (!now) return;
    const other = now.firstId !== undefined && now.firstId !== this.firstId;
    if (other || now.last < this.checkpointed.last) this.gone('was written over');
    this.checkpointed = now;
  }

  /** Undefined where it cannot be told: somebody may be writing pages into it at this moment. */
  private read(): Checkpointed | undefined {
    let raw: DatabaseSync | undefined;
    try {
      // As it lies there, without its -wal and without any lock.
      raw = new DatabaseSync(`${pathToFileURL(this.path).href}?immutable=1`, { readOnly: true, timeout: 0 });
      const row = raw.prepare(
        'select max(sequence) as last, (select id from events where sequence = 1) as id from events',
      );
      const { last, id } = row.get() as { last: number | null; id: string | null };
      return { last: last ?? 0, firstId: id ?? undefined };
    } catch (error) {
      return isNoDatabase(error) ? { firstId: undefined, last: -1 } : undefined;
    } finally {
      raw?.close();
    }
  }

  private gone(what: string, index = 0): never {
    throw new LogGoneError(this.path + SUFFIXES[index]!, what);
  }
}
