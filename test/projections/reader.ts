import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase } from '../../projections/engine/database/open-database.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { tallies } from './tally.js';
import { askTally, type TallyAnswer, wrongIn } from './tally-answers.js';

/**
 * A process that asks the tally without a pause until it is told to stop, and ends at the first answer that is an
 * error or wrong. A number on standard input is an ordinal: it says once it was answered with so much. Said as JSON,
 * a line each.
 */

export interface ReaderArguments {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Versions of the tally that this program has. */
  readonly versions: readonly number[];
}

/** What it says of an answer. */
export interface Said extends Pick<TallyAnswer, 'ordinal' | 'version'> {
  /** How many answers there were so far, and how many while another build was being made. */
  readonly answers: number;
  readonly besideBuilding: number;
}

const given = JSON.parse(process.argv[2]!) as ReaderArguments;
const database = openDatabase(given);
const readModels = new ReadModels(database, tallies(given.versions));
const awaited = new Set<number>();
let stopped = false;
createInterface(process.stdin).on('line', (ordinal) => void awaited.add(Number(ordinal)));
process.once('SIGTERM', () => (stopped = true));

let before: TallyAnswer | undefined;
let turn = 0;
let answers = 0;
let besideBuilding = 0;
while (!stopped) {
  const answer = await askTally(readModels);
  const wrong = wrongIn(answer, before);
  if (wrong.length > 0) throw new Error(`version ${String(answer.version)}: ${wrong.join('; ')}`);
  answers += 1;
  if (answer.besideBuilding) besideBuilding += 1;
  const { ordinal, version } = answer;
  const said: Said = { ordinal, version, answers, besideBuilding };
  if (version !== before?.version) say({ turn: ++turn, ...said });
  for (const wanted of awaited) {
    if (ordinal < wanted) continue;
    awaited.delete(wanted);
    say({ reached: wanted, ...said });
  }
  before = answer;
  // Signals and standard input have their turn too.
  await nextTurn();
}
await database.close();
process.exit(0);

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
