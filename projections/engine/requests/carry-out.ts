import type { Sentence } from '../../../src/history/sentence.js';
import { can, drop, enter, pause, resume, serve } from '../builds/build.js';
import type { Registry } from '../builds/registry.js';
import type { BuildRow } from '../database/bookkeeping.js';
import type { Writing } from '../database/database.js';
import type { Projection } from '../read-model/projection.js';
import { refused } from './request-refused.js';
import { meant, type OperatorRequest } from './requests.js';

/** What a request that was carried out is answered with: the builds it is about and, for a retry, what came of it. */
export interface Outcome {
  readonly builds: readonly number[];
  readonly stillHeldBack?: number;
}

/** A request that changes the books alone; what runs follows them. */
export type BookRequest = OperatorRequest & { readonly kind: Exclude<OperatorRequest['kind'], 'retry'> };

/** Carries out a request in the books; `wrongLog` says that what is live was built from another. Throws RequestRefused. */
export async function carryOut(
  tx: Writing,
  registry: Registry,
  request: BookRequest,
  wrongLog?: { readonly sentence: Sentence },
): Promise<Outcome> {
  if (request.stream !== undefined) throw refused('stream-with-retry-alone', {});
  const builds = await tx.books
    .selectFrom('ledger_builds')
    .selectAll()
    .where('state', '!=', 'dropping')
    .orderBy('build')
    .execute();
  switch (request.kind) {
    case 'pause':
      return done(
        meant(request, builds, (row) => can('pause', row), RUNS),
        (rows) => pause(tx, rows),
      );
    case 'resume':
      return done(
        meant(request, builds, (row) => can('resume', row), STANDS_STILL),
        (rows) => resume(tx, rows),
      );
    case 'rebuild':
      if (request.build !== undefined) {
        throw refused('rebuild-makes-its-own', {});
      }
      if (wrongLog && request.name !== undefined) {
        throw refused('all-together', { why: wrongLog.sentence });
      }
      return rebuild(tx, registry, request, builds);
    case 'switch':
      if (isAll(request)) throw refused('which-to-switch', {});
      return done(
        meant(request, builds, ({ state, serving }) => state === 'live' && serving === 0, IS_SPARE).slice(-1),
        ([newest]) => serve(tx, newest!),
      );
    case 'drop':
      if (isAll(request)) throw refused('which-to-drop', {});
      return done(
        meant(
          request,
          builds,
          ({ serving, takes_over }) => serving === 0 && (takes_over === 0 || request.build !== undefined),
          DOES_NOT_SERVE,
        ),
        (rows) => drop(tx, rows),
      );
    default:
      return request.kind satisfies never;
  }
}

const RUNS = { ko: '돌고 있는', en: 'runs' };
const STANDS_STILL = { ko: '멈추었거나 실패한', en: 'is paused or failed' };
const IS_SPARE = { ko: '따라가고 있으면서 쓰이지 않는', en: 'is live and does not serve' };
const DOES_NOT_SERVE = {
  ko: '쓰이지 않는(쓰이는 것은 지우지 않으니 먼저 다른 것으로 바꾸십시오)',
  en: 'does not serve; one that serves is not dropped: switch to another first',
};

/** Neither a read model nor a build is named. */
function isAll({ name, build }: OperatorRequest): boolean {
  return name === undefined && build === undefined;
}

async function done(
  builds: readonly BuildRow[],
  step: (builds: readonly BuildRow[]) => Promise<void>,
): Promise<Outcome> {
  await step(builds);
  return { builds: builds.map(({ build }) => build) };
}

async function rebuild(
  tx: Writing,
  registry: Registry,
  request: OperatorRequest,
  builds: readonly BuildRow[],
): Promise<Outcome> {
  const projections = registry.newest().filter(({ name }) => request.name === undefined || name === request.name);
  if (projections.length === 0) {
    throw request.name === undefined
      ? refused('no-read-models', {})
      : refused('not-in-this-program', { name: request.name });
  }
  const numbers: number[] = [];
  for (const projection of projections) {
    // One that is under way goes on, so that asking again after an interruption loses nothing.
    const underWay = builds.find(
      ({ name, version, state, takes_over }) =>
        name === projection.name &&
        version === projection.version &&
        takes_over === 1 &&
        (state === 'new' || state === 'building'),
    );
    numbers.push((underWay ?? (await startAnew(tx, projection, builds))).build);
  }
  return { builds: numbers };
}

/** A new build; one that was under way and never served is given up for it. */
async function startAnew(tx: Writing, projection: Projection, builds: readonly BuildRow[]): Promise<BuildRow> {
  const givenUp = builds.filter(({ name, served_since }) => name === projection.name && served_since === null);
  await drop(tx, givenUp);
  return enter(tx, projection);
}
