import Negotiator from 'negotiator';
import { Problem } from './problem.js';

/**
 * Which of the types offered the Accept header prefers (RFC 9110 §12.5.1); the first where it does not say.
 * Throws Problem `not-acceptable` where it takes none of them.
 */
export function preferred<const T extends string>(accept: string | undefined, offered: readonly T[]): T {
  const headers = accept === undefined ? {} : { accept };
  const type = new Negotiator({ headers }).mediaType([...offered]);
  if (type !== undefined) return type as T;
  throw new Problem({ status: 406, type: 'not-acceptable', detail: `This is to be had as ${offered.join(' or ')}.` });
}
