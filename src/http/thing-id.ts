import type { Sentence } from '../history/sentence.js';
import { idNamed } from '../recording/things.js';
import type { Parameter } from './query-route.js';

/** How an address names a suggestion. */
export const SUGGESTION_NAMED = { description: 'Id of the suggestion, or its number (2026-0123)', format: 'string' };

/** A parameter of a query's route that names a thing by its UUID; whatever else stands there is not there. */
export function idOf(one: Sentence): Parameter {
  return { description: `Id of the ${one.en}`, format: 'uuid', take: (said) => idNamed(said, one) };
}
