import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Problem } from '../../../src/http/problem.js';
import { Operations } from './operations.js';

const LOOK_EVERY_MS = 2_000;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** While the log is the wrong one, commands are answered 503: what they would add to it would be lost with it. */
@Injectable()
export class WrongLogGuard implements CanActivate {
  private wrong: string | undefined;
  private looked: Promise<void> | undefined;
  private lookedAt = -Infinity;

  constructor(private readonly operations: Operations) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { method, url } = context.switchToHttp().getRequest<{ method: string; url: string }>();
    if (READING.has(method) || url.startsWith('/v1/read-models')) return true;
    if (performance.now() - this.lookedAt > LOOK_EVERY_MS) {
      this.lookedAt = performance.now();
      this.looked = this.look();
    }
    await this.looked;
    if (this.wrong !== undefined) throw new Problem({ status: 503, type: 'wrong-log', detail: this.wrong });
    return true;
  }

  private async look(): Promise<void> {
    try {
      this.wrong = await this.operations.wrongLog();
    } catch {
      // Store or database away: the command itself says what is.
    }
  }
}
