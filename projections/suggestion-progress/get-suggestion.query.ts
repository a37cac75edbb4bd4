import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../moment/reports.queries.js';
import { Problem } from '../../src/http/problem.js';
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
      throw new Problem({ status: 404, type: 'not-found', detail: `There is no suggestion ${id}.` });
    });
  }
}
