import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { type Locale, LOCALES } from '../history/sentence.js';
import { Problem } from './problem.js';

/**
 * Which of the types offered the Accept header prefers (RFC 9110 §12.5.1); the first where it does not say.
 * Throws Problem `not-acceptable` where it takes none of them.
 */
export function preferred<const T extends string>(accept: string | undefined, offered: readonly T[]): T {
  const headers = accept === undefined ? {} : { accept };
  const type = new Negotiator({ headers }).mediaType([...offered]);
  if (type !== undefined) return type as T;
  const detail = {
    ko: `이것은 다음 형식으로 드릴 수 있습니다: ${offered.join(', ')}.`,
    en: `This is to be had as ${offered.join(' or ')}.`,
  };
  throw new Problem({ status: 406, type: 'not-acceptable', detail });
}

/** The language that the Accept-Language header prefers of those that there are (RFC 9110 §12.5.4); Korean where it takes none. */
export function localeOf({ headers }: Pick<IncomingMessage, 'headers'>): Locale {
  return (new Negotiator({ headers }).language([...LOCALES]) as Locale | undefined) ?? 'ko';
}
