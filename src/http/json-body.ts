import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Sentence } from '../history/sentence.js';
import { InvalidInput } from '../recording/refusals.js';
import { composed, malformed } from '../validation/well-formed.js';
import { Problem } from './problem.js';
import { repeatedNames } from './repeated-names.js';

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
    (request, body, done) => {
      try {
        refuseOtherEncodings(request);
        done(null, parsed(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function refuseOtherEncodings({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const encoding = headers['content-encoding']?.trim();
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new Problem({
      status: 415,
      type: 'unsupported-content-encoding',
      detail: {
        ko: `본문은 Content-Encoding 없이 그대로 받습니다. ${shortened(encoding)} 없이 보내 주십시오.`,
        en: `A body is taken as it is, not in Content-Encoding ${shortened(encoding)}: send it without.`,
      },
      headers: { 'Accept-Encoding': 'identity' },
    });
  }
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new Problem({
      status: 415,
      type: 'unsupported-charset',
      detail: {
        ko: `JSON은 UTF-8로 받습니다(RFC 8259). charset ${shortened(charset)} 대신 UTF-8로 보내 주십시오.`,
        en: `JSON is taken in UTF-8 (RFC 8259), not in charset ${shortened(charset)}: send it as UTF-8.`,
      },
    });
  }
}

/** A body of no bytes is none. What is parsed is bounded and whole, and its texts are composed (NFC). */
function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    throw notJson(NOT_UTF8, error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Where in it, only the parser can say.
    const where = (error as Error).message;
    throw notJson({ ko: `본문이 JSON이 아닙니다(${where}).`, en: `The body is not JSON: ${where}.` }, error);
  }
  const harmful = malformed(value);
  if (harmful.length > 0) throw new InvalidInput(harmful);
  const repeated = repeatedNames(text);
  if (repeated.length > 0) {
    throw new InvalidInput(repeated.map((field) => ({ field, problem: NAMED_TWICE })));
  }
  return composed(value);
}

function shortened(value: string): string {
  return value.slice(0, 40);
}

function notJson(detail: Sentence, cause: unknown): Problem {
  return new Problem({ status: 400, type: 'malformed-json', detail }, { cause });
}

const NOT_UTF8 = {
  ko: '본문이 UTF-8이 아닙니다. JSON은 UTF-8이어야 합니다(RFC 8259).',
  en: 'The body is not UTF-8, which JSON must be (RFC 8259).',
};

const NAMED_TWICE = {
  ko: '한 객체에 같은 이름이 두 번 있습니다. 한 번만 적으십시오',
  en: 'is named twice in one object: say it once',
};
