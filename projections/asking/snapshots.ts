import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { Clock } from '../../src/config/clock.js';
import { Settings } from '../../src/config/settings.js';
import { dayInSeoul } from '../../src/history/days.js';
import { ReadModels } from '../engine/reading/read-models.js';
import type { Moment, MomentTold } from './moment/moment.js';
import { MOMENT_MODEL, momentOf, type MomentTables } from './moment/moment.queries.js';
import type { Stated } from './stated.js';

/** Of what a snapshot is to be. */
export interface SnapshotAsked extends MomentTold {
  /** A position that the answer must have seen. */
  readonly after?: string | undefined;
  /** Another moment, to compare with: what is left out is as of the first. */
  readonly sinceAsOf?: string | undefined;
  readonly sinceKnownAt?: string | undefined;
}

/** Reads all tables that a question names in one snapshot, of one moment. */
@Injectable()
export class Snapshots {
  constructor(
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Rejects with Problem for a moment that cannot be told, NotYetVisible, NotServed. */
  async read<Tables, T>(
    models: readonly string[],
    asked: SnapshotAsked,
    query: (db: Kysely<Tables>, stated: Stated, since: Moment) => Promise<T>,
  ): Promise<T> {
    const today = dayInSeoul(this.clock.now());
    const momentIn = momentOf(asked, today);
    const sinceIn = sinceOf(asked, today);
    return this.readModels.read<MomentTables, T>(
      [...new Set([...models, MOMENT_MODEL])],
      async (db, applied) => {
        const moment = await momentIn(db, applied);
        const since = (await sinceIn?.(db, applied)) ?? moment;
        return query(db as unknown as Kysely<Tables>, { moment, incompleteStreams: applied.heldBack }, since);
      },
      { after: asked.after, withinMs: this.settings.readWaitMs },
    );
  }
}

function sinceOf({ sinceAsOf, sinceKnownAt, asOf, knownAt }: SnapshotAsked, today: string) {
  if (sinceAsOf === undefined && sinceKnownAt === undefined) return undefined;
  const names = { asOf: 'sinceAsOf', knownAt: 'sinceKnownAt' };
  return momentOf({ asOf: sinceAsOf ?? asOf, knownAt: sinceKnownAt ?? knownAt }, today, names);
}
