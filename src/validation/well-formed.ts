import { pointerTo } from '../history/json-pointer.js';
import type { FieldProblem } from '../recording/refusals.js';

const DEEPEST = 32;
/** Names that every object has already: what copies such a field reaches into a prototype, or drops it in silence. */
const INHERITED: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
const HALF_A_PAIR = /\p{Surrogate}/u;

/** Whatever in a JSON value could not be stored and read again as it is, or would do harm on its way. */
export function malformed(value: unknown): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  look(value, '', 0, problems);
  return problems;
}

function look(value: unknown, at: string, depth: number, problems: FieldProblem[]): void {
  if (depth > DEEPEST) {
    problems.push({ field: at, problem: `lies more than ${String(DEEPEST)} levels deep` });
  } else if (typeof value === 'string') {
    const problem = textProblem(value);
    if (problem) problems.push({ field: at, problem });
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    problems.push({ field: at, problem: 'is a number too large to be stored' });
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      look(item, pointerTo(at, String(index)), depth + 1, problems);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const field = pointerTo(at, key);
      if (INHERITED.includes(key)) problems.push({ field, problem: 'is a name that is not allowed' });
      else if (textProblem(key)) problems.push({ field, problem: 'has a name that is not well-formed text' });
      else look(inner, field, depth + 1, problems);
    }
  }
}

function textProblem(text: string): string | undefined {
  if (HALF_A_PAIR.test(text)) return 'must be well-formed Unicode: it holds half of a surrogate pair';
  return text.includes('\0') ? 'must not hold the character U+0000' : undefined;
}
