import pg from 'pg';
import { testDatabase } from '../../testing/test-database.js';

describe('a PostgreSQL database', () => {
  it('leaves no connection open once it is closed: a command would not come to its end', async () => {
    const made = await testDatabase('postgres');
    const database = made.open();
    await database.prepare();
    await database.close();
    const watcher = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
    await watcher.connect();
    const name = new URL(made.databaseUrl!).searchParams.get('application_name');
    const connections = async () => {
      const counted = await watcher.query<{ n: number }>(
        'select count(*)::int as n from pg_stat_activity where application_name = $1',
        [name],
      );
      return counted.rows[0]!.n;
    };
    // A server's process ends a moment after its client has gone; an idle one would stay for ten seconds.
    const until = performance.now() + 5_000;
    while ((await connections()) > 0 && performance.now() < until);
    expect(await connections()).toBe(0);
    await watcher.end();
    await made.drop();
  });
});
