import type { Database } from '../database/database.js';
import { engines, testDatabase, type TestDatabase } from '../testing/test-database.js';
import { refusalStored, refused } from './request-refused.js';
import { ask, openRequests } from './requests.js';

describe.each(engines)('what operators ask, on %s', (engine) => {
  let place: TestDatabase;
  let databases: readonly Database[];
  beforeEach(async () => {
    place = await testDatabase(engine);
    databases = [place.open(), place.open()];
    for (const database of databases) await database.prepare();
  });
  afterEach(async () => {
    for (const database of databases) await database.close();
    await place.drop();
  });

  it('is entered once under its key, whichever process it is sent to, and each time without one', async () => {
    const key = { key: 'k', fingerprint: 'pause' };
    const sent = [...databases, ...databases, ...databases];
    const asked = await Promise.all(sent.map((database) => ask(database, { kind: 'pause' }, key)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(asked.filter(({ repeated }) => !repeated)).toHaveLength(1);
    await ask(databases[0]!, { kind: 'pause' });
    await ask(databases[1]!, { kind: 'pause' });
    expect(await openRequests(databases[0]!)).toHaveLength(3);
  });

  it('under a key of something else says what that was, and is not entered', async () => {
    const [database] = databases as [Database];
    const first = await ask(database, { kind: 'pause' }, { key: 'k', fingerprint: 'pause' });
    const other = await ask(database, { kind: 'drop' }, { key: 'k', fingerprint: 'drop' });
    expect(other).toEqual({ id: first.id, repeated: true, fingerprint: 'pause' });
    expect(await openRequests(database)).toHaveLength(1);
  });
});

describe('why a request was refused', () => {
  it('is told in both languages, and as it came where an earlier program stored it in one', () => {
    const { sentence } = refused('no-build-of', { name: 'rounds', build: 7 });
    expect(sentence).toEqual({ ko: 'rounds의 빌드 7번이 없습니다', en: 'there is no build 7 of rounds' });
    expect(refusalStored(JSON.stringify(sentence))).toEqual(sentence);
    expect(refusalStored('there is no build 7')).toEqual({ ko: 'there is no build 7', en: 'there is no build 7' });
  });
});
