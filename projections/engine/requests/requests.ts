import type { Sentence } from '../../../src/history/sentence.js';
import type { BuildRow, RequestKind, RequestRow } from '../database/bookkeeping.js';
import type { Database, Writing } from '../database/database.js';
import { refused } from './request-refused.js';

/** What an operator asks for. */
export interface OperatorRequest {
  readonly kind: RequestKind;
  /** The read model it is about; all where not given. */
  readonly name?: string | undefined;
  /** One build of it; by default the one that the kind is usually about. */
  readonly build?: number | undefined;
  /** For retry: one stream; by default all. */
  readonly stream?: string | undefined;
}

/** What a request is known by, so that it is asked once however often it is sent. */
export interface Key {
  readonly key: string;
  readonly fingerprint: string;
}

export interface Asked {
  readonly id: number;
  /** It was asked before under its key. */
  readonly repeated: boolean;
  /** Of what was asked under its key the first time. */
  readonly fingerprint: string | undefined;
}

/** Enters a request, once under its key; whoever holds the lease carries it out. */
export function ask(database: Database, request: OperatorRequest, key?: Key): Promise<Asked> {
  return database.write(async ({ books }) => {
    const before = key && (await askedBefore(books, key));
    if (before) return before;
    const { kind, name, build, stream } = request;
    const { id } = await books
      .insertInto('ledger_requests')
      .values({
        kind,
        name: name ?? null,
        build: build ?? null,
        stream: stream ?? null,
        state: 'asked',
        answer: null,
        asked_at: new Date().toISOString(),
        answered_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (key) await books.updateTable('ledger_request_keys').set({ request: id }).where('key', '=', key.key).execute();
    return { id, repeated: false, fingerprint: key?.fingerprint };
  });
}

/** What was asked under this key; enters the key where it is new. */
async function askedBefore(books: Writing['books'], { key, fingerprint }: Key): Promise<Asked | undefined> {
  const entered = await books
    .insertInto('ledger_request_keys')
    .values({ key, fingerprint, request: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (entered) return undefined;
  const first = await books
    .selectFrom('ledger_request_keys')
    .selectAll()
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return { id: first.request!, repeated: true, fingerprint: first.fingerprint };
}

export function findRequest(database: Database, id: number): Promise<(RequestRow & { id: number }) | undefined> {
  return database.read((db) =>
    db.selectFrom('ledger_requests').selectAll().where('id', '=', id).executeTakeFirst(),
  ) as Promise<(RequestRow & { id: number }) | undefined>;
}

/** What is asked for and not answered yet, in the order asked. */
export async function openRequests(
  database: Database,
): Promise<readonly (OperatorRequest & { readonly id: number })[]> {
  const rows = await database.read((db) =>
    db.selectFrom('ledger_requests').selectAll().where('state', '=', 'asked').orderBy('id').execute(),
  );
  return rows.map(({ id, kind, name, build, stream }) => ({
    id,
    kind,
    name: name ?? undefined,
    build: build ?? undefined,
    stream: stream ?? undefined,
  }));
}

/** A refusal is answered by its sentence, what was done by JSON of it. */
export async function answerRequest(
  { books }: Writing,
  id: number,
  state: 'done' | 'refused',
  answer: object,
): Promise<void> {
  await books
    .updateTable('ledger_requests')
    .set({ state, answer: JSON.stringify(answer), answered_at: new Date().toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .execute();
}

/** The builds that a request is about, among those that its kind can be about. */
export function meant(
  request: OperatorRequest,
  builds: readonly BuildRow[],
  fits: (build: BuildRow) => boolean,
  what: Sentence,
): readonly BuildRow[] {
  const { name, build } = request;
  if (name !== undefined && !builds.some((row) => row.name === name)) throw refused('no-read-model', { name });
  const named = builds.filter(
    (row) => (name === undefined || row.name === name) && (build === undefined || row.build === build),
  );
  if (build !== undefined && named.length === 0)
    throw name === undefined ? refused('no-build', { build }) : refused('no-build-of', { build, name });
  const fitting = named.filter(fits);
  if (fitting.length > 0) return fitting;
  if (build !== undefined) throw refused('build-does-not-fit', { build, what });
  throw name === undefined ? refused('none-of-any-fits', { what }) : refused('none-fits', { name, what });
}
