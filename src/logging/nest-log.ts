import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Who of Nest tells, at length, that the application comes up. */
const CHATTY: readonly string[] = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
];
/** What it tells is thrown besides, and told by whoever catches it. */
const RETHROWN = 'ExceptionHandler';

/**
 * Lets Nest's `Logger` write structured lines. A message is a text, an Error, or an object whose `message` is
 * the text and whose other members become members of the line.
 */
export class NestLog implements LoggerService {
  constructor(private readonly log_: Logger) {}

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const last = rest.at(-1);
    const source = typeof last === 'string' ? last : undefined;
    if (source === RETHROWN) return;
    const quiet = source !== undefined && CHATTY.includes(source);
    this.log_[quiet ? 'debug' : level]({ source, ...members(message, rest) });
  }
}

function members(message: unknown, rest: readonly unknown[]): object {
  if (message instanceof Error) return { message: message.message, err: message };
  const err = rest.find((item) => item instanceof Error);
  if (typeof message === 'object' && message !== null) return { ...message, ...(err ? { err } : {}) };
  return { message: String(message), ...(err ? { err } : {}) };
}
