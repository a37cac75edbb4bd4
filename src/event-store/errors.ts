import type { Sentence } from '../history/sentence.js';
import type { ExpectedRevision } from './event-store.js';
import { lossInWords, type StreamLoss } from './stream-loss.js';

/** Every failure of an event store is one of these. */
export abstract class EventStoreError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The stream does not stand at the expected revision. */
export class ConflictError extends EventStoreError {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** What is there; undefined where the store does not say. */
    readonly actual: ExpectedRevision | undefined,
  ) {
    super(`stream ${stream} was expected at ${String(expected)} and stands at ${String(actual)}`);
  }
}

/** The store cannot be reached or is not ready; nothing was written by the call that says so. */
export class UnavailableError extends EventStoreError {
  constructor(what: string, options?: ErrorOptions) {
    super(`the event store is away: ${what}`, options);
  }
}

/** It can be read and takes no events at present: a full disk, a file that may only be read. Nothing was written. */
export class NotWritableError extends EventStoreError {
  constructor(
    readonly place: string,
    /** What is wrong and what to do, without the place. */
    readonly reason: Sentence,
    options?: ErrorOptions,
  ) {
    super(`${place} cannot be written: ${reason.en}`, options);
  }
}

/** The log itself is not what it must be. No retry cures it: the message says what whoever runs the ledger can do. */
export abstract class UnusableLogError extends EventStoreError {}

/** What stands where the log should be is none. */
export class NotALogError extends UnusableLogError {
  constructor(path: string, why: string, options?: ErrorOptions) {
    super(`${path} cannot be read as an event log (${why}); put the right file in its place or name another`, options);
  }
}

/** Something of the log cannot be read, or is missing from it. */
export class DamagedLogError extends UnusableLogError {
  constructor(path: string, what: string, options?: ErrorOptions) {
    super(
      `${path} is damaged: ${what}; "ledger check" names all that is, "ledger restore" puts a back-up into an empty ` +
        'data directory',
      options,
    );
  }
}

/** The log's files are not those that this process has open: what it appends would be lost. */
export class LogGoneError extends UnusableLogError {
  constructor(path: string, what: string) {
    super(
      `${path} ${what} while this process had it open, so it takes no commands; stop every process of the ledger, put ` +
        'the right file in place ("ledger restore" does it from a back-up) and start again',
    );
  }
}

/** The append may or may not have been written: send the same again at the same revision until there is an answer. */
export class OutcomeUnknownError extends EventStoreError {
  constructor(what: string, options?: ErrorOptions) {
    super(`whether the events were written is not known: ${what}`, options);
  }
}

/** An append of more than a store takes; nothing was written. */
export class TooLargeError extends EventStoreError {
  constructor(
    /** Undefined where the store does not say. */
    readonly bytes: number | undefined,
    readonly maximum: number,
  ) {
    super(`the append has ${String(bytes ?? 'too many')} bytes; the event store takes at most ${String(maximum)}`);
  }
}

/** The store refuses this user, password or certificate. */
export class NotPermittedError extends EventStoreError {
  constructor(what: string, options?: ErrorOptions) {
    super(`the event store does not permit it: ${what}`, options);
  }
}

/** The stream's history is not whole in the store: it is neither told nor added to. */
export class StreamClosedError extends EventStoreError {
  constructor(
    readonly stream: string,
    readonly loss: StreamLoss,
  ) {
    super(`stream ${stream} ${lossInWords(loss)}; it takes no more events`);
  }
}

/** The append is none that any store takes: no events, no type, no stream name, data that is not JSON. */
export class InvalidAppendError extends EventStoreError {}
