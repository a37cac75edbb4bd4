import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import type { Api } from './api.js';
import type { Listed } from './suggestion-row.js';

/** All pages of a list, of one moment. */
export interface AllListed {
  readonly all: readonly Listed[];
  /** The first page, which says of what moment they are. */
  readonly first: SuggestionList;
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}

/** Those that a list is narrowed to, up to `most` of them. Throws ApiProblem. */
export async function allListed(
  api: Api,
  query: Readonly<Record<string, string | undefined>>,
  most = 5_000,
): Promise<AllListed> {
  const all: Listed[] = [];
  let first: SuggestionList | undefined;
  for await (const page of api.pages<SuggestionList>('/v1/suggestions', query)) {
    first ??= page;
    all.push(...page.suggestions);
    if (all.length >= most) return { all, first, more: page.nextCursor !== null };
  }
  return { all, first: first!, more: false };
}
