/** What the ledger hears from its environment; a test beside this compares it with the settings. */
export const HEARD = [
  ...[
    'HOST',
    'ALLOWED_HOSTS',
    'PORT',
    'DATA_DIR',
    'DATABASE_URL',
    'LOG_LEVEL',
    'ROLE',
    'ACCESS',
    'CITY_CODE',
    'OPERATOR_ID',
    'OPERATOR_ROLE',
  ],
  ...['READ_WAIT_MS', 'SHUTDOWN_MS', 'EVENTSTORE_URL', 'EVENTSTORE_USERNAME', 'EVENTSTORE_PASSWORD'],
  ...['EVENTSTORE_PASSWORD_FILE', 'EVENTSTORE_CA_FILE', 'EVENTSTORE_TIMEOUT_MS'],
];

/**
 * Takes away what the environment says to the ledger, so that no server under test hears of it: EVENTSTORE_URL names
 * the server that the event store's contract is run on, from then on as TEST_EVENTSTORE_URL, and nothing else.
 */
export function setAside(environment: Record<string, string | undefined>): void {
  const { EVENTSTORE_URL: server } = environment;
  if (server !== undefined && server !== '') environment.TEST_EVENTSTORE_URL ??= server;
  for (const variable of HEARD) Reflect.deleteProperty(environment, variable);
}

/** Before the first test of a run. */
export default function ownEnvironment(): void {
  setAside(process.env);
}
