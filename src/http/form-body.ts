import type { FastifyInstance } from 'fastify';
import { errorCodes } from 'fastify';
import { InvalidInput } from '../recording/refusals.js';
import { composed, malformed } from '../validation/well-formed.js';
import { MAX_BODY_BYTES } from './json-body.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const TYPE = 'application/x-www-form-urlencoded';

/** Takes forms of pages; the API takes JSON alone. */
export function takeForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(TYPE, { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (request, body, done) => {
    if (request.url.startsWith('/v1/')) {
      done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(TYPE));
      return;
    }
    try {
      const said: Record<string, string | string[]> = {};
      for (const [name, value] of new URLSearchParams(utf8.decode(body as Buffer))) {
        const before = Object.hasOwn(said, name) ? said[name] : undefined;
        said[name] = before === undefined ? value : [before, value].flat();
      }
      const harmful = malformed(said);
      if (harmful.length > 0) throw new InvalidInput(harmful);
      done(null, composed(said));
    } catch (error) {
      done(error as Error);
    }
  });
}
