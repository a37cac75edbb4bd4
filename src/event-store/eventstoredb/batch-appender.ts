import { randomUUID } from 'node:crypto';
import { convertToCommandError } from '@eventstore/db-client';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { SerialisedEvent } from '../check-append.js';
import { EventStoreError, OutcomeUnknownError, UnavailableError } from '../errors.js';
import type { Appended, ExpectedRevision } from '../event-store.js';
import { appendFailure } from './answers.js';
import { appendMessages, type AppendRequest, correlationOf, outcome } from './batch-messages.js';
import type { BatchAppendCall, Connection } from './connection.js';
import { within } from './within.js';

/**
 * Appends over one long call, which is twice as fast as a call for each. The client's own batch append keeps
 * what it waits for in one map for the whole process: an answer that nobody waits for any more throws where
 * nobody can catch it, one client's broken call rejects the appends of all, and a lost answer is waited for
 * without end. So each call here has its own list, knows its answers by their id, and a timer for each append.
 */
export class BatchAppender {
  private current: Promise<BatchCall> | undefined;
  private readonly underWay = new Set<Promise<Appended>>();

  constructor(private readonly connection: Connection) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly SerialisedEvent[]): Promise<Appended> {
    const append = this.send(stream, expected, events);
    this.underWay.add(append);
    try {
      return await append;
    } finally {
      this.underWay.delete(append);
    }
  }

  private async send(
    stream: string,
    expected: ExpectedRevision,
    events: readonly SerialisedEvent[],
  ): Promise<Appended> {
    const deadline = performance.now() + this.connection.timeoutMs;
    const call = await within(
      this.connection.timeoutMs,
      this.call(),
      () => new UnavailableError('no connection in time'),
    ).catch((error: unknown) => {
      throw error instanceof EventStoreError ? error : new UnavailableError((error as Error).message, { cause: error });
    });
    const left = Math.max(deadline - performance.now(), 1);
    return call.append(
      { correlationId: randomUUID(), stream, expected, events, deadline: new Date(Date.now() + left) },
      left,
    );
  }

  /** Resolves when every append is answered. */
  async finish(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  private call(): Promise<BatchCall> {
    this.current ??= this.opened();
    return this.current;
  }

  private async opened(): Promise<BatchCall> {
    const retire = () => {
      if (this.current === opening) this.current = undefined;
    };
    let call: BatchCall | undefined;
    // Awaited first, so that `opening` is set before anything can retire it.
    await Promise.resolve();
    const opening = this.current;
    try {
      await this.connection.openBatchAppend((wire) => {
        call = new BatchCall(wire, retire);
      });
      return call!;
    } catch (error) {
      retire();
      throw error;
    }
  }
}

interface Pending {
  readonly request: AppendRequest;
  readonly timer: NodeJS.Timeout;
  readonly settle: (answer: Appended | EventStoreError) => void;
}

/** One call, and the appends that wait for its answers. */
class BatchCall {
  private readonly pending = new Map<string, Pending>();
  private broken: EventStoreError | undefined;
  private retired = false;

  constructor(
    private readonly wire: BatchAppendCall,
    private readonly retire: () => void,
  ) {
    wire.on('data', (answer: BatchAppendResp) => {
      this.answered(answer);
    });
    wire.on('error', (error: Error) => {
      this.broke(appendFailure(convertToCommandError(error)));
    });
    wire.on('end', () => {
      this.broke(new OutcomeUnknownError('the server ended the call'));
    });
  }

  append(request: AppendRequest, timeoutMs: number): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const settle = (answer: Appended | EventStoreError) => {
        clearTimeout(timer);
        this.pending.delete(request.correlationId);
        if (answer instanceof EventStoreError) reject(answer);
        else resolve(answer);
        if (this.retired && this.pending.size === 0) this.wire.cancel();
      };
      const timer = setTimeout(() => {
        // Others on this call may still be answered; new appends go over a new one.
        this.retired = true;
        this.retire();
        settle(new OutcomeUnknownError(`no answer within ${String(Math.round(timeoutMs))} ms`));
      }, timeoutMs);
      this.pending.set(request.correlationId, { request, timer, settle });
      if (this.broken) settle(this.broken);
      else for (const message of appendMessages(request)) this.wire.write(message);
    });
  }

  /** An answer that nobody waits for, come twice or too late, says nothing new. */
  private answered(answer: BatchAppendResp): void {
    const waiting = this.pending.get(correlationOf(answer) ?? '');
    waiting?.settle(outcome(answer, waiting.request));
  }

  private broke(error: EventStoreError): void {
    if (this.broken) return;
    // What is asked of a broken call from now on is not sent any more.
    this.broken = new UnavailableError(error.message, { cause: error });
    this.retired = true;
    this.retire();
    for (const { settle } of [...this.pending.values()]) settle(error);
  }
}
