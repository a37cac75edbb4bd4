import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { v7 as uuidv7 } from 'uuid';
import { titleOf } from './problem.filter.js';

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
const DETAIL: Readonly<Record<number, string>> = {
  400: 'What came in is not HTTP.',
  408: 'The request took too long to come in.',
  431: 'The headers of the request are too large.',
};

/** Node.js takes no bytes in an address that are not ASCII, which curl sends as they are typed. */
const UNESCAPED =
  'The address holds signs that must be escaped (RFC 3986), as Korean text in ?department=%EA%B5%90%ED%86%B5%EA%B3%BC; ' +
  "curl escapes it by -G --data-urlencode 'department=교통과'.";

/** Answers what is not even a request, on the bare connection, and closes it. */
export function malformedRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const type = status === 400 ? 'malformed-request' : (STATUS_CODES[status] ?? '').toLowerCase().replaceAll(' ', '-');
  const detail = error.code === 'HPE_INVALID_URL' ? UNESCAPED : DETAIL[status];
  const correlationId = uuidv7();
  const body = JSON.stringify({ type, title: titleOf(type), status, detail, correlationId });
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    `X-Correlation-Id: ${correlationId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
