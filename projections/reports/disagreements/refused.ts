import type { Kysely } from 'kysely';
import type { Sentence } from '../../../src/history/sentence.js';
import type { Bookkeeping } from '../../engine/database/bookkeeping.js';
import type { Disagreement } from './disagreement.js';

type Refused = Bookkeeping['ledger_refused_reactions'];

export interface RefusedTables extends Pick<Bookkeeping, 'ledger_refused_reactions'> {
  suggestions: { readonly suggestion_id: string };
}

/** What events called for and was refused, by the suggestion that shows it. */
export class RefusedReactions {
  private constructor(
    private readonly parts: ReadonlyMap<string, readonly Refused[]>,
    private readonly along: ReadonlyMap<string, Refused>,
  ) {}

  /** A part that has been received since is refused no longer. */
  static async known(db: Kysely<RefusedTables>): Promise<RefusedReactions> {
    const rows = await db
      .selectFrom('ledger_refused_reactions as r')
      .leftJoin('suggestions as s', (join) => join.onRef('s.suggestion_id', '=', 'r.target').on('r.kind', '=', 'part'))
      .where('s.suggestion_id', 'is', null)
      .selectAll('r')
      .orderBy('r.target')
      .execute();
    const along = rows.filter(({ kind }) => kind === 'along').map((row) => [row.target, row] as const);
    const parts = rows.filter(({ kind }) => kind === 'part');
    return new RefusedReactions(
      Map.groupBy(parts, ({ about }) => about),
      new Map(along),
    );
  }

  /** Parts of a suggestion that could not be received. */
  partsOf(id: string): readonly Disagreement[] {
    return (this.parts.get(id) ?? []).map(({ target, ko, en }) => ({
      about: 'suggestion',
      id,
      with: 'suggestion',
      withId: target,
      code: 'part-not-received',
      ...told({
        ko: `나눈 건의 ${target}을(를) 접수하지 못했습니다: ${ko}`,
        en: `its part ${target} is not received: ${en}`,
      }),
    }));
  }

  /** Why a suggestion did not go with its meeting, where it disagrees with it. */
  notAlong(id: string, meetingId: string | null, disagrees: readonly Disagreement[]): readonly Disagreement[] {
    const row = this.along.get(id);
    if (row?.about !== meetingId || disagrees.length === 0) return [];
    const about = { about: 'suggestion', id, with: 'meeting', withId: row.about } as const;
    const words = {
      ko: `간담회의 변경을 따라가지 못했습니다: ${row.ko}`,
      en: `it could not be taken along: ${row.en}`,
    };
    return [{ ...about, code: 'not-taken-along', ...told(words) }];
  }
}

function told(inWords: Sentence) {
  return { detail: inWords.en, inWords };
}
