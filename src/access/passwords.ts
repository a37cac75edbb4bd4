import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derived = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** Cost of scrypt (OWASP: N 2^17, r 8, p 1), in what is stored: a later program may take more. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
const BYTES = 32;

/** `scrypt$N$r$p$salt$hash`, in base64url. */
export async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derived(password.normalize('NFKC'), salt, BYTES, { ...COST, maxmem: MOST_MEMORY });
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** In constant time; false where nothing was stored, after the same work. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt, hash] = (stored ?? NOBODY).split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: MOST_MEMORY };
  const expected = Buffer.from(hash!, 'base64url');
  const told = await derived(password.normalize('NFKC'), Buffer.from(salt!, 'base64url'), expected.length, cost);
  return timingSafeEqual(told, expected) && stored !== null;
}

const MOST_MEMORY = 256 * 1024 * 1024;
/** Nobody's password: what is asked of an account that is not there takes as long. */
const NOBODY = `scrypt$${String(COST.N)}$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
