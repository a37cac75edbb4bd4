import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/settings.js';
import { personalDataIn } from '../privacy/personal-data.js';

/** What every line says that is logged while a request, or anything else with a correlation id, is dealt with. */
export interface Correlated {
  readonly correlationId: string;
}

export const correlated = new AsyncLocalStorage<Correlated>();

/** A log of JSON lines. Never hand it a body, a query or anything else that people typed. */
export function openLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ fd: 1, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: described },
      mixin: () => correlated.getStore() ?? {},
    },
    destination,
  );
}

/**
 * An error without the members that libraries hang on it: those hold statements, parameters and addresses. Some
 * repeat a value in their message.
 */
function described(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  const personal = personalDataIn(message);
  const told = personal === undefined ? message : `(left out: it holds ${personal})`;
  return {
    name,
    message: told,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: stack?.replace(message, () => told),
    ...(cause === undefined ? {} : { cause: described(cause) }),
  };
}
