import type { ReadModels } from '../../projections/engine/reading/read-models.js';
import { shadeIn } from './tally.js';

/** The tally's three tables, by colour, as one query sees them, and what the answer says of itself. */
export interface TallyAnswer {
  readonly ordinal: number;
  readonly version: number;
  readonly build: number;
  readonly heldBack: number;
  /** Another build was being made meanwhile. */
  readonly besideBuilding: boolean;
  readonly journal: ReadonlyMap<string, { readonly changes: number; readonly last: number }>;
  readonly things: ReadonlyMap<string, number>;
  readonly sums: ReadonlyMap<string, { readonly things: number; readonly changes: number }>;
}

interface Tables {
  tally_changes: { ordinal: number; colour: string };
  tally_things: { id: string; colour: string };
  tally_colours: { colour: string; things: number; changes: number };
  ledger_builds: { build: number; state: string };
}

/** Asks for all that the tally knows. Every event of the log must be one that it folds. */
export function askTally(readModels: ReadModels): Promise<TallyAnswer> {
  return readModels.read<Tables, TallyAnswer>(['tally'], async (db, { ordinal, heldBack, readModels: [tally] }) => {
    const building = await db.selectFrom('ledger_builds').select('build').where('state', '=', 'building').execute();
    const journal = await db
      .selectFrom('tally_changes')
      .select((of) => ['colour', of.fn.countAll<number>().as('changes'), of.fn.max('ordinal').as('last')])
      .groupBy('colour')
      .execute();
    const things = await db
      .selectFrom('tally_things')
      .select((of) => ['colour', of.fn.countAll<number>().as('things')])
      .groupBy('colour')
      .execute();
    const sums = await db
      .selectFrom('tally_colours')
      .select((of) => ['colour', of.fn.sum<number>('things').as('things'), of.fn.sum<number>('changes').as('changes')])
      .groupBy('colour')
      .execute();
    const { version, build } = tally!;
    return {
      ordinal,
      version,
      build,
      heldBack,
      besideBuilding: building.length > 0,
      journal: new Map(journal.map(({ colour, ...row }) => [colour, row])),
      things: new Map(things.map((row) => [row.colour, row.things])),
      sums: new Map(sums.map(({ colour, ...row }) => [colour, row])),
    };
  });
}

/** What does not agree in an answer, or with the one that the same reader got before. */
export function wrongIn(answer: TallyAnswer, before?: TallyAnswer): readonly string[] {
  const { ordinal, version, heldBack, journal, things, sums } = answer;
  const wrong: string[] = [];
  const equal = (what: string, found: number, expected: number) => {
    if (found !== expected) wrong.push(`${what}: ${String(found)} and not ${String(expected)}`);
  };
  if (before && ordinal < before.ordinal) wrong.push(`back from event ${String(before.ordinal)} to ${String(ordinal)}`);
  equal('streams held back', heldBack, 0);
  const entries = [...journal.values()];
  equal('last event in the journal', Math.max(0, ...entries.map(({ last }) => last)), ordinal);
  equal(
    'events in the journal',
    entries.reduce((sum, { changes }) => sum + changes, 0),
    ordinal,
  );
  for (const colour of new Set([...journal.keys(), ...things.keys(), ...sums.keys()])) {
    if (colour === 'gone') continue;
    if (colour !== shadeIn(version, colour.replace(/ \d+$/, '')))
      wrong.push(`${colour} is no colour of version ${String(version)}`);
    const sum = sums.get(colour);
    equal(`things summed up as ${colour}`, sum?.things ?? 0, things.get(colour) ?? 0);
    equal(`changes summed up as ${colour}`, sum?.changes ?? 0, journal.get(colour)?.changes ?? 0);
  }
  return wrong;
}
