import { Engine } from '../../projections/engine/running/engine.js';
import type { BuildStatus } from '../../projections/engine/operations/build-status.js';
import { Operations, type RequestStatus } from '../../projections/engine/operations/operations.js';
import { readModels } from '../../projections/read-models.js';
import { refuseWithoutCode } from '../../projections/engine/operations/rebuild.js';
import { RequestRefused } from '../../projections/engine/requests/request-refused.js';
import type { OperatorRequest } from '../../projections/engine/requests/requests.js';
import { setTimeout as delay } from 'node:timers/promises';
import { EXIT, Failure } from '../failure.js';
import { counted } from '../health/counted.js';
import { personalDataIn } from '../privacy/personal-data.js';
import type { Subcommand } from './subcommand.js';
import { withReadModels } from './with-read-models.js';

const KINDS: readonly OperatorRequest['kind'][] = ['pause', 'resume', 'retry', 'switch', 'drop'];
const LOOK_EVERY_MS = 100;

interface Options {
  readonly ask?: string;
  readonly readModel?: string;
  readonly build?: string;
  readonly stream?: string;
}

export const readModelsCommand: Subcommand = (declare) => {
  declare<Options>(
    'read-models',
    'show the builds of the read models, or ask whoever projects to do something with them',
    async (options, around, report) => {
      const asked = askedIn(options);
      return withReadModels(around, async (database, store) => {
        await database.prepare();
        const operations = new Operations(database, store, readModels);
        if (asked) {
          await refuseWithoutCode(operations);
          // Whoever projects carries it out; where nobody does, this process takes the lease for it.
          const engine = new Engine(database, store, readModels, { holder: `command line, ${String(process.pid)}` });
          engine.start();
          try {
            const answer = await answered(operations, asked);
            if (answer.state === 'refused') throw new RequestRefused(answer.inWords!);
          } finally {
            await engine.stop();
          }
        }
        const builds = await operations.builds();
        for (const build of builds) report.say(lineOf(build), build);
        for (const lost of await operations.lostStreams()) {
          report.say(`Gone from the log, whole or in part, by deleting in the event store: ${lost}`, { lost });
        }
        if (builds.length === 0) report.say(`Nothing is built yet in ${database.place}.`, { builds: 0 });
        return EXIT.done;
      });
    },
  )
    .option('--ask <what>', `one of ${KINDS.join(', ')}; to rebuild there is ledger rebuild`)
    .option('--read-model <name>', 'which read model it is about; all where it is left out')
    .option('--build <number>', 'which build of it')
    .option('--stream <stream>', 'for retry: one stream in quarantine');
};

function askedIn({ ask, readModel, build, stream }: Options): OperatorRequest | undefined {
  if (ask === undefined) {
    const given = { '--read-model': readModel, '--build': build, '--stream': stream };
    const [option] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
    if (option !== undefined)
      throw new Failure(`${option} says what --ask is about: give both, or neither.`, EXIT.usage);
    return undefined;
  }
  const kind = KINDS.find((one) => one === ask);
  if (!kind) throw new Failure(`--ask takes one of ${KINDS.join(', ')}, not ${ask}.`, EXIT.usage);
  const personal = personalDataIn(`${readModel ?? ''} ${stream ?? ''}`);
  if (personal) throw new Failure(`What is asked for must not hold ${personal}: it is kept.`, EXIT.usage);
  if (build !== undefined && !/^\d{1,9}$/.test(build)) {
    throw new Failure(`--build takes a number, not ${build}.`, EXIT.usage);
  }
  return { kind, name: readModel, build: build === undefined ? undefined : Number(build), stream };
}

async function answered(operations: Operations, asked: OperatorRequest): Promise<RequestStatus> {
  for (let status: RequestStatus = await operations.ask(asked); ;) {
    if (status.state !== 'asked') return status;
    await delay(LOOK_EVERY_MS);
    status = (await operations.request(status.id)) ?? status;
  }
}

function lineOf({ name, version, build, state, serving, ordinal, heldBack, error, progress }: BuildStatus): string {
  const rate = progress?.eventsPerSecond ?? null;
  return [
    `${name} v${String(version)} build ${String(build)}: ${state}${serving ? ', serving' : ''}`,
    `event ${String(ordinal)}`,
    ...(rate === null ? [] : [`${String(rate)} events/s`]),
    ...(heldBack === 0 ? [] : [`${counted(heldBack, 'stream')} held back`]),
    ...(error === null ? [] : [error]),
  ].join(' · ');
}
