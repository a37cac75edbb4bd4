import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { Clock } from '../../src/config/clock.js';
import { Settings } from '../../src/config/settings.js';
import { dayInSeoul, type LocalDate } from '../../src/history/days.js';
import type { AppliedTo } from '../engine/reading/applied-to.js';
import { ReadModels } from '../engine/reading/read-models.js';
import type { Moment, MomentAsked } from './moment/moment.js';
import { MOMENT_MODEL, momentOf, type MomentTables } from './moment/moment.queries.js';

/** What every report says of itself. */
export interface Stated {
  readonly moment: Moment;
  /** Streams held back in quarantine; above 0 the answer is incomplete. */
  readonly incompleteStreams: number;
}

/** What any report may be asked. */
export interface Asked extends MomentAsked {
  /** A position that the answer must have seen. */
  readonly after?: string | undefined;
}

/** Reads reports: all tables in one snapshot, of one moment. */
@Injectable()
export class Reports {
  constructor(
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Rejects with Problem for a moment that cannot be told, NotYetVisible, NotServed. */
  async read<Tables, T>(
    models: readonly string[],
    asked: Asked,
    query: (db: Kysely<Tables>, stated: Stated) => Promise<T>,
  ): Promise<T> {
    const momentIn = momentOf(asked, this.today());
    return this.snapshot(models, asked, async (db, applied) => {
      const moment = await momentIn(db, applied);
      return query(db as unknown as Kysely<Tables>, { moment, incompleteStreams: applied.heldBack });
    });
  }

  /** Reads what changed since another moment, whose asOf and knownAt are those asked where they are left out. */
  async between<Tables, T>(
    models: readonly string[],
    asked: Asked & { readonly sinceAsOf?: string | undefined; readonly sinceKnownAt?: string | undefined },
    query: (db: Kysely<Tables>, since: Moment, stated: Stated) => Promise<T>,
  ): Promise<T> {
    const today = this.today();
    const momentIn = momentOf(asked, today);
    const other = { asOf: asked.sinceAsOf ?? asked.asOf, knownAt: asked.sinceKnownAt ?? asked.knownAt };
    const sinceIn = momentOf(other, today, { asOf: 'sinceAsOf', knownAt: 'sinceKnownAt' });
    return this.snapshot(models, asked, async (db, applied) => {
      const moment = await momentIn(db, applied);
      const since = await sinceIn(db, applied);
      return query(db as unknown as Kysely<Tables>, since, { moment, incompleteStreams: applied.heldBack });
    });
  }

  private today(): LocalDate {
    return dayInSeoul(this.clock.now());
  }

  private snapshot<T>(
    models: readonly string[],
    { after }: Pick<Asked, 'after'>,
    work: (db: Kysely<MomentTables>, applied: AppliedTo) => Promise<T>,
  ): Promise<T> {
    return this.readModels.read<MomentTables, T>([...new Set([...models, MOMENT_MODEL])], work, {
      after,
      withinMs: this.settings.readWaitMs,
    });
  }
}
