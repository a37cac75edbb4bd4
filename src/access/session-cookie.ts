import type { FastifyRequest } from 'fastify';

const SESSION = 'ledger_session';

/** A session ends when nothing is asked for so long, and after so long in any case. */
export const IDLE_MS = 60 * 60_000;
export const LONGEST_MS = 12 * 60 * 60_000;

/** The secret of the session in a `Cookie` header. */
export function sessionIn(cookie: string | undefined): string | undefined {
  return new RegExp(`(?:^|;\\s*)${SESSION}=([\\w-]{1,200})(?:;|$)`).exec(cookie ?? '')?.[1];
}

/** Out of reach of scripts and of other sites; over TLS alone where that is how it came. Ended by an empty secret. */
export function cookieOf(secret: string, { headers }: Pick<FastifyRequest, 'headers'>): string {
  const secure = headers['x-forwarded-proto'] === 'https' ? '; Secure' : '';
  const age = secret === '' ? 0 : LONGEST_MS / 1_000;
  return `${SESSION}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(age)}${secure}`;
}
