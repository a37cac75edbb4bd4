import { resolve } from 'node:path';
import { z } from 'zod';
import type { EventStoreSettings } from '../event-store/open-event-store.js';
import { EXIT, Failure } from '../failure.js';
import { misspelt } from './misspelt.js';
import type { RecordedBy } from '../history/event.js';
import { personalDataIn } from '../privacy/personal-data.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** all: answers and projects; api: answers only; projector: projects, and answers for its health only. */
export const ROLES = ['all', 'api', 'projector'] as const;
export type Role = (typeof ROLES)[number];

/** What the environment says, checked. A class, so that Nest can inject it. */
export abstract class Settings {
  abstract readonly host: string;
  /** What requests may name as their host, beside loopback names. */
  abstract readonly allowedHosts: readonly string[];
  /** 0 takes any free one. */
  abstract readonly port: number;
  /** Absolute. */
  abstract readonly dataDir: string;
  /** Where the events are. May hold a password: never log it. */
  abstract readonly eventStore: EventStoreSettings;
  /** Undefined: the embedded database. May hold a password: never log it. */
  abstract readonly databaseUrl: string | undefined;
  abstract readonly logLevel: LogLevel;
  abstract readonly role: Role;
  /** The administrative code of the city, five digits. */
  abstract readonly cityCode: string;
  /** `open`: whoever reaches the server may do everything; `accounts`: who has signed in may do what their role may. */
  abstract readonly access: 'open' | 'accounts';
  /** Who records where access is open. */
  abstract readonly operator: RecordedBy;
  /** How long a query waits for the position that it names, in milliseconds. */
  abstract readonly readWaitMs: number;
  /** How long a stop waits for what is under way, in milliseconds. */
  abstract readonly shutdownMs: number;
}

/** Read by single commands of the command line. */
const OF_COMMANDS = ['EVENTSTORE_ADMIN_PASSWORD', 'EVENTSTORE_ADMIN_PASSWORD_FILE'];

/** Variables whose value may hold a password: a message never repeats it. */
const SECRET: readonly string[] = ['EVENTSTORE_URL', 'EVENTSTORE_PASSWORD', 'DATABASE_URL'];

const environment = z.object({
  HOST: text(/^[0-9A-Za-z.:_-]{1,255}$/, 'an address or host name to listen on, such as 127.0.0.1').default(
    '127.0.0.1',
  ),
  ALLOWED_HOSTS: text(
    /^[0-9A-Za-z._[\]:-]+(\s*,\s*[0-9A-Za-z._[\]:-]+)*$/,
    'the host names that the server is reached by, with a comma between two, such as ledger.example.go.kr',
  ).default(''),
  PORT: whole(0, 65_535, 'such as 3000 (0 takes any free one)').default(3000),
  DATA_DIR: text(/^[^\0]+$/, 'a directory, such as ./data').default('./data'),
  EVENTSTORE_URL: address(
    /^esdb(\+discover)?:\/\//,
    'a connection string such as esdb://127.0.0.1:2113?tls=false, or unset for the embedded event store',
  ).optional(),
  EVENTSTORE_USERNAME: text(/^\S{1,256}$/, 'a user of the EventStoreDB, such as ledger').optional(),
  EVENTSTORE_PASSWORD: text(/^.{1,1024}$/, 'the password of that user').optional(),
  EVENTSTORE_PASSWORD_FILE: text(/^[^\0]+$/, 'a file that holds the password alone').optional(),
  EVENTSTORE_CA_FILE: text(/^[^\0]+$/, "a PEM file of the authority behind the servers' certificates").optional(),
  EVENTSTORE_TIMEOUT_MS: whole(100, 600_000, 'milliseconds such as 5000').optional(),
  DATABASE_URL: address(
    /^postgres(ql)?:\/\//,
    'a URL such as postgres://user:password@127.0.0.1:5432/ledger, or unset for the embedded database',
  )
    .refine((url) => !url.startsWith('postgres') || URL.canParse(url), 'a URL whose port is a number up to 65535')
    .optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  ROLE: oneOf(ROLES).default('all'),
  ACCESS: oneOf(['open', 'accounts']).default('open'),
  CITY_CODE: text(/^\d{5}$/, 'the five digits of the city, such as 41280').default('41280'),
  // It is recorded with every event, for ever.
  OPERATOR_ID: text(/^[\p{L}\p{N}._@-]{1,64}$/u, '1 to 64 letters, digits or . _ @ -, such as clerk')
    .refine((id) => personalDataIn(id) === undefined, 'an id such as clerk, no phone number and no e-mail address')
    .default('clerk'),
  OPERATOR_ROLE: text(/^[a-z][a-z-]{0,31}$/, 'a role in lower-case letters, such as clerk').default('clerk'),
  READ_WAIT_MS: whole(0, 60_000, 'milliseconds such as 2000').default(2_000),
  SHUTDOWN_MS: whole(0, 600_000, 'milliseconds such as 10000').default(10_000),
});

/** The variables that the ledger reads. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/** Reads and checks the environment; throws Failure with a sentence for each variable that is wrong. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const checked = environment.safeParse(given(env));
  const wrong = [...misspeltIn(env), ...(checked.success ? [] : sentences(checked.error, env))];
  if (!checked.success || wrong.length > 0) throw new Failure(wrong.join('\n'), EXIT.configuration);
  const values = checked.data;
  return {
    host: values.HOST,
    allowedHosts: [values.HOST, ...values.ALLOWED_HOSTS.split(',')].map((name) => name.trim()).filter(Boolean),
    port: values.PORT,
    dataDir: resolve(values.DATA_DIR),
    eventStore: {
      dataDir: resolve(values.DATA_DIR),
      url: values.EVENTSTORE_URL,
      username: values.EVENTSTORE_USERNAME,
      password: values.EVENTSTORE_PASSWORD,
      passwordFile: values.EVENTSTORE_PASSWORD_FILE,
      caFile: values.EVENTSTORE_CA_FILE,
      timeoutMs: values.EVENTSTORE_TIMEOUT_MS,
    },
    databaseUrl: values.DATABASE_URL,
    logLevel: values.LOG_LEVEL,
    role: values.ROLE,
    access: values.ACCESS,
    cityCode: values.CITY_CODE,
    operator: { id: values.OPERATOR_ID, role: values.OPERATOR_ROLE, verified: false },
    readWaitMs: values.READ_WAIT_MS,
    shutdownMs: values.SHUTDOWN_MS,
  };
}

/** A variable that is set to nothing is not set: so compose files and shells leave one out. */
function given(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const set: Record<string, string> = {};
  for (const name of Object.keys(environment.shape)) {
    const value = env[name]?.trim();
    if (value) set[name] = value;
  }
  return set;
}

function sentences(error: z.ZodError, env: Readonly<Record<string, string | undefined>>): string[] {
  return error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const value = SECRET.includes(name) ? 'not what it must be (its value is not shown)' : JSON.stringify(env[name]);
    return `The environment variable ${name} is ${value}; set it to ${message}.`;
  });
}

/** A setting that is not heard of would be its default in silence, and what is recorded meanwhile in another log. */
function misspeltIn(env: Readonly<Record<string, string | undefined>>): string[] {
  const set = Object.keys(env).filter((name) => env[name]?.trim());
  return misspelt(set, [...VARIABLES, ...OF_COMMANDS]).map(
    ({ name, meant }) =>
      `The environment variable ${name} is not known; if ${meant} is meant, call it that, else unset it.`,
  );
}

/** One that may hold user and password: with a sign that ends them early, a part of them would be taken for the host. */
function address(scheme: RegExp, what: string) {
  const form = /^[a-z+]+:\/\/([^\s@/?#]*@)?[^\s@/?#]*([/?#][^\s@]*)?$/;
  return z
    .string()
    .regex(scheme, what)
    .refine(
      (url) => !scheme.test(url) || (form.test(url) && isDecodable(url)),
      `${what}; in user and password @ is written %40, / %2F, ? %3F, # %23 and % %25`,
    );
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function text(pattern: RegExp, what: string) {
  return z.string().regex(pattern, what);
}

function whole(min: number, max: number, example: string) {
  const what = `a whole number from ${String(min)} to ${String(max)}, ${example}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, what)
    .transform(Number)
    .refine((value) => value >= min && value <= max, what);
}

function oneOf<const T extends readonly string[]>(allowed: T) {
  return z.enum(allowed, { error: `one of ${allowed.join(', ')}` });
}
