import type { Recorded } from '../history/event.js';
import { filled, type Sentence, type Told } from '../history/sentence.js';

/** Something that the caller asked for is refused; each kind has its place in the API's problem details. */
export abstract class Refusal extends Error {
  /** What the caller is told; logs have it in English. */
  constructor(readonly sentence: Sentence) {
    super(sentence.en);
  }

  override get name(): string {
    return this.constructor.name;
  }
}

/** An entry that keeps another from being corrected or voided. */
export type EntryInTheWay = Pick<Recorded, 'id' | 'type' | 'revision'>;

/** A rule of the domain would be broken. Made by a table of rules (rules.ts), never by hand. */
export class RuleBroken extends Refusal {
  constructor(
    /** Stable; the problem's `type`. */
    readonly rule: string,
    readonly values: Readonly<Record<string, Told>>,
    sentence: Sentence,
    /** The entry in the way, where a correction or void is refused because of a later entry. */
    readonly entry?: EntryInTheWay,
    /** The fields of what was sent that break it, or another rule beside it. */
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(sentence);
  }
}

/** One wrong field of what was sent: a JSON Pointer and the end of a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: Sentence;
}

/** The most that are told at once, and how much of what was sent is told with each, in characters. */
export const MOST_TOLD = 100;
const LONGEST_FIELD = 300;

/** What was sent has fields that cannot be so; of very many the first are told. */
export class InvalidInput extends Refusal {
  readonly fields: readonly FieldProblem[];
  /** How many more are wrong than are told. */
  readonly leftOut: number;

  constructor(wrong: readonly FieldProblem[]) {
    const told = wrong.slice(0, MOST_TOLD).map(({ field, problem }) => ({ field: shortened(field), problem }));
    const all = (locale: keyof Sentence) => told.map(({ field, problem }) => `${field} ${problem[locale]}`).join('; ');
    super({ ko: all('ko'), en: all('en') });
    this.fields = told;
    this.leftOut = wrong.length - told.length;
  }
}

function shortened(field: string): string {
  return field.length > LONGEST_FIELD ? `${field.slice(0, LONGEST_FIELD)}…` : field;
}

/** The thing that a command is about is not there. */
export class NotThere extends Refusal {
  constructor(what: Sentence) {
    super(filled({ ko: '찾을 수 없습니다: {what}', en: 'there is no {what}' }, { what }));
  }
}

/** The command id was used before with other content. */
export class IdempotencyKeyReused extends Refusal {
  constructor(commandId: string) {
    super(
      filled(
        {
          ko: '명령 {commandId}은(는) 다른 내용으로 이미 보냈습니다. 새 Idempotency-Key로 보내 주십시오',
          en: 'command {commandId} was sent before with other content; send this with an Idempotency-Key of its own',
        },
        { commandId },
      ),
    );
  }
}

/** The stream no longer stands where If-Match says. */
export class RevisionMismatch extends Refusal {
  constructor(
    readonly expected: number,
    readonly actual: number | undefined,
  ) {
    super(
      filled(
        {
          ko: 'If-Match는 개정 {expected}번이라 하나, 지금은 {actual}입니다. 다시 읽고 보내 주십시오',
          en: 'If-Match names revision {expected}; it stands at {actual}',
        },
        { expected, actual: actual ?? null },
      ),
    );
  }
}

/** Too many others are at the same stream. */
export class TooMuchContention extends Refusal {
  constructor(stream: string, { ko, en }: Sentence) {
    super({ ko: `${stream}: ${ko}. 다시 보내 주십시오`, en: `${stream} ${en}; send it again` });
  }
}
