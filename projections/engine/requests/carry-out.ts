import { can, drop, enter, pause, resume, serve } from '../builds/build.js';
import type { Registry } from '../builds/registry.js';
import type { BuildRow } from '../database/bookkeeping.js';
import type { Writing } from '../database/database.js';
import type { Projection } from '../read-model/projection.js';
import { meant, type OperatorRequest, RequestRefused } from './requests.js';

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
  wrongLog?: Error,
): Promise<Outcome> {
  if (request.stream !== undefined) throw new RequestRefused('a stream is for retry alone: leave it out');
  const builds = await tx.books
    .selectFrom('ledger_builds')
    .selectAll()
    .where('state', '!=', 'dropping')
    .orderBy('build')
    .execute();
  switch (request.kind) {
    case 'pause':
      return done(
        meant(request, builds, (row) => can('pause', row), 'runs'),
        (rows) => pause(tx, rows),
      );
    case 'resume':
      return done(
        meant(request, builds, (row) => can('resume', row), 'is paused or failed'),
        (rows) => resume(tx, rows),
      );
    case 'rebuild':
      if (request.build !== undefined) {
        throw new RequestRefused('a rebuild makes a build of its own: leave the build out');
      }
      if (wrongLog && request.name !== undefined) {
        throw new RequestRefused(`${wrongLog.message}: all of them together, or answers would mix two logs`);
      }
      return rebuild(tx, registry, request, builds);
    case 'switch':
      if (isAll(request)) throw new RequestRefused('which read model, or which build, is to be switched is not said');
      return done(
        meant(
          request,
          builds,
          ({ state, serving }) => state === 'live' && serving === 0,
          'is live and does not serve',
        ).slice(-1),
        ([newest]) => serve(tx, newest!),
      );
    case 'drop':
      if (isAll(request)) throw new RequestRefused('which read model, or which build, is to be dropped is not said');
      return done(
        meant(
          request,
          builds,
          ({ serving, takes_over }) => serving === 0 && (takes_over === 0 || request.build !== undefined),
          'does not serve; one that serves is not dropped: switch to another first',
        ),
        (rows) => drop(tx, rows),
      );
    default:
      return request.kind satisfies never;
  }
}

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
  if (projections.length === 0) throw new RequestRefused(`this program has no read model ${request.name ?? ''}`.trim());
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
