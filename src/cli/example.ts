import { relative, sep } from 'node:path';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { getSheet } from '../../projections/reports/sheets/get-sheet.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { type Settings, settingsFrom } from '../config/settings.js';
import { detailedCommands } from '../example/detailed/detailed-city.js';
import { comparePublished } from '../example/compare-published.js';
import { exampleInput } from '../example/example-input.js';
import { type Loaded, loadExample } from '../example/load-example.js';
import { printComparison } from '../example/print-comparison.js';
import published from '../example/published-2-2-4.json' with { type: 'json' };
import { termOf } from '../example/sheet-commands.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { serve } from '../serve.js';
import type { Report } from './report.js';
import type { Subcommand, Surroundings } from './subcommand.js';
import { withApplication } from './with-application.js';

/** On a person's terminal the server's log keeps to what needs attention, unless the environment says. */
const QUIET = { LOG_LEVEL: 'warn' };

/** How long the read models may take to have the example, in milliseconds. */
const VISIBLE_WITHIN_MS = 60_000;

export const exampleCommand: Subcommand = (declare) => {
  declare<{ serve: boolean; detailed: boolean }>(
    'example',
    'load the published sheet 2-2-4, compare what comes out with it, then start the server',
    async (options, around, report) => {
      const equal = await loadAndCompare(around, report, options.detailed);
      if (!options.serve) return equal ? EXIT.done : EXIT.failed;
      return serveExample(around, report);
    },
  )
    .option('--no-serve', 'stop after the comparison; the exit code says whether all figures are equal')
    .option('--detailed', 'load two made-up years of meetings and suggestions besides', false);
};

/** Whether every figure is equal to the published one. */
function loadAndCompare({ env, out }: Surroundings, report: Report, detailed: boolean): Promise<boolean> {
  refuseOtherCity(env);
  return withApplication({ env }, async (app) => {
    // As commands over HTTP are refused: what they would add to the wrong log would be lost with it.
    const wrong = await app.get(Operations).wrongLog();
    if (wrong !== undefined) throw new Failure(`Nothing was recorded: ${wrong.en}.`, EXIT.unavailable);
    const further = detailed ? detailedCommands(exampleInput.city) : [];
    const loaded = await loadExample(app.get(CommandBus), exampleInput, further);
    if (loaded.position !== null) await app.get(ReadModels).waitFor(loaded.position, VISIBLE_WITHIN_MS);
    const term = String(termOf(exampleInput.sheet));
    const sheet = await app.get(QueryBus).execute(new getSheet.Query({ number: published.sheet, term }));
    const comparison = comparePublished(sheet, published);
    const look = 'isTTY' in out && out.isTTY === true ? 'terminal' : 'plain';
    report.say(`${loadedSentence(loaded)}\n\n${printComparison(sheet, comparison, look)}`, { loaded, comparison });
    return comparison.equal;
  });
}

function loadedSentence({ commands, recorded }: Loaded): string {
  return recorded === 0
    ? `The example's ${String(commands)} commands were recorded before; loading them again changed nothing.`
    : `Loaded the example: ${String(recorded)} of ${String(commands)} commands recorded something new.`;
}

async function serveExample({ env }: Surroundings, report: Report): Promise<ExitCode> {
  const settings = settingsFrom(env);
  const dataDir = pathFromHere(settings.dataDir);
  const { events, readModels } = whereItLies(settings, dataDir);
  try {
    const url = await serve({ ...QUIET, ...env });
    const lies =
      events === readModels ? `The data lies in ${events}` : `Events lie in ${events}, read models in ${readModels}`;
    report.say(whatToOpen(url, lies), { url, dataDir });
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    report.say(`${error.message}\nThe example is loaded in ${events}, where any ledger shows it.`, {
      portTaken: true,
      dataDir,
    });
  }
  return EXIT.done;
}

function whatToOpen(url: string, whereItLies: string): string {
  const sheet = `${url}/v1/sheets/${published.sheet}`;
  return [
    'Open in a browser:',
    `  the pages             ${url}/`,
    `  the sheet             ${sheet}`,
    `  the API documentation ${url}/docs`,
    'Call:',
    `  curl -s '${url}/v1/district-totals?round=${published.rounds[0]!.round}'`,
    `${whereItLies}. Ctrl-C stops the server.`,
  ].join('\n');
}

/** What the settings name, without what they name it by: that may hold a password. */
function whereItLies({ eventStore, databaseUrl }: Settings, dataDir: string): { events: string; readModels: string } {
  return {
    events: eventStore.url === undefined ? dataDir : 'the EventStoreDB of EVENTSTORE_URL',
    readModels: databaseUrl === undefined ? dataDir : 'the database of DATABASE_URL',
  };
}

/** `./data` reads better than all the way to it. */
function pathFromHere(path: string): string {
  const way = relative('.', path);
  return way.startsWith('..') || way === '' ? path : `.${sep}${way}`;
}

function isPortTaken(error: unknown): error is Failure {
  return error instanceof Failure && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'EADDRINUSE';
}

/** The example is one city's; one installation serves one city. */
function refuseOtherCity(env: Surroundings['env']): void {
  const { cityCode } = settingsFrom(env);
  const { code, ko } = exampleInput.city.city;
  if (cityCode === code) return;
  throw new Failure(
    `The example is of ${ko} (${code}), and CITY_CODE is ${cityCode}: unset it, or set it to ${code}.`,
    EXIT.configuration,
  );
}
