import { createBuild } from '../builds/builds.js';
import type { BuildRow } from '../database/bookkeeping.js';
import type { Writing } from '../database/database.js';
import type { Registry } from '../builds/registry.js';
import { type Asked, meant, RequestRefused } from './requests.js';
import { serve, servingBuild } from '../builds/take-over.js';

/** What the holder answers: the builds it is about and, for a retry, what came of it. */
export interface Answer {
  readonly builds: readonly number[];
  readonly stillHeldBack?: number;
}

/** A request that changes the books alone; what runs follows them. */
export type BookRequest = Asked & { readonly kind: Exclude<Asked['kind'], 'retry'> };

/** Carries out a request in the books; `wrongLog` says that what is live was built from another. Throws RequestRefused. */
export async function carryOut(
  tx: Writing,
  registry: Registry,
  request: BookRequest,
  wrongLog?: Error,
): Promise<Answer> {
  if (request.stream !== undefined) throw new RequestRefused('a stream is for retry alone: leave it out');
  const builds = await tx.books
    .selectFrom('ledger_builds')
    .selectAll()
    .where('state', '!=', 'dropping')
    .orderBy('build')
    .execute();
  switch (request.kind) {
    case 'pause':
      return setState(
        tx,
        meant(request, builds, ({ state }) => state !== 'paused' && state !== 'failed', 'runs'),
        'paused',
      );
    case 'resume':
      return setState(
        tx,
        meant(request, builds, ({ state }) => state === 'paused' || state === 'failed', 'is paused or failed'),
        'building',
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
      return switchTo(tx, request, builds);
    case 'drop':
      return drop(tx, request, builds);
    default:
      return request.kind satisfies never;
  }
}

async function setState(
  { books }: Writing,
  builds: readonly BuildRow[],
  state: 'paused' | 'building',
): Promise<Answer> {
  const numbers = builds.map(({ build }) => build);
  await books.updateTable('ledger_builds').set({ state, error: null }).where('build', 'in', numbers).execute();
  return { builds: numbers };
}

async function rebuild(tx: Writing, registry: Registry, request: Asked, builds: readonly BuildRow[]): Promise<Answer> {
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
    numbers.push(underWay?.build ?? (await startAnew(tx, projection, builds)));
  }
  return { builds: numbers };
}

/** A new build; one that was under way and never served is given up for it. */
async function startAnew(
  tx: Writing,
  projection: Parameters<typeof createBuild>[1],
  builds: readonly BuildRow[],
): Promise<number> {
  const givenUp = builds.filter(({ name, served_since }) => name === projection.name && served_since === null);
  for (const { build } of givenUp) {
    await tx.books.updateTable('ledger_builds').set({ state: 'dropping' }).where('build', '=', build).execute();
  }
  return (await createBuild(tx, projection, { state: 'new', serving: false, takesOver: true })).build;
}

async function switchTo(tx: Writing, request: Asked, builds: readonly BuildRow[]): Promise<Answer> {
  if (request.name === undefined) throw new RequestRefused('which read model is to be switched is not said');
  const candidates = meant(
    request,
    builds,
    ({ state, serving }) => state === 'live' && serving === 0,
    'is live and does not serve',
  );
  const row = candidates.at(-1)!;
  await serve(tx, row, await servingBuild(tx, row.name));
  return { builds: [row.build] };
}

async function drop({ books }: Writing, request: Asked, builds: readonly BuildRow[]): Promise<Answer> {
  if (request.name === undefined) throw new RequestRefused('which read model is to be dropped is not said');
  const named = meant(
    request,
    builds,
    ({ serving, takes_over }) => serving === 0 && (takes_over === 0 || request.build !== undefined),
    'does not serve; one that serves is not dropped: switch to another first',
  );
  const numbers = named.map(({ build }) => build);
  await books.updateTable('ledger_builds').set({ state: 'dropping' }).where('build', 'in', numbers).execute();
  return { builds: numbers };
}
