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
  const page = (more: object) => api.get<SuggestionList>('/v1/suggestions', { ...query, limit: '500', ...more });
  const first = await page({});
  const { asOf, knownAt } = first.moment;
  const all = [...first.suggestions];
  let cursor = first.nextCursor;
  while (cursor !== null && all.length < most) {
    const next = await page({ cursor, asOf, knownAt: String(knownAt.ordinal) });
    all.push(...next.suggestions);
    cursor = next.nextCursor;
  }
  return { all, first, more: cursor !== null };
}
