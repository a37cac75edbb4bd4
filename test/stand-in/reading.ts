import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type { Serving } from './appending.js';
import { positionOf, sequenceAt } from './stand-in-log.js';
import { FOR_EVER } from './stream-fate.js';
import { ReadCall } from './read-call.js';
import { deleted, denied, failure, identifierOf, nameOf, notReady, unauthenticated } from './wire.js';

const PAGE = 500;
/** What a server looks at between two checkpoints where the subscriber does not say. */
const DEFAULT_WINDOW = 32;
const LARGEST = String(2n ** 64n - 1n);

/** Reads and subscriptions, which the protocol has in one call. */
export function read(serving: Serving) {
  return (wire: ServerWritableStream<ReadReq, ReadResp>): void => {
    const call = new ReadCall(wire);
    serving.open.add(call);
    void call.cancelled.then(() => serving.open.delete(call));
    const options = wire.request.getOptions();
    if (!options) return;
    const subscribed = options.hasSubscription();
    const serve = subscribed ? subscribe(serving, call, options) : readOnce(serving, call, options);
    serve.then(
      () => {
        call.end();
      },
      (error: unknown) => {
        call.fail(error);
      },
    );
  };
}

async function readOnce(serving: Serving, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const { log, faults } = serving;
  if (faults.delayMs > 0) await pause(faults.delayMs);
  const fault = faults.next('read');
  if (fault === 'silent') return new Promise(() => undefined);
  if (fault === 'not-ready') throw notReady();
  if (fault === 'no-majority') throw failure(status.ABORTED, 'Operation timed out: Forwarding timeout');
  checkAccess(serving, call, options);
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  let left = Number(options.getCount());
  const ofStream = options.getStream();
  if (ofStream) {
    const name = nameOf(ofStream.getStreamIdentifier());
    const fate = log.fate(name);
    if (fate.is === 'tombstoned') throw deleted(name);
    if (fate.is !== 'there') {
      const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name));
      await call.send(new streams.ReadResp().setStreamNotFound(missing));
      return;
    }
    const start = ofStream.hasStart()
      ? 0
      : ofStream.hasEnd()
        ? Number.MAX_SAFE_INTEGER
        : Number(ofStream.getRevision());
    for (let from = start; left > 0;) {
      const page = log.stream(name, from, backwards ? 'backwards' : 'forwards', Math.min(left, PAGE));
      for (const event of page) if (!(await call.event(event, fault))) return;
      if (page.length < PAGE) return;
      left -= page.length;
      from = Number(page.at(-1)!.revision) + (backwards ? -1 : 1);
    }
    return;
  }
  for (let from = startOfAll(options, log.lastSequence(), backwards); left > 0;) {
    const page = backwards ? log.before(from, Math.min(left, PAGE)) : log.after(from, Math.min(left, PAGE));
    for (const event of page) if (!(await call.event(event, fault))) return;
    if (page.length === 0) return;
    left -= page.length;
    from = page.at(-1)!.sequence;
  }
}

/** The server counts its bytes in 63 bits, and breaks beyond. */
function placeOf(at: ReadReq.Options.Position): bigint {
  const position = BigInt(at.getCommitPosition());
  if (position > FOR_EVER) throw failure(status.UNKNOWN, 'Exception was thrown by handler.');
  return position;
}

/** The sequence to read after or before; reading forwards includes its position. */
function startOfAll(options: ReadReq.Options, last: number, backwards: boolean): number {
  const all = options.getAll();
  const at = all?.getPosition();
  if (!at) return all?.hasEnd() ? last + 1 : backwards ? 0 : 0;
  const position = placeOf(at);
  if (position > positionOf(last)) return backwards ? last + 1 : Number.MAX_SAFE_INTEGER;
  const sequence = sequenceAt(position);
  if (sequence === undefined) throw failure(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');
  return backwards ? sequence : Math.max(sequence - 1, 0);
}

async function subscribe(serving: Serving, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const { log, faults } = serving;
  const fault = faults.next('subscription');
  if (fault === 'silent') return new Promise(() => undefined);
  if (fault === 'not-ready') throw notReady();
  checkAccess(serving, call, options);
  // Before it is confirmed, as all that breaks the server itself.
  const at = options.getAll()?.getPosition();
  if (at) placeOf(at);
  await call.send(
    new streams.ReadResp().setConfirmation(
      new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID()),
    ),
  );
  const ofStream = options.getStream();
  if (ofStream) {
    const name = nameOf(ofStream.getStreamIdentifier());
    let next = ofStream.hasStart() ? 0 : ofStream.hasEnd() ? endOf(serving, name) : Number(ofStream.getRevision()) + 1;
    await untilCancelled(serving, call, async () => {
      const page = log.stream(name, next, 'forwards', PAGE);
      for (const event of page) await call.event(event, fault);
      next = page.at(-1) ? Number(page.at(-1)!.revision) + 1 : next;
      return page.length === PAGE;
    });
    return;
  }
  const start = subscriptionStart(options, log.lastSequence());
  if (start === 'nowhere') {
    await caughtUp(call);
    return call.cancelled;
  }
  const filter = filterOf(options);
  let [sequence, looked] = [start, 0];
  if (fault === 'checkpoint-at-the-largest-number') await checkpoint(call, LARGEST);
  // The first look at what lies behind the start tells where that was.
  let told = filter.interval === Number.POSITIVE_INFINITY || log.after(start, 1).length === 0;
  await untilCancelled(serving, call, async () => {
    const page = log.after(sequence, PAGE);
    if (!told && page.length > 0) await checkpoint(call, String(positionOf(start)));
    told = true;
    for (const event of page) {
      if (filter.takes(event) && !(await call.event(event, fault))) return false;
      looked += 1;
      if (looked % filter.interval === 0) await checkpoint(call, String(event.position));
      sequence = event.sequence;
    }
    return page.length > 0;
  });
}

/** Pages until nothing is left, says once that it has caught up, then goes on with each append. */
async function untilCancelled({ log }: Serving, call: ReadCall, page: () => Promise<boolean>): Promise<void> {
  for (let told = false; !call.stopped.aborted;) {
    const more = log.appended(call.stopped);
    while (await page());
    if (!told) await caughtUp(call);
    told = true;
    await more;
  }
}

function caughtUp(call: ReadCall): Promise<boolean> {
  return call.send(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
}

function checkpoint(call: ReadCall, position: string): Promise<boolean> {
  const at = new streams.ReadResp.Checkpoint().setCommitPosition(position).setPreparePosition(position);
  return call.send(new streams.ReadResp().setCheckpoint(at));
}

function endOf({ log }: Serving, stream: string): number {
  return Number(log.stream(stream, Number.MAX_SAFE_INTEGER, 'backwards', 1)[0]?.revision ?? -1) + 1;
}

/** Beyond the end a real server confirms, says that it has caught up, and never delivers anything. */
function subscriptionStart(options: ReadReq.Options, last: number): number | 'nowhere' {
  const all = options.getAll();
  const at = all?.getPosition();
  if (!at) return all?.hasEnd() ? last : 0;
  const position = placeOf(at);
  if (position > positionOf(last)) return 'nowhere';
  const sequence = sequenceAt(position);
  if (sequence === undefined) throw failure(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
  return sequence;
}

function filterOf(options: ReadReq.Options) {
  const filter = options.getFilter();
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType();
  const byStream = filter?.hasStreamIdentifier() ?? false;
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex()) : undefined;
  const prefixes = expression?.getPrefixList() ?? [];
  const window = filter?.getMax() ?? 0;
  return {
    /** Events looked at between two checkpoints; none without a filter. */
    interval: filter
      ? (window > 0 ? window : DEFAULT_WINDOW) * filter.getCheckpointintervalmultiplier()
      : Number.POSITIVE_INFINITY,
    takes: ({ stream, type }: { readonly stream: string; readonly type: string }) => {
      if (!expression) return true;
      const text = byStream ? stream : type;
      return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
    },
  };
}

function checkAccess({ access }: Serving, call: ReadCall, options: ReadReq.Options): void {
  const stream = options.getStream();
  const verdict = access.judge(call.wire.metadata, stream ? nameOf(stream.getStreamIdentifier()) : '$all', 'read');
  if (verdict === 'unknown-user') throw unauthenticated();
  if (verdict === 'denied') throw denied();
}
