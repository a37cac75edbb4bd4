import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import type { RecordedBy } from '../history/event.js';
import { Problem } from '../http/problem.js';
import { type Account, Accounts } from './accounts.js';
import { type Permission, permissionOf, PERMISSIONS } from './roles.js';
import { IDLE_MS, sessionIn } from './session-cookie.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent it, where they have signed in. */
    account: Account | undefined;
  }
}

/** Lets through what the route's permission lets through. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly settings: Settings,
    private readonly accounts: Accounts,
  ) {}

  /** Throws Problem: 401 where nobody has signed in, 403 where whoever has may not. */
  canActivate(context: ExecutionContext): boolean {
    if (this.settings.access === 'open') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const takes = permissionOf(request.method, request.routeOptions.url ?? '');
    request.account = this.holderOf(request);
    if (takes === 'anybody') return true;
    if (!request.account) throw isPage(request) ? signInFirst(request.url) : notSignedIn();
    if (takes === undefined || !(PERMISSIONS[takes] as readonly string[]).includes(request.account.role)) {
      throw notPermitted(request.account, takes);
    }
    request.recordedBy = actorOf(request.account);
    return true;
  }

  private holderOf({ headers }: FastifyRequest): Account | undefined {
    const bearer = /^Bearer (\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
    const secret = bearer ?? sessionIn(headers.cookie);
    return secret === undefined ? undefined : this.accounts.holderOf(secret, IDLE_MS);
  }
}

/** As the log holds who recorded something: an id, never a name. */
function actorOf({ id, role, department, position }: Account): RecordedBy {
  return {
    id,
    role,
    ...(department !== null && { department }),
    ...(position !== null && { position }),
    verified: true,
  };
}

function isPage({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): boolean {
  return method === 'GET' && !url.startsWith('/v1/') && url !== '/metrics';
}

/** Of a page: to where people sign in, and back. */
function signInFirst(url: string): Problem {
  return new Problem({
    status: 303,
    type: 'not-signed-in',
    detail: { ko: '로그인해 주십시오.', en: 'Sign in first.' },
    headers: { Location: `/sign-in?to=${encodeURIComponent(url)}` },
  });
}

function notSignedIn(): Problem {
  return new Problem({
    status: 401,
    type: 'not-signed-in',
    detail: {
      ko: '로그인해야 합니다. 화면에서는 /sign-in에서 로그인하고, 프로그램은 Authorization: Bearer 토큰을 보내 주십시오.',
      en: 'Sign in: people at /sign-in, programs with a token in Authorization: Bearer.',
    },
    headers: { 'WWW-Authenticate': 'Bearer realm="suggestion-ledger"' },
  });
}

function notPermitted({ id, role }: Account, takes: Permission | undefined): Problem {
  const may = takes === undefined ? '–' : PERMISSIONS[takes].join(', ');
  return new Problem({
    status: 403,
    type: 'not-permitted',
    detail: {
      ko: `계정 ${id}의 역할 ${role}은(는) 이것을 할 수 없습니다. 할 수 있는 역할: ${may}.`,
      en: `Account ${id} has the role ${role}, which may not do this; ${may} may.`,
    },
  });
}
