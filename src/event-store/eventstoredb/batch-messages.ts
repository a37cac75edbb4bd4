import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { SerialisedEvent } from '../check-append.js';
import {
  ConflictError,
  type EventStoreError,
  NotPermittedError,
  OutcomeUnknownError,
  StreamClosedError,
  TooLargeError,
} from '../errors.js';
import type { Appended, ExpectedRevision } from '../event-store.js';
import { appendFailure } from './answers.js';
import { positionOf } from './position.js';

/** A request is split where it grows beyond this, well below what gRPC takes in one message. */
const MESSAGE_BYTES = 2 * 1024 * 1024;
/** What an event takes beside its data: id, type, content type and framing. */
const EVENT_OVERHEAD = 160;

export interface AppendRequest {
  readonly correlationId: string;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerialisedEvent[];
  /** After this instant the server need not try any more. */
  readonly deadline: Date;
}

/** The messages of one append. */
export function* appendMessages(request: AppendRequest): Generator<BatchAppendReq> {
  const correlationId = uuid(request.correlationId);
  let message = new streams.BatchAppendReq().setCorrelationId(correlationId).setOptions(options(request));
  let bytes = 0;
  for (const event of request.events) {
    const size = Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata) + EVENT_OVERHEAD;
    if (bytes > 0 && bytes + size > MESSAGE_BYTES) {
      yield message;
      message = new streams.BatchAppendReq().setCorrelationId(correlationId);
      bytes = 0;
    }
    bytes += size;
    message.addProposedMessages(proposed(event));
  }
  yield message.setIsFinal(true);
}

/** Which append an answer is for. */
export function correlationOf(answer: BatchAppendResp): string | undefined {
  const id = answer.getCorrelationId();
  const halves = id?.getStructured();
  if (halves === undefined) return id?.getString();
  const hex = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What an answer says of the append it is for. */
export function outcome(answer: BatchAppendResp, { stream, expected }: AppendRequest): Appended | EventStoreError {
  const success = answer.getSuccess();
  if (success) {
    const position = success.getPosition();
    // So it answers what it knows already of a stream that was deleted since; an empty append is never sent.
    if (!position) return new StreamClosedError(stream, 'deleted');
    const [commit, prepare] = [BigInt(position.getCommitPosition()), BigInt(position.getPreparePosition())];
    return { revision: Number(success.getCurrentRevision()), position: positionOf({ commit, prepare }) };
  }
  const status = answer.getError();
  const message = status?.getMessage() ?? 'the server answered neither success nor error';
  const details = status?.getDetails();
  const bytes = details?.getValue_asU8() ?? new Uint8Array();
  switch (details?.getTypeName().replace(/^event_store\.client\./, '')) {
    case 'WrongExpectedVersion': {
      const wrong = shared.WrongExpectedVersion.deserializeBinary(bytes);
      const there = wrong.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'no-stream';
      return new ConflictError(stream, expected, there);
    }
    case 'StreamDeleted':
      return new StreamClosedError(stream, 'tombstoned');
    case 'AccessDenied':
      return new NotPermittedError(`appending to ${stream}`);
    case 'MaximumAppendSizeExceeded':
      return new TooLargeError(undefined, shared.MaximumAppendSizeExceeded.deserializeBinary(bytes).getMaxappendsize());
    case 'Timeout':
      return new OutcomeUnknownError(message === '' ? 'the server ran out of time' : message);
    default:
      return appendFailure({ message });
  }
}

function options({ stream, expected, deadline }: AppendRequest): BatchAppendReq.Options {
  const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
  const made = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(identifier)
    .setDeadline(timestamp.Timestamp.fromDate(deadline));
  return expected === 'no-stream' ? made.setNoStream(new empty.Empty()) : made.setStreamPosition(String(expected));
}

function proposed(event: SerialisedEvent): BatchAppendReq.ProposedMessage {
  const message = new streams.BatchAppendReq.ProposedMessage()
    .setId(uuid(event.id))
    .setData(Buffer.from(event.data))
    .setCustomMetadata(Buffer.from(event.metadata));
  message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
  return message;
}

function uuid(text: string) {
  return new shared.UUID().setString(text);
}
