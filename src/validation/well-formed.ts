import { pointerTo } from '../history/json-pointer.js';
import type { FieldProblem } from '../recording/refusals.js';

/** What is sent may be no larger: what converts and checks it takes time by the square of some of these. */
const DEEPEST = 32;
const MOST_VALUES = 10_000;
const MOST_FIELDS = 200;
const MOST_ITEMS = 1_000;
const LONGEST_NAME = 100;
const LONGEST_TEXT = 50_000;
/** Names that every object has already: what copies such a field reaches into a prototype, or drops it in silence. */
const INHERITED: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
const HALF_A_PAIR = /\p{Surrogate}/u;

/** Whatever in a JSON value is too much, could not be stored and read again as it is, or would do harm on its way. */
export function malformed(value: unknown): readonly FieldProblem[] {
  const looked: Looked = { problems: [], values: 0 };
  look(value, '', 0, looked);
  if (looked.values <= MOST_VALUES) return looked.problems;
  return [{ field: '', problem: `holds more than ${String(MOST_VALUES)} values, the most that is taken at once` }];
}

/** The same value with every text and name in composed form (NFC), so that what reads alike is alike. */
export function composed(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(composed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.normalize('NFC'), composed(inner)]));
}

interface Looked {
  readonly problems: FieldProblem[];
  values: number;
}

function look(value: unknown, at: string, depth: number, looked: Looked): void {
  looked.values += 1;
  if (looked.values > MOST_VALUES) return;
  const problem = problemOf(value, depth);
  if (problem !== undefined) {
    looked.problems.push({ field: at, problem });
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      look(item, pointerTo(at, String(index)), depth + 1, looked);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const nameProblem = problemOfName(name);
      const field = pointerTo(at, name);
      if (nameProblem === undefined) look(inner, field, depth + 1, looked);
      else looked.problems.push({ field, problem: nameProblem });
    }
  }
}

/** What is wrong with a value itself, whatever lies in it. */
function problemOf(value: unknown, depth: number): string | undefined {
  if (depth > DEEPEST) return `lies more than ${String(DEEPEST)} levels deep`;
  if (typeof value === 'string') {
    return value.length > LONGEST_TEXT ? `is longer than any text that is taken` : problemOfText(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'is a number too large to be stored';
  if (typeof value !== 'object' || value === null) return undefined;
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (Array.isArray(value)) return count > MOST_ITEMS ? tooMany(count, 'items', MOST_ITEMS) : undefined;
  return count > MOST_FIELDS ? tooMany(count, 'fields', MOST_FIELDS) : undefined;
}

function tooMany(count: number, what: string, most: number): string {
  return `has ${String(count)} ${what}; at most ${String(most)} are taken`;
}

function problemOfName(name: string): string | undefined {
  if (INHERITED.includes(name)) return 'is a name that is not allowed';
  if (name.length > LONGEST_NAME) return `has a name longer than ${String(LONGEST_NAME)} characters`;
  return problemOfText(name) && 'has a name that is not well-formed text';
}

function problemOfText(text: string): string | undefined {
  if (HALF_A_PAIR.test(text)) return 'must be well-formed Unicode: it holds half of a surrogate pair';
  return text.includes('\0') ? 'must not hold the character U+0000' : undefined;
}
