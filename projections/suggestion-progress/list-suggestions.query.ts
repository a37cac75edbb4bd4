import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../moment/reports.queries.js';
import { invalidParameter } from '../../src/http/problem.js';
import { roundNamed, type RoundTables } from '../rounds/round.queries.js';
import {
  type SuggestionFilter,
  suggestionsPage,
  type SuggestionTables,
  type SuggestionView,
} from './suggestion.queries.js';

export interface Suggestions extends Stated {
  readonly suggestions: readonly SuggestionView[];
  /** For the next page; null on the last. */
  readonly nextCursor: string | null;
}

/** One page of the suggestions that count, as they stand at the last event applied. */
export class ListSuggestions extends Query<Suggestions> {
  constructor(
    readonly filter: Omit<SuggestionFilter, 'roundId'> & { readonly round?: string | undefined },
    readonly page: { readonly cursor: string | undefined; readonly limit: number },
    readonly asked: Pick<Asked, 'after'>,
  ) {
    super();
  }
}

@QueryHandler(ListSuggestions)
export class ListSuggestionsHandler implements IQueryHandler<ListSuggestions> {
  constructor(private readonly reports: Reports) {}

  execute({ filter: { round, ...filter }, page, asked }: ListSuggestions): Promise<Suggestions> {
    const after = page.cursor === undefined ? 0 : ordinalOf(page.cursor);
    return this.reports.read<SuggestionTables & RoundTables, Suggestions>(
      ['suggestion-progress', 'rounds'],
      asked,
      async (db, stated) => {
        const roundId = round === undefined ? undefined : (await roundNamed(db, round, stated)).round_id;
        // One more than asked for says whether there is a next page.
        const found = await suggestionsPage(db, { ...filter, roundId }, { after, limit: page.limit + 1 });
        const suggestions = found.slice(0, page.limit);
        const nextCursor = found.length > page.limit ? cursorAfter(suggestions.at(-1)!.firstOrdinal) : null;
        return { ...stated, suggestions, nextCursor };
      },
    );
  }
}

/** Opaque to callers, so that what it holds may change. */
function cursorAfter(ordinal: number): string {
  return Buffer.from(`after:${String(ordinal)}`).toString('base64url');
}

function ordinalOf(cursor: string): number {
  const match = /^after:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match) return Number(match[1]);
  throw invalidParameter('cursor', 'must be a nextCursor of an earlier page');
}
