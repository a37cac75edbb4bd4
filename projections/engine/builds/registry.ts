import { enter } from './build.js';
import type { BuildRow } from '../database/bookkeeping.js';
import type { Database, Writing } from '../database/database.js';
import type { Projection } from '../read-model/projection.js';

/** The read models that the program has, each version a unit; checked for what the engine relies on. */
export class Registry {
  constructor(readonly projections: readonly Projection[]) {
    const versions = new Set<string>();
    const owners = new Map<string, string>();
    for (const { name, version, tables } of projections) {
      const id = `${name} version ${String(version)}`;
      if (versions.has(id)) throw new Error(`${id} is registered twice`);
      versions.add(id);
      for (const table of tables) {
        const owner = owners.get(table.name) ?? name;
        if (owner !== name) throw new Error(`table ${table.name} belongs to both ${owner} and ${name}`);
        owners.set(table.name, name);
      }
    }
  }

  find(name: string, version: number): Projection | undefined {
    return this.projections.find((projection) => projection.name === name && projection.version === version);
  }

  /** The newest version of each read model. */
  newest(): readonly Projection[] {
    const newest = new Map<string, Projection>();
    for (const projection of this.projections) {
      const other = newest.get(projection.name);
      if (!other || other.version < projection.version) newest.set(projection.name, projection);
    }
    return [...newest.values()];
  }
}

export function allBuilds(database: Database): Promise<readonly BuildRow[]> {
  return database.read((db) => db.selectFrom('ledger_builds').selectAll().orderBy('build').execute());
}

/** What keeps this program from projecting: a version that serves and that it does not have. */
export function missingCode(registry: Registry, builds: readonly BuildRow[]): string | undefined {
  const missing = builds.filter(({ serving, name, version }) => serving === 1 && !registry.find(name, version));
  if (missing.length === 0) return undefined;
  const versions = missing.map(({ name, version }) => `${name} version ${String(version)}`).join(', ');
  return `${versions} serves, which this program does not have: run a program that has it, or switch back or drop it there first`;
}

/** Enters a build for every newest version that has none yet. */
export async function enterMissingBuilds(tx: Writing, registry: Registry): Promise<void> {
  const builds = await tx.books.selectFrom('ledger_builds').selectAll().execute();
  for (const projection of registry.newest()) {
    const its = builds.filter(({ name, state }) => name === projection.name && state !== 'dropping');
    if (!its.some(({ version }) => version === projection.version)) await enter(tx, projection);
  }
}
