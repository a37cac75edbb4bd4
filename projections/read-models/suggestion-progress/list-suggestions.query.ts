import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { cursorAfter } from '../../asking/paging/cursor.js';
import type { Page } from '../../asking/paging/page.js';
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
    readonly page: Page,
    readonly asked: Pick<Asked, 'after'>,
  ) {
    super();
  }
}

@QueryHandler(ListSuggestions)
export class ListSuggestionsHandler implements IQueryHandler<ListSuggestions> {
  constructor(private readonly reports: Reports) {}

  execute({ filter: { round, ...filter }, page: { after, limit }, asked }: ListSuggestions): Promise<Suggestions> {
    return this.reports.read<SuggestionTables & RoundTables, Suggestions>(
      ['suggestion-progress', 'rounds'],
      asked,
      async (db, stated) => {
        const roundId = round === undefined ? undefined : (await roundNamed(db, round, stated)).round_id;
        // One more than asked for says whether there is a next page.
        const found = await suggestionsPage(db, { ...filter, roundId }, { after, limit: limit + 1 });
        const suggestions = found.slice(0, limit);
        const nextCursor = found.length > limit ? cursorAfter('suggestions', suggestions.at(-1)!.firstOrdinal) : null;
        return { ...stated, suggestions, nextCursor };
      },
    );
  }
}
