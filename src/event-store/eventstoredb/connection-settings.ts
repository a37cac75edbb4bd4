import { readFileSync } from 'node:fs';
import type {
  ChannelCredentialOptions,
  Credentials,
  DNSClusterOptions,
  GossipClusterOptions,
  SingleNodeOptions,
} from '@eventstore/db-client';
import { parseConnectionString } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import { UnusableSettings } from '../unusable-settings.js';

/** How an EventStoreDB is reached. */
export interface EventStoreDbSettings {
  /** `esdb://…` or `esdb+discover://…`, as EventStoreDB documents it; may hold user and password. */
  readonly url: string;
  /** Stands before a user in the URL. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM file of the authority that signed the servers' certificates; stands before `tlsCAFile` in the URL. */
  readonly caFile?: string | undefined;
  /** How long any one answer may take, in milliseconds. */
  readonly timeoutMs?: number | undefined;
}

export const DEFAULT_TIMEOUT_MS = 5_000;

export interface ConnectionSettings {
  readonly endpoints: SingleNodeOptions | GossipClusterOptions | DNSClusterOptions;
  readonly channel: ChannelCredentialOptions;
  readonly credentials: Credentials | undefined;
  /** The addresses, without credentials. */
  readonly place: string;
  readonly timeoutMs: number;
}

/** Takes connection string, credentials and files apart; throws UnusableSettings. */
export function connectionSettings(settings: EventStoreDbSettings): ConnectionSettings {
  const parsed = parsedUrl(settings.url);
  const { hosts, dnsDiscover, tls, tlsCAFile, userCertFile, userKeyFile, defaultCredentials, ...rest } = parsed;
  const timeoutMs = settings.timeoutMs ?? rest.defaultDeadline ?? DEFAULT_TIMEOUT_MS;
  // Half-open connections are noticed after interval and timeout together.
  const options = { keepAliveTimeout: 5_000, connectionName: 'suggestion-ledger', ...rest, defaultDeadline: timeoutMs };
  const [first] = hosts;
  if (first === undefined) throw new UnusableSettings('EVENTSTORE_URL names no host');
  const caFile = settings.caFile ?? tlsCAFile;
  if ((userCertFile === undefined) !== (userKeyFile === undefined)) {
    throw new UnusableSettings('EVENTSTORE_URL needs userCertFile and userKeyFile together');
  }
  const insecure = tls === false;
  return {
    endpoints: dnsDiscover
      ? { ...options, discover: first }
      : hosts.length > 1
        ? { ...options, endpoints: hosts }
        : { ...options, endpoint: first },
    channel: {
      insecure,
      ...(caFile === undefined || insecure ? {} : { rootCertificate: pem(caFile) }),
      ...(userCertFile === undefined ? {} : { userCertFile: pem(userCertFile) }),
      ...(userKeyFile === undefined ? {} : { userKeyFile: pem(userKeyFile) }),
    },
    credentials: credentialsOf(settings, defaultCredentials),
    place: `${dnsDiscover ? 'esdb+discover' : 'esdb'}://${hosts.map(({ address, port }) => `${address}:${String(port)}`).join(',')}`,
    timeoutMs,
  };
}

function parsedUrl(url: string): ReturnType<typeof parseConnectionString> {
  try {
    // The scheme that later versions of the server call themselves by.
    return parseConnectionString(url.replace(/^kurrentdb/, 'esdb'));
  } catch (error) {
    // The client's own message quotes the string, password and all.
    const expected = /expected (.*)\.$/m.exec((error as Error).message)?.[1] ?? 'another form';
    throw new UnusableSettings(
      `EVENTSTORE_URL is no connection string of EventStoreDB: expected ${expected}; one looks like esdb://host:2113?tls=true`,
    );
  }
}

function credentialsOf(
  { username, password }: EventStoreDbSettings,
  inUrl: Credentials | undefined,
): Credentials | undefined {
  if (username === undefined && password === undefined) return inUrl;
  const both = { username: username ?? inUrl?.username, password: password ?? inUrl?.password };
  if (both.username === undefined) throw new UnusableSettings('EVENTSTORE_PASSWORD is set without EVENTSTORE_USERNAME');
  if (both.password === undefined) throw new UnusableSettings('EVENTSTORE_USERNAME is set without EVENTSTORE_PASSWORD');
  return { username: both.username, password: both.password };
}

function pem(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UnusableSettings(`the certificate file ${path} cannot be read: ${(error as Error).message}`);
  }
}
