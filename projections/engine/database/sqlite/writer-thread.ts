/**
 * The thread that owns the one connection that writes. Node runs this file as it stands, types stripped, without
 * the compiler of the rest: it imports modules of Node and types, and nothing else.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type {
  Answers,
  FromThread,
  QueryAnswer,
  Request,
  Run,
  Stored,
  ThreadData,
  ToThread,
} from './writer-messages.js';

const LOOK_EVERY_MS = 50;
/** Builds come and go with their table names: what is kept is bounded. */
const KEPT_STATEMENTS = 500;

const port = parentPort!;
const { place, pragmas, lookups } = workerData as ThreadData;
const statements = new Map<string, StatementSync>();
let connection: DatabaseSync | undefined;
let look: NodeJS.Timeout | undefined;
let seen: number | undefined;

port.on('message', (message: ToThread) => {
  // Whoever folds waits for these; what is to be written has time until the commit.
  for (let next = receiveMessageOnPort(lookups); next; next = receiveMessageOnPort(lookups)) {
    hear(next.message as ToThread);
  }
  hear(message);
});
lookups.on('message', hear);

function hear(message: ToThread): void {
  if ('watch' in message) watch(message.watch);
  else post(answered(message.id, message.request));
}

function post(message: FromThread): void {
  port.postMessage(message);
}

function answered(id: number, request: Request): FromThread {
  try {
    return { id, answer: answer(request) };
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    return { id, error: { message, errcode } };
  }
}

function answer(request: Request): Answers[Request['is']] {
  switch (request.is) {
    case 'begin':
      opened().exec('begin immediate');
      return undefined;
    case 'execute':
      opened().exec(request.sql);
      return undefined;
    case 'undo':
      if (connection?.isTransaction) connection.exec(request.sql);
      return undefined;
    case 'query':
      return query(request.sql, request.parameters);
    case 'apply':
      request.runs.forEach(runEach);
      return undefined;
    case 'find':
      return find(request.runs);
    case 'close':
      close();
      return undefined;
    default:
      return request satisfies never;
  }
}

function query(sql: string, parameters: readonly Stored[]): QueryAnswer {
  const statement = inTransaction(sql);
  statement.setReturnArrays(false);
  if (statement.columns().length > 0) return { rows: statement.all(...parameters), changes: 0, lastInsertRowid: 0 };
  return { rows: undefined, ...statement.run(...parameters) };
}

function runEach({ sql, width, values, several }: Run): void {
  const from = several ? runWhole(several.sql, several.times * width, values, 0) : 0;
  if (from < values.length) runWhole(sql, width, values, from);
}

/** As often as there are so many values from there on; where it stopped. */
function runWhole(sql: string, width: number, values: Run['values'], start: number): number {
  const statement = inTransaction(sql);
  const given = new Array<Stored>(width);
  let from = start;
  for (; from + width <= values.length; from += width) {
    for (let i = 0; i < width; i++) given[i] = values[from + i]!;
    statement.run(...given);
  }
  return from;
}

/** Inside the transaction that is open, else in a snapshot of its own. */
function find(runs: readonly Run[]): readonly (readonly Stored[])[] {
  const db = opened();
  if (db.isTransaction) return runs.map(lookUp);
  db.exec('begin');
  try {
    return runs.map(lookUp);
  } finally {
    db.exec('commit');
  }
}

function lookUp({ sql, width, values }: Run): readonly Stored[] {
  const statement = kept(sql);
  statement.setReturnArrays(true);
  const found: Stored[] = [];
  for (let from = 0; from < values.length; from += width) {
    const row = statement.get(...(values.slice(from, from + width) as readonly Stored[])) as Stored[] | undefined;
    if (row) for (const value of row) found.push(value);
  }
  return found;
}

/** Nothing is written after SQLite gave up the transaction: it would be committed at once. */
function inTransaction(sql: string): StatementSync {
  if (!opened().isTransaction) throw new Error('the transaction that this belongs to is no longer open');
  return kept(sql);
}

function kept(sql: string): StatementSync {
  let statement = statements.get(sql);
  if (!statement) {
    if (statements.size >= KEPT_STATEMENTS) statements.clear();
    statement = opened().prepare(sql);
    statements.set(sql, statement);
  }
  return statement;
}

function opened(): DatabaseSync {
  if (connection) return connection;
  // Never waits for another process's lock: whoever asked tries again, and lookups get in between.
  const made = new DatabaseSync(place, { timeout: 0 });
  try {
    for (const pragma of pragmas) made.exec(`pragma ${pragma}`);
  } catch (error) {
    made.close();
    throw error;
  }
  return (connection = made);
}

/** The first look always tells: nobody knows what was committed since the listener came. */
function watch(on: boolean): void {
  clearInterval(look);
  seen = undefined;
  if (!on) return;
  look = setInterval(lookForCommits, LOOK_EVERY_MS);
  lookForCommits();
}

function lookForCommits(): void {
  let version: number;
  try {
    // This connection's own commits do not count.
    version = (kept('pragma data_version').get() as { data_version: number }).data_version;
  } catch {
    return; // locked, or not to be opened: there is another look soon, and whoever uses it hears why
  }
  if (version === seen) return;
  seen = version;
  post({ committed: true });
}

function close(): void {
  clearInterval(look);
  statements.clear();
  connection?.close();
  connection = undefined;
}
