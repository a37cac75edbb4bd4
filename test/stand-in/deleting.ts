import operations, { type ScavengeResp } from '@eventstore/db-client/generated/operations_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type sendUnaryData, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import type { Serving } from './appending.js';
import type { AppendOutcome, Expected } from './stand-in-log.js';
import { deleted, denied, expectedOf, failure, nameOf, unauthenticated } from './wire.js';

/** How the server counts what no revision is. */
const CODES: Record<Exclude<Expected, number>, number> = { 'no-stream': -1, any: -2, 'stream-exists': -4 };

export function deleting(serving: Serving) {
  return (call: ServerUnaryCall<DeleteReq, DeleteResp>, done: sendUnaryData<DeleteResp>): void => {
    const position = tried(serving, call, done, (stream, expected) => serving.log.delete(stream, expected));
    if (position === undefined) return;
    const at = new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position);
    done(null, new streams.DeleteResp().setPosition(at));
  };
}

export function tombstoning(serving: Serving) {
  return (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, done: sendUnaryData<TombstoneResp>): void => {
    const position = tried(serving, call, done, (stream, expected) => serving.log.tombstone(stream, expected));
    if (position === undefined) return;
    const at = new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position);
    done(null, new streams.TombstoneResp().setPosition(at));
  };
}

/** Over before it answers, which a real server's is not. */
export function scavenging({ access, log }: Serving) {
  return (call: ServerUnaryCall<unknown, ScavengeResp>, done: sendUnaryData<ScavengeResp>): void => {
    if (access.judge(call.metadata, '$scavenges', 'write') !== 'granted') {
      done(denied());
      return;
    }
    log.scavenge();
    const { STOPPED } = operations.ScavengeResp.ScavengeResult;
    done(null, new operations.ScavengeResp().setScavengeId(randomUUID()).setScavengeResult(STOPPED));
  };
}

/** The position of what was written; undefined where a refusal was answered. */
function tried(
  { access }: Serving,
  call: ServerUnaryCall<DeleteReq | TombstoneReq, unknown>,
  done: (error: ReturnType<typeof denied>) => void,
  attempt: (stream: string, expected: Expected) => AppendOutcome,
): string | undefined {
  const options = call.request.getOptions();
  if (!options) return undefined;
  const stream = nameOf(options.getStreamIdentifier());
  const verdict = access.judge(call.metadata, stream, 'delete');
  if (verdict !== 'granted') {
    done(verdict === 'denied' ? denied() : unauthenticated());
    return undefined;
  }
  const expected = expectedOf(options);
  const outcome = attempt(stream, expected);
  if (outcome.is === 'appended') return String(outcome.position);
  done(outcome.is === 'deleted' ? deleted(stream) : wrongRevision(stream, expected, outcome.actual));
  return undefined;
}

function wrongRevision(stream: string, expected: Expected, actual = -1) {
  const wanted = String(typeof expected === 'number' ? expected : CODES[expected]);
  return failure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${wanted}, Actual version: ${String(actual)}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': wanted,
      'actual-version': String(actual),
    },
  );
}
