import { once } from 'node:events';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { die, type ReadFault, type SubscriptionFault } from './faults.js';
import type { LoggedEvent } from './stand-in-log.js';
import { eventMessage } from './wire.js';

/** What two events take to get out of the process, amply. */
const FLUSH_MS = 50;

/** One read or subscription as it is being answered, at the pace of whoever reads it. */
export class ReadCall {
  private readonly stop = new AbortController();
  readonly stopped = this.stop.signal;
  /** Resolves when the client has gone. */
  readonly cancelled: Promise<void>;
  private sent = 0;

  constructor(readonly wire: ServerWritableStream<ReadReq, ReadResp>) {
    this.cancelled = new Promise((resolve) => {
      const gone = () => {
        this.stop.abort();
        resolve();
      };
      wire.on('cancelled', gone);
      wire.on('close', gone);
      wire.on('error', gone);
    });
  }

  /** Sends a message; false when nobody reads any more. */
  async send(message: ReadResp): Promise<boolean> {
    if (this.stopped.aborted) return false;
    if (!this.wire.write(message)) await Promise.race([once(this.wire, 'drain'), this.cancelled]);
    return !this.stopped.aborted;
  }

  event(event: LoggedEvent, fault?: ReadFault | SubscriptionFault): Promise<boolean> {
    // Two events reach the client first; then the process is gone.
    if (fault === 'die-half-way' && this.sent++ === 2) return new Promise(() => setTimeout(die, FLUSH_MS));
    return this.send(eventMessage(event));
  }

  end(): void {
    if (!this.stopped.aborted) this.wire.end();
  }

  fail(error: unknown): void {
    if (!this.stopped.aborted) this.wire.emit('error', error);
  }
}
