import { Module } from '@nestjs/common';
import { AssignSuggestionHandler } from './assign-suggestion.js';
import { ReceiveSuggestionHandler } from './receive-suggestion.js';
import { ReopenSuggestionHandler } from './reopen-suggestion.js';
import { ResolveSuggestionHandler } from './resolve-suggestion.js';
import { WithdrawSuggestionHandler } from './withdraw-suggestion.js';
import { SuggestionsController } from './suggestions.controller.js';

@Module({
  controllers: [SuggestionsController],
  providers: [
    AssignSuggestionHandler,
    ReceiveSuggestionHandler,
    ReopenSuggestionHandler,
    ResolveSuggestionHandler,
    WithdrawSuggestionHandler,
  ],
})
export class SuggestionsModule {}
