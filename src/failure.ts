/** What the process ends with (sysexits.h where it has a number for it). */
export const EXIT = {
  done: 0,
  /** It ran to its end, and something is not as it should be. */
  failed: 1,
  usage: 64,
  /** What it reads is damaged, or is something else. */
  damaged: 65,
  /** Something that it needs is away or taken. */
  unavailable: 69,
  internal: 70,
  /** A file or directory cannot be written. */
  cannotWrite: 73,
  /** The environment is wrong. */
  configuration: 78,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the program with a sentence for its user, without a stack: what is wrong, and what to do. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
