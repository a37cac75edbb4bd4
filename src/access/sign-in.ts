import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { LONGEST_MS } from './session-cookie.js';
import { type Account, Accounts } from './accounts.js';
import { isPassword } from './passwords.js';

/** After so many failures of an account within this time, or four times as many from an address, one waits. */
const MOST_FAILURES = 5;
const WITHIN_MS = 10 * 60_000;
/** So many passwords are looked at at one time. */
const MOST_AT_ONCE = 4;

/** Lets people in by their password. */
@Injectable()
export class SignIn {
  /** Passwords that are being looked at: each takes 128 MiB. */
  private trying = 0;

  constructor(private readonly accounts: Accounts) {}

  /** Throws Problem: 401 where account and password do not go together, 429 after too many failures, or while too many others try. */
  async with(
    account: string,
    password: string,
    address: string,
  ): Promise<{ readonly secret: string; readonly holder: Account }> {
    if (this.accounts.failures(account, address, WITHIN_MS) >= MOST_FAILURES) throw tooManyTries();
    // The same work for an account that is not there: nobody learns which there are.
    if (this.trying >= MOST_AT_ONCE) throw tooManyTries();
    this.trying++;
    const right = await isPassword(password, this.accounts.passwordOf(account)).finally(() => this.trying--);
    this.accounts.noteSignIn(account.slice(0, 40), address, right ? 'signed-in' : 'failed');
    const holder = right ? this.accounts.account(account) : undefined;
    if (!holder) throw WRONG();
    return { secret: this.accounts.makeToken(holder.id, 'sign-in', 'session', LONGEST_MS), holder };
  }
}

const WRONG = () =>
  new Problem({
    status: 401,
    type: 'not-signed-in',
    detail: { ko: '계정이나 비밀번호가 맞지 않습니다.', en: 'Account and password do not go together.' },
  });

function tooManyTries(): Problem {
  const wait = String(WITHIN_MS / 1_000);
  return new Problem({
    status: 429,
    type: 'too-many-tries',
    detail: {
      ko: '로그인에 여러 번 실패했습니다. 10분 뒤에 다시 해 주십시오.',
      en: 'Signing in failed too often: try again in ten minutes.',
    },
    headers: { 'Retry-After': wait },
  });
}
