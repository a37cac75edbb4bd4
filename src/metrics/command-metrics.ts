import { Injectable } from '@nestjs/common';
import { Gauge, Histogram, Registry } from 'prom-client';
import { Refusal, TooMuchContention } from '../recording/refusals.js';

/** In seconds: most commands take some milliseconds, a contended one seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How commands go: how many of which kind, how they ended, how long they took. */
@Injectable()
export class CommandMetrics {
  private readonly seconds: Histogram<'command' | 'outcome'>;

  constructor(registry: Registry) {
    this.seconds = new Histogram({
      name: 'ledger_command_seconds',
      help: 'How long commands took, by kind and by how they ended: made, changed, nothing, repeated, refused, conflict, failed',
      labelNames: ['command', 'outcome'],
      buckets: BUCKETS,
      registers: [registry],
    });
    const memory = new Gauge({
      name: 'ledger_process_resident_bytes',
      help: 'Memory that the process holds',
      registers: [registry],
      collect: () => {
        memory.set(process.memoryUsage.rss());
      },
    });
  }

  /** To be handed to whoever records. */
  readonly told = (
    command: string,
    how: { readonly outcome: string } | { readonly error: unknown },
    seconds: number,
  ) => {
    this.seconds.observe({ command, outcome: 'error' in how ? endOf(how.error) : how.outcome }, seconds);
  };
}

function endOf(error: unknown): string {
  if (error instanceof TooMuchContention) return 'conflict';
  return error instanceof Refusal ? 'refused' : 'failed';
}
