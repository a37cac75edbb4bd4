import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import { StoredNames } from './stored-names.js';

interface Tables {
  rounds: { id: string; name: string };
  meetings: { round: string; held_on: string };
}

const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (inner) => new SqliteIntrospector(inner),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  plugins: [
    new StoredNames(
      new Map([
        ['rounds', 'rounds_b7'],
        ['meetings', 'meetings_b3'],
      ]),
    ),
  ],
});

describe('the names of a build’s tables', () => {
  it('stand where a query names the read model’s, also in columns and sub-queries', () => {
    const { sql: text } = db
      .selectFrom('rounds')
      .innerJoin('meetings as m', 'm.round', 'rounds.id')
      .select(['rounds.name', 'm.held_on'])
      .where('rounds.id', 'in', (of) => of.selectFrom('meetings').select('meetings.round'))
      .compile();
    expect(text).toBe(
      'select "rounds_b7"."name", "m"."held_on" from "rounds_b7" inner join "meetings_b3" as "m" on "m"."round" = "rounds_b7"."id"' +
        ' where "rounds_b7"."id" in (select "meetings_b3"."round" from "meetings_b3")',
    );
  });

  it('stand in raw SQL where it says that it means a table', () => {
    const { sql: text } =
      sql`select count(*) from ${sql.table('meetings')} where ${sql.ref('meetings.round')} = 1`.compile(db);
    expect(text).toBe('select count(*) from "meetings_b3" where "meetings_b3"."round" = 1');
  });

  it('leave columns and common table expressions of other names alone', () => {
    const { sql: text } = db
      .with('held', (of) => of.selectFrom('meetings').select('round'))
      .selectFrom('held')
      .selectAll('held')
      .compile();
    expect(text).toBe('with "held" as (select "round" from "meetings_b3") select "held".* from "held"');
  });
});
