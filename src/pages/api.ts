import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Locale } from '../history/sentence.js';

/** What was refused, as the API tells it. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly detail: string,
    readonly errors: readonly { readonly field: string; readonly problem: string }[],
  ) {
    super(detail);
  }
}

type Query = Readonly<Record<string, string | undefined>>;

interface Paged {
  readonly nextCursor: string | null;
  /** Of what moment it is; a history is whole. */
  readonly moment?: MomentOf;
}
interface MomentOf {
  readonly asOf: string;
  readonly knownAt: { readonly ordinal: number };
}

/** What asks for the moment of an answer again. */
export function pinned({ moment }: { readonly moment?: MomentOf }): Query {
  return moment === undefined ? {} : { asOf: moment.asOf, knownAt: String(moment.knownAt.ordinal) };
}

/** The API as a page asks it: for whoever asked for the page, in its language. There is no other way in. */
export class Api {
  constructor(
    private readonly fastify: FastifyInstance,
    private readonly request: Pick<FastifyRequest, 'headers'>,
    private readonly locale: Locale,
  ) {}

  /** Throws ApiProblem. What is undefined or empty is not asked. */
  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.ask<T>('GET', `${path}${queryText(query)}`);
  }

  /** All pages of a list, one after the other as they are taken, of the moment of the first. Throws ApiProblem. */
  async *pages<T extends Paged>(path: string, query: Query = {}): AsyncGenerator<T> {
    let page = await this.get<T>(path, { ...query, limit: '500' });
    for (;;) {
      yield page;
      if (page.nextCursor === null) return;
      page = await this.get<T>(path, { ...query, ...pinned(page), limit: '500', cursor: page.nextCursor });
    }
  }

  /** Throws ApiProblem. `revision`: what the page showed; another since then is refused (412). */
  post<T>(path: string, body: object, { key, revision }: { key: string; revision?: string | undefined }): Promise<T> {
    return this.ask<T>('POST', path, body, {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
    });
  }

  private async ask<T>(
    method: 'GET' | 'POST',
    url: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const { host, cookie, authorization } = this.request.headers;
    const response = await this.fastify.inject({
      method,
      url,
      headers: {
        accept: 'application/json',
        'accept-language': this.locale,
        ...(host !== undefined && { host }),
        ...(cookie !== undefined && { cookie }),
        ...(authorization !== undefined && { authorization }),
        ...more,
      },
      ...(body && { payload: JSON.stringify(body) }),
    });
    const told = JSON.parse(response.payload) as T & Partial<Omit<ApiProblem, 'status'>>;
    if (response.statusCode < 400) return told;
    const { type = 'error', detail = '', errors = [] } = told;
    throw new ApiProblem(response.statusCode, type, detail, errors);
  }
}

/** `?a=1&b=2`; nothing where nothing is asked. */
export function queryText(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '') as [string, string][];
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
