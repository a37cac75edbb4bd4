import { about, useCase } from '../../http/use-case.js';
import { withdraw as decide } from '../suggestion.js';
import { suggestions } from '../suggestion.stream.js';
import { withdrawn } from './ending.events.js';

/** The proposer took it back. */
export const withdrawSuggestion = useCase({
  name: 'WithdrawSuggestion',
  summary: 'Record that the proposer took it back (취하)',
  at: about(suggestions, 'suggestionId', 'withdrawal'),
  body: withdrawn,
  decide: ({ raw, today }, body) => decide(raw, body, today),
});
