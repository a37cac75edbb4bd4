import type { LocalDate } from '../history/days.js';
import type { Recorded, RecordedBy } from '../history/event.js';
import type { DataOf, Fields } from '../history/fields.js';
import { about, type Site, type UseCase, useCase } from '../http/use-case.js';
import type { Suggestion } from './life.js';
import type { SuggestionEvent } from './suggestion.events.js';
import { broken } from './suggestion.rules.js';
import { suggestions } from './suggestion.stream.js';

/** A use case that records one entry of a suggestion's life, whose body is what is stored. */
export interface EntryRecorded<F extends Fields> {
  /** The command's name. It enters the fingerprint of what is sent: never change it. */
  readonly name: string;
  readonly summary: string;
  /** Below the suggestion: `POST /v1/suggestions/{id}/{what}`. */
  readonly what: string;
  readonly body: F;
  readonly decide: (raw: readonly Recorded[], body: DataOf<F>, today: LocalDate) => readonly SuggestionEvent[];
}

export function recordEntry<F extends Fields>({ name, summary, what, body, decide }: EntryRecorded<F>): UseCase {
  return useCase({
    name,
    summary,
    at: aboutSuggestion(what),
    body,
    decide: ({ raw, today }, sent) => decide(raw, sent, today),
  });
}

/** `POST /v1/suggestions/{suggestionId}/{what}`, for whoever may do it about the suggestion. */
export function aboutSuggestion(what: string): Site<Suggestion, SuggestionEvent> {
  const site = about(suggestions, 'suggestionId', what);
  return {
    ...site,
    judge: (given, address) => {
      site.judge?.(given, address);
      judgeWhose(given.state, given.recordedBy, what);
    },
  };
}

/** Whoever has signed in as a handler does what concerns their own department: as the lead; as one that helps, its opinion. */
function judgeWhose(state: Suggestion, { role, department, verified }: RecordedBy, what: string): void {
  if (!verified || role !== 'handler' || state.phase === 'none') return;
  const { assigned } = state;
  const helps = what === 'opinion' && (assigned?.supporting.some((one) => one.department === department) ?? false);
  if (assigned?.department === department || helps) return;
  throw broken('of-another-department', { own: department ?? '–', lead: assigned?.department ?? '–' });
}
