import { BACKWARDS, END } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { ConflictError, NotPermittedError } from '../errors.js';
import { isStreamNotFound, readFailure } from './answers.js';
import { BatchAppender } from './batch-appender.js';
import { Connection } from './connection.js';
import { connectionSettings, type EventStoreDbSettings } from './connection-settings.js';
import { readGroups } from './read-groups.js';
import { within } from './within.js';

/** The metadata of `$all` says who may read all. */
const ALL = '$$$all';
/** Holds the server's default access lists. */
const SETTINGS = '$settings';
const ADMINISTRATORS = '$admins';

type Acl = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One thing that set-up sees to. */
export interface Seen {
  readonly what: 'read-all' | 'append-only';
  readonly changed: boolean;
  readonly sentence: string;
}

/**
 * Lets a user append, read and read all, and takes delete, tombstone and metadata from everybody but the
 * administrators. Run with an administrator's credentials; run again it changes nothing. Others who may read
 * or append stay so. Rejects with NotPermittedError (also where the server has no users to give rights to), UnavailableError, OutcomeUnknownError.
 */
export async function setUpRights(administrator: EventStoreDbSettings, user: string): Promise<readonly Seen[]> {
  if (await knowsNobody(administrator)) throw new NotPermittedError(WITHOUT_USERS);
  return connected(administrator, async (connection, appender) => {
    const readAll = await change(connection, appender, ALL, '$metadata', (metadata) => {
      const acl = (metadata.$acl ?? {}) as Acl;
      return { ...metadata, $acl: { ...acl, $r: withNames(acl.$r, user, ADMINISTRATORS) } };
    });
    const appendOnly = await change(connection, appender, SETTINGS, 'update-default-acl', (settings) => {
      const users = (settings.$userStreamAcl ?? {}) as Acl;
      const only = { $d: ADMINISTRATORS, $mr: ADMINISTRATORS, $mw: ADMINISTRATORS };
      return {
        ...settings,
        $userStreamAcl: {
          $r: withNames(users.$r, user, ADMINISTRATORS),
          $w: withNames(users.$w, user, ADMINISTRATORS),
          ...only,
        },
        $systemStreamAcl: settings.$systemStreamAcl ?? { $r: ADMINISTRATORS, $w: ADMINISTRATORS, ...only },
      };
    });
    return [
      {
        what: 'read-all',
        changed: readAll,
        sentence: readAll ? `${user} may now read all streams.` : `${user} could read all streams already.`,
      },
      {
        what: 'append-only',
        changed: appendOnly,
        sentence: appendOnly
          ? `${user} may now append and read; only administrators may delete, tombstone or change metadata.`
          : `Nobody but administrators could delete, tombstone or change metadata already.`,
      },
    ];
  });
}

export type Verdict = 'permitted' | 'denied';

const WITHOUT_USERS =
  'the server runs without security (EVENTSTORE_INSECURE): it knows neither users nor rights, whatever is set up, so ' +
  'nothing was changed';

/** Whether the server lets anybody do anything, whoever they say they are. */
export async function knowsNobody(settings: EventStoreDbSettings): Promise<boolean> {
  try {
    const stranger = { username: `nobody-${randomUUID()}`, password: randomUUID() };
    return (await destructiveRights({ ...settings, ...stranger })).delete === 'permitted';
  } catch (error) {
    if (error instanceof NotPermittedError) return false;
    throw error;
  }
}

/** Whether the user of these settings could delete streams, or hide them by metadata. Writes and deletes nothing. */
export async function destructiveRights(
  settings: EventStoreDbSettings,
): Promise<{ readonly delete: Verdict; readonly metadata: Verdict }> {
  // A revision at which no stream stands: who is let through is told that it is the wrong one.
  const nowhere = Number.MAX_SAFE_INTEGER;
  const stream = `ledger-check-${randomUUID()}`;
  return connected(settings, async (connection, appender) => ({
    delete: await verdict(
      within(connection.timeoutMs, connection.deleteStream(stream, { expectedRevision: BigInt(nowhere) }), () =>
        connection.silent(),
      ),
    ),
    metadata: await verdict(appender.append(`$$${stream}`, nowhere, [event('$metadata', {})])),
  }));
}

async function verdict(attempt: Promise<unknown>): Promise<Verdict> {
  try {
    await attempt;
    return 'permitted';
  } catch (error) {
    if (error instanceof ConflictError || (error as { type?: string }).type === 'wrong-expected-version')
      return 'permitted';
    const failure = readFailure(error);
    if (failure instanceof NotPermittedError) return 'denied';
    throw failure;
  }
}

async function connected<T>(
  settings: EventStoreDbSettings,
  work: (connection: Connection, appender: BatchAppender) => Promise<T>,
): Promise<T> {
  const connection = new Connection(connectionSettings(settings));
  try {
    return await work(connection, new BatchAppender(connection));
  } finally {
    await connection.end();
  }
}

/** Appends what the last event of a stream should say, where it does not say it. */
async function change(
  connection: Connection,
  appender: BatchAppender,
  stream: string,
  type: string,
  wanted: (data: Record<string, unknown>) => Record<string, unknown>,
): Promise<boolean> {
  const last = await lastOf(connection, stream);
  const data = wanted(last?.data ?? {});
  if (last && JSON.stringify(data) === JSON.stringify(last.data)) return false;
  await appender.append(stream, last?.revision ?? 'no-stream', [event(type, data)]);
  return true;
}

async function lastOf(connection: Connection, stream: string) {
  const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const;
  try {
    for await (const [read] of readGroups(connection, connection.readStream(stream, options))) {
      if (read?.event)
        return { revision: Number(read.event.revision), data: read.event.data as Record<string, unknown> };
    }
    return undefined;
  } catch (error) {
    if (isStreamNotFound(error)) return undefined;
    throw readFailure(error);
  }
}

function event(type: string, data: object) {
  return { id: randomUUID(), type, data: JSON.stringify(data), metadata: '{}' };
}

function withNames(there: string | readonly string[] | undefined, ...names: readonly string[]): readonly string[] {
  const before = there === undefined ? [] : typeof there === 'string' ? [there] : there;
  return [...new Set([...before, ...names])];
}
