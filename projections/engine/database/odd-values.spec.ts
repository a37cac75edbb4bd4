import { CompiledQuery } from 'kysely';
import type { Row } from '../read-model/projection.js';
import { engines, testDatabase, type TestDatabase } from '../testing/test-database.js';
import { type Database, DataRefused, type TableChange } from './database.js';
import { createTable, storedTable } from './stored-table.js';

/** What means something in an array, in JSON or in SQL, and what looks like a value that it is not. */
const ODD = [
  '',
  ' ',
  'NULL',
  'null',
  '{}',
  '{"a",NULL}',
  ',',
  '"',
  '""',
  "'",
  '\\',
  '\\"',
  '\\\\n',
  'a\nb\r\n\tc',
  '\u0001\u001f\u007f',
  '$1',
  '주차장 "확장" 요청\\',
  '𝌆🏙️',
  '9007199254740991',
];
const LARGEST = Number.MAX_SAFE_INTEGER;

const notes = storedTable(
  {
    name: 'notes',
    key: ['of', 'number'],
    columns: { of: 'text', number: 'integer', note: 'text?', weight: 'integer?' },
  },
  1,
);

describe.each(engines)('odd values on %s', (kind) => {
  let made: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    made = await testDatabase(kind);
    database = made.open();
    await database.prepare();
    await database.write((tx) => tx.books.executeQuery(CompiledQuery.raw(createTable(kind, notes))));
  });
  afterEach(async () => {
    await database.close();
    await made.drop();
  });

  const rows = ODD.map((text, index): Row => ({
    of: text,
    number: index % 2 === 0 ? -1 - index : LARGEST - index,
    note: index % 3 === 0 ? null : text,
    weight: index % 4 === 0 ? null : index,
  }));
  const keys = rows.map((row) => [row.of!, row.number!] as const);
  const apply = (...changes: TableChange[]) => database.write((tx) => tx.apply(changes));
  const found = async () => {
    const there = (await database.find([{ table: notes, keys }]))[0]!;
    return rows.map(({ of, number }) => there.find((row) => row.of === of && row.number === number));
  };

  it('are put and found by their keys as they are', async () => {
    await apply({ is: 'put', table: notes, rows });
    expect(await found()).toEqual(rows);
  });

  it.each([
    ['a few', 0],
    ['many', 2_500],
  ])('are inserted as they are among %s rows', async (_, others) => {
    const plain = Array.from({ length: others }, (_, n): Row => ({
      of: `row ${String(n)}`,
      number: n,
      note: 'a',
      weight: n,
    }));
    const all = [...plain, ...rows];
    const values = all.flatMap(({ of, number, note, weight }) => [of!, number!, note!, weight!]);
    await apply({ is: 'insert', table: notes, count: all.length, values });
    expect(await found()).toEqual(rows);
    const [there] = await database.find([{ table: notes, keys: plain.map(({ of, number }) => [of!, number!]) }]);
    expect(there).toHaveLength(others);
  });

  it.each([1, 1_000])('inserted where a row of the same key is there are refused, all %i of them', async (count) => {
    const values = Array.from({ length: count }, (_, n) => ['again', n, null, null]).flat();
    const last = { of: 'again', number: count - 1, note: null, weight: null };
    await apply({ is: 'put', table: notes, rows: [last] });
    await expect(apply({ is: 'insert', table: notes, count, values })).rejects.toThrow(DataRefused);
    const asked = { table: notes, keys: Array.from({ length: count }, (_, n) => ['again', n]) };
    expect(await database.find([asked])).toEqual([[last]]);
  });

  it('are updated, added up and removed by their keys', async () => {
    const weighed = rows.map((row) => ({ ...row, weight: 1 }));
    await apply({ is: 'put', table: notes, rows: weighed });
    const turned = weighed.map((row, index) => ({ ...row, note: ODD.at(-1 - index)! }));
    await apply({ is: 'update', table: notes, rows: turned, columns: ['note'] });
    await apply({ is: 'add', table: notes, rows: weighed, amounts: ['weight'] });
    expect(await found()).toEqual(turned.map((row) => ({ ...row, weight: 2 })));
    await apply({ is: 'remove', table: notes, keys });
    expect((await found()).filter((row) => row !== undefined)).toEqual([]);
  });
});
