import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { OneQuestion } from '../../../src/health/one-question.js';
import type { Sentence } from '../../../src/history/sentence.js';
import { Problem } from '../../../src/http/problem.js';
import { Operations } from './operations.js';

const LOOK_EVERY_MS = 2_000;
/** How long the first command waits to be sure, at the start. */
const PATIENCE_MS = 2_000;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * While the log is the wrong one, commands are answered 503: what they would add to it would be lost with it. None of
 * them waits for the read models' database: it is looked at beside them, and what was seen last holds.
 */
@Injectable()
export class WrongLogGuard implements CanActivate, OnApplicationBootstrap, OnApplicationShutdown {
  private wrong: Sentence | undefined;
  private looking: NodeJS.Timeout | undefined;
  private readonly question: OneQuestion<Sentence | undefined>;

  constructor(operations: Operations) {
    this.question = new OneQuestion(() => operations.wrongLog(), PATIENCE_MS);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.looking = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    await this.look();
  }

  onApplicationShutdown(): void {
    clearInterval(this.looking);
  }

  canActivate(context: ExecutionContext): boolean {
    const { method, url } = context.switchToHttp().getRequest<{ method: string; url: string }>();
    if (READING.has(method) || url.startsWith('/v1/read-models') || this.wrong === undefined) return true;
    throw new Problem({ status: 503, type: 'wrong-log', detail: this.wrong });
  }

  private async look(): Promise<void> {
    try {
      this.wrong = await this.question.answer();
    } catch {
      // Store or database away, or mute: the command itself says what is.
    }
  }
}
