import type { Sentence } from '../history/sentence.js';
import type { FieldProblem } from '../recording/refusals.js';
import type { ProblemType } from './problem-titles.js';

/** What went wrong, as it is told to the caller (RFC 9457). */
export interface ProblemDetails<Type extends string = ProblemType> {
  readonly status: number;
  /** A stable code, as a relative URI reference. */
  readonly type: Type;
  /** With the values in it. */
  readonly detail: Sentence;
  /** Every wrong field. */
  readonly errors?: readonly FieldProblem[];
  /** Members of this type's own. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whoever runs the ledger should look at it. */
  readonly unexpected?: boolean;
}
