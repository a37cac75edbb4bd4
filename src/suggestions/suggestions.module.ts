import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { reopenSuggestion } from './ending/reopen-suggestion.js';
import { resolveSuggestion } from './ending/resolve-suggestion.js';
import { withdrawSuggestion } from './ending/withdraw-suggestion.js';
import { assignSuggestion } from './handling/assign-suggestion.js';
import { receiveSuggestion } from './receipt/receive-suggestion.js';

@Module(declared(receiveSuggestion, assignSuggestion, resolveSuggestion, reopenSuggestion, withdrawSuggestion))
export class SuggestionsModule {}
