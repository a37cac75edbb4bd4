import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { settingsFrom, VARIABLES } from '../src/config/settings.js';
import { HEARD, setAside } from './own-environment.js';

it('what the environment says to the ledger does not reach servers under test', async () => {
  expect([...HEARD].sort()).toEqual([...VARIABLES].sort());
  const before = { PATH: '/bin', EVENTSTORE_URL: 'esdb://db.example:2113', DATABASE_URL: 'postgres://db', PORT: 'x' };
  const environment: Record<string, string | undefined> = { ...before };
  setAside(environment);
  expect(environment).toEqual({ PATH: '/bin', TEST_EVENTSTORE_URL: 'esdb://db.example:2113' });
  // What a program started without an environment of its own is handed.
  const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'JSON.stringify(process.env)']);
  expect(settingsFrom(JSON.parse(stdout) as Record<string, string>)).toEqual(settingsFrom({}));
});
