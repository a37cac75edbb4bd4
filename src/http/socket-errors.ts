import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { v7 as uuidv7 } from 'uuid';
import type { Sentence } from '../history/sentence.js';
import { titleOf } from './problem-titles.js';

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
const DETAIL: Readonly<Record<number, Sentence>> = {
  400: { ko: 'HTTP 요청이 아닙니다.', en: 'What came in is not HTTP.' },
  408: { ko: '요청이 제때 다 오지 않았습니다.', en: 'The request took too long to come in.' },
  431: { ko: '요청의 머리글이 너무 큽니다.', en: 'The headers of the request are too large.' },
};

/** Node.js takes no bytes in an address that are not ASCII, which curl sends as they are typed. */
const UNESCAPED = {
  ko:
    '주소에 부호화해야 하는 글자가 그대로 있습니다(RFC 3986). 한글은 ?department=%EA%B5%90%ED%86%B5%EA%B3%BC처럼 적습니다. ' +
    "curl에서는 -G --data-urlencode 'department=교통과'로 보냅니다.",
  en:
    'The address holds signs that must be escaped (RFC 3986), as Korean text in ?department=%EA%B5%90%ED%86%B5%EA%B3%BC; ' +
    "curl escapes it by -G --data-urlencode 'department=교통과'.",
};

/** Answers what is not even a request, on the bare connection, and closes it; of the languages it takes nothing is known. */
export function malformedRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const type = status === 400 ? 'malformed-request' : (STATUS_CODES[status] ?? '').toLowerCase().replaceAll(' ', '-');
  const told = error.code === 'HPE_INVALID_URL' ? UNESCAPED : DETAIL[status]!;
  const correlationId = uuidv7();
  const body = JSON.stringify({
    type,
    title: titleOf(type, 'ko'),
    status,
    detail: `${told.ko} ${told.en}`,
    correlationId,
  });
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    `X-Correlation-Id: ${correlationId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
