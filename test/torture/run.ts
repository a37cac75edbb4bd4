import { isDeepStrictEqual, parseArgs } from 'node:util';
import { engines } from '../../projections/engine/testing/test-database.js';
import { startPostgres } from '../postgres/global-setup.js';
import stopPostgres from '../postgres/global-teardown.js';
import { drive } from '../model/drive.js';
import { tortureProjections } from './projections.js';
import { tortureServer } from './server.js';

/** What two answers of everything do not answer alike. */
function differing(kept: object, rebuilt: object): readonly string[] {
  const [one, other] = [kept, rebuilt] as readonly Readonly<Record<string, unknown>>[];
  return Object.keys({ ...one, ...other }).filter((path) => !isDeepStrictEqual(one![path], other![path]));
}

interface Trial {
  readonly about: string;
  /** Runs for so many minutes; true if all held. */
  run(minutes: number, seed: number): Promise<boolean>;
}

const TRIALS: Readonly<Record<string, Trial>> = {
  projections: {
    about:
      'kills and freezes projectors of the tally and of the ledger’s own read models at random, on SQLite and PostgreSQL,' +
      ' and compares every table with a rebuild',
    async run(minutes, seed) {
      let held = true;
      const trials = engines.flatMap((kind) => [{ kind, about: 'tally' } as const, { kind, about: 'city' } as const]);
      for (const { kind, about } of trials) {
        const until = performance.now() + (minutes * 60_000) / trials.length;
        const goOn = () => performance.now() < until;
        const tortured = await tortureProjections({ kind, about, seed, goOn, tell });
        const { kills, freezes, events, midway, kept, rebuilt } = tortured;
        const equal = isDeepStrictEqual(kept, rebuilt);
        tell(
          `${kind}, ${about}: ${String(kills)} kills (${String(midway)} midway), ${String(freezes)} freezes, ${String(events)} events, ` +
            `${String(rebuilt.heldBack.length)} streams held back, tables ${equal ? 'equal' : 'DIFFER'}`,
        );
        held &&= equal;
      }
      return held;
    },
  },
  server: {
    about:
      'kills the server at random under load, and `ledger rebuild` beside it, on SQLite and PostgreSQL,' +
      ' and holds it to all that it answered',
    async run(minutes, seed) {
      let held = true;
      for (const kind of engines) {
        const until = performance.now() + (minutes * 60_000) / engines.length;
        const goOn = () => performance.now() < until;
        const { kills, commands, lost, undone, calledFor, kept, rebuilt } = await tortureServer({
          kind,
          seed,
          goOn,
          tell,
        });
        const equal = isDeepStrictEqual(kept, rebuilt);
        tell(
          `${kind}: ${String(kills)} kills, ${String(commands)} commands, ${String(lost.length)} lost, ` +
            `${String(undone.length)} of what ${String(calledFor)} called for not done, answers ${equal ? 'equal' : 'DIFFER'}`,
        );
        if (!equal) tell(`they differ in ${differing(kept, rebuilt).join(', ')}`);
        for (const one of undone) tell(`not done: ${one}`);
        held &&= equal && lost.length === 0 && undone.length === 0;
      }
      return held;
    },
  },
  model: {
    about:
      'drives cities by random commands of every kind, in and out of the order of their days,' +
      ' and compares totals of random moments with a recount of the log',
    async run(minutes, seed) {
      const until = performance.now() + minutes * 60_000;
      for (let next = seed; performance.now() < until; next++) {
        const { accepted, refused, wrong } = await drive(
          next,
          (commands) => commands < 1_000 && performance.now() < until,
        );
        const taken = [...accepted.values()].reduce((sum, count) => sum + count, 0);
        tell(
          `seed ${String(next)}: ${String(taken)} commands taken, ${String(refused)} refused, ${String(wrong.length)} wrong`,
        );
        wrong.forEach(tell);
        if (wrong.length > 0) return false;
      }
      return true;
    },
  },
};

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const trial = TRIALS[positionals[0] ?? ''];
if (trial) {
  let held: boolean;
  await startPostgres();
  try {
    tell(`${positionals[0]!}, seed ${values.seed}, ${values.minutes} minutes`);
    held = await trial.run(Number(values.minutes), Number(values.seed));
  } finally {
    await stopPostgres();
  }
  // Not by exitCode, which the package of the tests' PostgreSQL puts aside.
  process.exit(held ? 0 : 1);
} else {
  for (const [name, { about }] of Object.entries(TRIALS))
    tell(`npm run torture -- ${name} [--minutes N] [--seed N]: ${about}`);
  process.exitCode = 64;
}
