import { setTimeout as pause } from 'node:timers/promises';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import type { AppendReq, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type sendUnaryData, type ServerDuplexStream, type ServerReadableStream, status } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type AppendFault, die, type FaultPlan } from './faults.js';
import type { Access } from './access.js';
import type { AppendOutcome, Expected, ProposedEvent, StandInLog } from './stand-in-log.js';
import {
  deleted,
  denied,
  expectedOf,
  failure,
  identifierOf,
  idOf,
  inHalves,
  nameOf,
  notReady,
  proposedEvent,
  unauthenticated,
} from './wire.js';

const MAX_APPEND = 1_048_576;

export interface Serving {
  readonly log: StandInLog;
  readonly faults: FaultPlan;
  readonly access: Access;
  /** Reads and subscriptions that are being served. */
  readonly open: Set<unknown>;
}

interface Append {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly ProposedEvent[];
}

type Answer =
  | AppendOutcome
  | {
      readonly is:
        'too-large' | 'bad-request' | 'denied' | 'unknown-user' | 'not-ready' | 'timeout' | 'not-leader' | 'none';
    };

/** What a server makes of an append, faults included. */
async function answerTo(
  { log, faults, access }: Serving,
  { stream, expected, events }: Append,
  metadata: Parameters<Access['judge']>[0],
  fault: AppendFault | undefined,
): Promise<Answer> {
  if (faults.delayMs > 0) await pause(faults.delayMs);
  const verdict = access.judge(metadata, stream, 'write');
  if (verdict !== 'granted') return { is: verdict };
  if (stream === '' || events.some(({ type }) => type === '')) return { is: 'bad-request' };
  if (events.reduce((sum, { data, metadata: own }) => sum + data.length + own.length, 0) > MAX_APPEND)
    return { is: 'too-large' };
  switch (fault) {
    case 'silent':
      return { is: 'none' };
    case 'not-ready':
      return { is: 'not-ready' };
    case 'no-majority':
      return { is: 'timeout' };
    case 'not-leader':
      return { is: 'not-leader' };
    case 'die-before-writing':
      return die();
    case 'silent-after-writing':
      log.append(stream, expected, events);
      return { is: 'none' };
    case 'no-majority-after-writing':
      log.append(stream, expected, events);
      return { is: 'timeout' };
    case 'die-after-writing':
      log.append(stream, expected, events);
      return die();
    case 'answer-twice':
    case undefined:
      return log.append(stream, expected, events);
    default:
      return fault satisfies never;
  }
}

export function appendUnary(serving: Serving) {
  return (call: ServerReadableStream<AppendReq, AppendResp>, done: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    call.on('data', (message: AppendReq) => {
      options ??= message.getOptions();
      const proposed = message.getProposedMessage();
      if (proposed) events.push(proposedEvent(proposed));
    });
    call.on('end', () => {
      if (!options) return;
      const append = { stream: nameOf(options.getStreamIdentifier()), expected: expectedOf(options), events };
      void answerTo(serving, append, call.metadata, serving.faults.next('append')).then((answer) => {
        unaryAnswer(answer, append, done, serving.faults);
      });
    });
  };
}

function unaryAnswer(
  answer: Answer,
  { stream, expected }: Append,
  done: sendUnaryData<AppendResp>,
  faults: FaultPlan,
): void {
  const none = new shared.Empty();
  switch (answer.is) {
    case 'appended': {
      const success = new streams.AppendResp.Success().setCurrentRevision(String(answer.revision));
      const at = String(answer.position);
      if (answer.position === undefined) success.setNoPosition(none);
      else success.setPosition(new streams.AppendResp.Position().setCommitPosition(at).setPreparePosition(at));
      done(null, new streams.AppendResp().setSuccess(success));
      return;
    }
    case 'wrong-revision': {
      const wrong = new streams.AppendResp.WrongExpectedVersion();
      if (answer.actual === undefined) wrong.setCurrentNoStream(none);
      else wrong.setCurrentRevision(String(answer.actual));
      if (expected === 'no-stream') wrong.setExpectedNoStream(none);
      else if (expected === 'any') wrong.setExpectedAny(none);
      else if (expected === 'stream-exists') wrong.setExpectedStreamExists(none);
      else wrong.setExpectedRevision(String(expected));
      done(null, new streams.AppendResp().setWrongExpectedVersion(wrong));
      return;
    }
    case 'deleted':
      done(deleted(stream));
      return;
    case 'too-large': {
      const trailers = { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(MAX_APPEND) };
      done(failure(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded.', trailers));
      return;
    }
    case 'bad-request':
      done(failure(status.UNKNOWN, 'Exception was thrown by handler.'));
      return;
    case 'denied':
      done(denied());
      return;
    case 'unknown-user':
      done(unauthenticated());
      return;
    case 'not-ready':
      done(notReady());
      return;
    case 'timeout':
      done(failure(status.ABORTED, 'Operation timed out: Forwarding timeout'));
      return;
    case 'not-leader':
      done(notLeader(faults));
      return;
    case 'none':
      return;
    default:
      answer satisfies never;
  }
}

export function notLeader({ leader }: FaultPlan) {
  return failure(status.NOT_FOUND, `Leader info available: ${String(leader?.host)}:${String(leader?.port)}`, {
    exception: 'not-leader',
    'leader-endpoint-host': leader?.host ?? '',
    'leader-endpoint-port': String(leader?.port ?? 0),
  });
}

export function batchAppend(serving: Serving) {
  return (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const open = new Map<string, { append: Append & { events: ProposedEvent[] } }>();
    call.on('data', (message: BatchAppendReq) => {
      const id = idOf(message.getCorrelationId());
      const options = message.getOptions();
      if (options) {
        open.set(id, {
          append: { stream: nameOf(options.getStreamIdentifier()), expected: expectedOf(options), events: [] },
        });
      }
      const append = open.get(id)?.append;
      if (!append) return;
      append.events.push(...message.getProposedMessagesList().map(proposedEvent));
      if (!message.getIsFinal()) return;
      open.delete(id);
      const fault = serving.faults.next('append');
      void answerTo(serving, append, call.metadata, fault).then((answer) => {
        if (answer.is === 'not-leader' || answer.is === 'unknown-user') {
          call.emit('error', answer.is === 'not-leader' ? notLeader(serving.faults) : unauthenticated());
          return;
        }
        const response = batchAnswer(id, answer, append);
        if (response) call.write(response);
        if (response && fault === 'answer-twice') call.write(response);
        // A real server answers an event without a type a second time, about 2 s later.
        if (response && answer.is === 'bad-request') setTimeout(() => call.write(response), 2_000).unref();
      });
    });
    call.on('end', () => {
      call.end();
    });
    call.on('error', () => undefined);
  };
}

function batchAnswer(id: string, answer: Answer, { stream, expected }: Append): BatchAppendResp | undefined {
  const response = new streams.BatchAppendResp()
    .setCorrelationId(inHalves(id))
    .setStreamIdentifier(identifierOf(stream));
  const none = new empty.Empty();
  if (expected === 'no-stream') response.setNoStream(none);
  else if (expected === 'any') response.setAny(none);
  else if (expected === 'stream-exists') response.setStreamExists(none);
  else response.setStreamPosition(String(expected));
  const error = (message: string, type: string, details: { serializeBinary(): Uint8Array }) => {
    const packed = new any.Any();
    packed.pack(details.serializeBinary(), `event_store.client.${type}`);
    return response.setError(new statusMessages.Status().setMessage(message).setDetails(packed));
  };
  switch (answer.is) {
    case 'appended': {
      const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(answer.revision));
      const at = String(answer.position);
      if (answer.position === undefined) success.setNoPosition(none);
      else success.setPosition(new shared.AllStreamPosition().setCommitPosition(at).setPreparePosition(at));
      return response.setSuccess(success);
    }
    case 'wrong-revision': {
      const wrong = new shared.WrongExpectedVersion();
      if (answer.actual === undefined) wrong.setCurrentNoStream(none);
      else wrong.setCurrentStreamRevision(String(answer.actual));
      if (expected === 'no-stream') wrong.setExpectedNoStream(none);
      else if (expected === 'any') wrong.setExpectedAny(none);
      else if (expected === 'stream-exists') wrong.setExpectedStreamExists(none);
      else wrong.setExpectedStreamPosition(String(expected));
      return error('Wrong expected version', 'WrongExpectedVersion', wrong);
    }
    case 'deleted':
      return error(
        'Stream Deleted',
        'StreamDeleted',
        new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)),
      );
    case 'too-large':
      return error(
        'Maximum Append Size Exceeded',
        'MaximumAppendSizeExceeded',
        new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND),
      );
    case 'bad-request':
      return error('BadRequest', 'BadRequest', new shared.BadRequest());
    case 'denied':
      return error('Access Denied', 'AccessDenied', new shared.AccessDenied());
    case 'not-ready':
      return error('Server Is Not Ready', 'BadRequest', new shared.BadRequest());
    case 'timeout':
      return error('Timeout', 'Timeout', new shared.Timeout());
    case 'not-leader':
    case 'unknown-user':
    case 'none':
      return undefined;
    default:
      return answer satisfies never;
  }
}
