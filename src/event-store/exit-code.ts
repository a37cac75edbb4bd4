import { EXIT, type ExitCode } from '../failure.js';
import { EventStoreError, NotWritableError, UnusableLogError } from './errors.js';
import { UnusableSettings } from './unusable-settings.js';

/** What an event store says in a sentence, without a stack. */
export function isStoreFailure(error: unknown): error is EventStoreError | UnusableSettings {
  return error instanceof EventStoreError || error instanceof UnusableSettings;
}

/** How a program ends that an event store keeps from its work. */
export function exitCodeOf(error: EventStoreError | UnusableSettings): ExitCode {
  if (error instanceof UnusableSettings) return EXIT.configuration;
  if (error instanceof UnusableLogError) return EXIT.damaged;
  return error instanceof NotWritableError ? EXIT.cannotWrite : EXIT.unavailable;
}
