import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { notKnown } from '../../asking/not-known.js';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { suggestionById, type SuggestionTables, type SuggestionView } from './suggestion.queries.js';

export interface Suggestion extends Stated {
  readonly suggestion: SuggestionView;
}

/** One suggestion as it stands at the last event applied. */
export class GetSuggestion extends Query<Suggestion> {
  constructor(
    readonly id: string,
    readonly asked: Pick<Asked, 'after'>,
  ) {
    super();
  }
}

@QueryHandler(GetSuggestion)
export class GetSuggestionHandler implements IQueryHandler<GetSuggestion> {
  constructor(private readonly reports: Reports) {}

  execute({ id, asked }: GetSuggestion): Promise<Suggestion> {
    return this.reports.read<SuggestionTables, Suggestion>(['suggestion-progress'], asked, async (db, stated) => {
      const suggestion = await suggestionById(db, id);
      if (suggestion) return { ...stated, suggestion };
      throw notKnown(`There is no suggestion ${id}.`, stated);
    });
  }
}
