import {
  EventStoreError,
  NotPermittedError,
  OutcomeUnknownError,
  StreamClosedError,
  UnavailableError,
} from '../errors.js';

/** What the client and gRPC tell of a failure: command errors have a type, raw gRPC errors only code and text. */
interface Told {
  readonly message?: string;
  readonly code?: number;
  readonly type?: string;
  readonly streamName?: string;
}

/** Status codes of gRPC (grpc.io/docs/guides/status-codes). */
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

/** Nothing was sent, or the server refused it before it did anything. */
const NOTHING_DONE =
  /No connection established|Name resolution failed|Failed to discover|Server Is Not Ready|Not Leader|is closed/i;
const CERTIFICATE = /certificate|self.signed|\bSSL\b|\bTLS\b|EPROTO|wrong version number|altnames/i;
/** What gRPC reports where somebody takes the connection and does not speak the protocol: a TLS port does, asked in plain. */
const NO_PROTOCOL = /Last error: (?:Failed to connect|Protocol error)/;

/** Why reading failed, in the port's terms: nothing is changed by asking again. */
export function readFailure(error: unknown): EventStoreError {
  return refusal(error) ?? new UnavailableError(text(error), { cause: error });
}

/** Why an append failed; OutcomeUnknownError unless it is certain that nothing was written. */
export function appendFailure(error: unknown): EventStoreError {
  const refused = refusal(error);
  if (refused) return refused;
  const nothingDone = (error as Told).type === 'not-leader' || NOTHING_DONE.test(text(error));
  return nothingDone
    ? new UnavailableError(text(error), { cause: error })
    : new OutcomeUnknownError(text(error), { cause: error });
}

/** Whether the server says that the position is none of its log. */
export function isInvalidPosition(error: unknown): boolean {
  return /InvalidPosition|invalid position/.test(text(error));
}

export function isStreamNotFound(error: unknown): boolean {
  return (error as Told).type === 'stream-not-found';
}

function refusal(error: unknown): EventStoreError | undefined {
  if (error instanceof EventStoreError) return error;
  const { code, type, streamName } = error as Told;
  const message = text(error);
  if (type === 'stream-deleted') return new StreamClosedError(streamName ?? '', 'tombstoned');
  if (type === 'access-denied' || code === UNAUTHENTICATED || code === PERMISSION_DENIED) {
    return new NotPermittedError(message === '' ? 'access denied' : message, { cause: error });
  }
  if (message.includes('No connection established') && CERTIFICATE.test(message)) {
    return new NotPermittedError(`the certificate or the TLS settings do not fit: ${message}`, { cause: error });
  }
  return undefined;
}

function text(error: unknown): string {
  // gRPC says so also where it has no note to add; whoever tells it ends the sentence.
  const told = ((error as Told).message ?? String(error)).replace(/\.?\s*(?:Resolution note:\s*)?\.?\s*$/, '');
  return NO_PROTOCOL.test(told) ? `${told}. Somebody is there: does it want TLS, and the URL says tls=false?` : told;
}
