import type { Recorded } from '../history/event.js';

/** Something that the caller asked for is refused; each kind has its place in the API's problem details. */
export abstract class Refusal extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** A rule of the domain would be broken. The code is stable and is the problem's `type`. */
export class RuleBroken extends Refusal {
  constructor(
    readonly rule: string,
    message: string,
    /** The entry in the way, where a correction or void is refused because of a later entry. */
    readonly entry?: Pick<Recorded, 'id' | 'type' | 'revision'>,
  ) {
    super(message);
  }
}

/** One wrong field of what was sent: a JSON Pointer and the end of a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** The most that are told at once, and how much of what was sent is told with each, in characters. */
const MOST_TOLD = 100;
const LONGEST_FIELD = 300;

/** What was sent has fields that cannot be so; of very many the first are told. */
export class InvalidInput extends Refusal {
  readonly fields: readonly FieldProblem[];
  /** How many more are wrong than are told. */
  readonly leftOut: number;

  constructor(wrong: readonly FieldProblem[]) {
    const told = wrong.slice(0, MOST_TOLD).map(({ field, problem }) => ({ field: shortened(field), problem }));
    super(told.map(({ field, problem }) => `${field} ${problem}`).join('; '));
    this.fields = told;
    this.leftOut = wrong.length - told.length;
  }
}

function shortened(field: string): string {
  return field.length > LONGEST_FIELD ? `${field.slice(0, LONGEST_FIELD)}…` : field;
}

/** The thing that a command is about is not there. */
export class NotThere extends Refusal {
  constructor(what: string) {
    super(`there is no ${what}`);
  }
}

/** The command id was used before with other content. */
export class IdempotencyKeyReused extends Refusal {
  constructor(commandId: string) {
    super(`command ${commandId} was sent before with other content; send this with an Idempotency-Key of its own`);
  }
}

/** The stream no longer stands where If-Match says. */
export class RevisionMismatch extends Refusal {
  constructor(
    readonly expected: number,
    readonly actual: number | undefined,
  ) {
    super(
      `If-Match names revision ${String(expected)}; it stands at ${actual === undefined ? 'none' : String(actual)}`,
    );
  }
}

/** Too many others are at the same stream. */
export class TooMuchContention extends Refusal {
  constructor(stream: string, what: string) {
    super(`${stream} ${what}; send it again`);
  }
}
