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

/** What was sent has fields that cannot be so. */
export class InvalidInput extends Refusal {
  constructor(readonly fields: readonly FieldProblem[]) {
    super(fields.map(({ field, problem }) => `${field} ${problem}`).join('; '));
  }
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
