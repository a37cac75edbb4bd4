import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** The most that a request's body may have, in bytes: what an append takes. */
export const MAX_BODY_BYTES = 1_048_576;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Takes JSON in UTF-8 and nothing else. Bytes in another encoding are refused: replaced by U+FFFD, as is usual,
 * they would stand in the log for ever.
 */
export function takeJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (_, body, done) => {
      try {
        done(null, parsed(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/** A body of no bytes is none. */
function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    throw malformed('The body is not UTF-8, which JSON must be (RFC 8259).', error);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw malformed(`The body is not JSON: ${(error as Error).message}.`, error);
  }
}

function malformed(detail: string, cause: unknown): Problem {
  return new Problem({ status: 400, type: 'malformed-json', detail }, { cause });
}
