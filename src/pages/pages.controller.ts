import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as newId } from 'uuid';
import { cookieOf, sessionIn } from '../access/session-cookie.js';
import { Accounts } from '../access/accounts.js';
import { SignIn } from '../access/sign-in.js';
import { html } from '../http/html.js';
import { Problem } from '../http/problem.js';
import { localeOf } from '../http/negotiation.js';
import type { Locale } from '../history/sentence.js';
import { Api, ApiProblem, queryText } from './api.js';
import { sentTo } from './decisions.js';
import { cardPage } from './card.page.js';
import { deskPage } from './desk.page.js';
import { entriesPage } from './entries.page.js';
import { eveningPage, recordEvening } from './evening.page.js';
import { handoutPage } from './handout.page.js';
import { homePage } from './home.page.js';
import { type Language, LANGUAGES } from './language.js';
import { layout, refusalOf } from './layout.js';
import { manyPage, recordMany } from './many.page.js';
import { operationPage } from './operation.page.js';
import type { Asked, Page } from './page.js';
import { signInPage } from './sign-in.page.js';
import { sheetsPage } from './sheets.page.js';
import { suggestionPage } from './suggestion.page.js';
import { suggestionsPage } from './suggestions.page.js';
import { tablesPage } from './tables.page.js';
import { unfinishedPage } from './unfinished.page.js';

type Said = Readonly<Record<string, string | readonly string[]>>;
type Texts = Readonly<Record<string, string>>;

/** The pages that are asked for by their address alone. */
const PAGES: Readonly<Record<string, (asked: Asked) => Promise<Page>>> = {
  '/': homePage,
  '/suggestions': suggestionsPage,
  '/desk': deskPage,
  '/evening': (asked) => eveningPage(asked),
  '/tables': tablesPage,
  '/unfinished': unfinishedPage,
  '/handout': handoutPage,
  '/sheets': sheetsPage,
  '/entries': entriesPage,
  '/operation': operationPage,
  '/sign-in': (asked) => signInPage(asked),
};

/** The pages. Each asks the API, as anybody may. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly people: SignIn,
    private readonly accounts: Accounts,
  ) {}

  @Get(Object.keys(PAGES))
  page(@Query() query: Texts, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(PAGES[request.routeOptions.url!]!, query, request, reply);
  }

  @Post('evening')
  @HttpCode(200)
  recordEvening(@Body() said: Texts, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer((asked) => recordEvening(asked, texts(said)), {}, request, reply);
  }

  @Get('suggestions/:id')
  suggestion(
    @Param('id') id: string,
    @Query() query: Texts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer((asked) => suggestionPage(asked, id, { done: query.done }), query, request, reply);
  }

  @Get('suggestions/:id/card')
  card(
    @Param('id') id: string,
    @Query() query: Texts,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer((asked) => cardPage(asked, id), query, request, reply);
  }

  /** What may be done about all that were chosen. */
  @Post('suggestions/many')
  @HttpCode(200)
  many(@Body() body: Said, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer((asked) => manyPage(asked, idsIn(body)), {}, request, reply);
  }

  @Post('suggestions/many/:what')
  @HttpCode(200)
  recordMany(
    @Param('what') what: string,
    @Body() body: Said,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer((asked) => recordMany(asked, what, idsIn(body), texts(body)), {}, request, reply);
  }

  @Post('suggestions/:id/*')
  @HttpCode(200)
  async decide(
    @Param('id') id: string,
    @Param('*') what: string,
    @Body() body: Said,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const said = texts(body);
    await this.answer(
      async (asked) => {
        const sent = sentTo(what, said);
        const { key = newId(), revision } = said;
        try {
          const { position } = await asked.api.post<{ position: string | null }>(
            `/v1/suggestions/${encodeURIComponent(id)}/${what}`,
            sent,
            { key, revision },
          );
          // Who reloads does not send it again.
          const to = `/suggestions/${encodeURIComponent(id)}${queryText({ done: what, after: position ?? undefined })}`;
          void reply.redirect(to, 303);
          return undefined;
        } catch (error) {
          if (!(error instanceof ApiProblem) || error.status === 404) throw error;
          return suggestionPage({ ...asked, query: {} }, id, { refused: { what, said, problem: error } });
        }
      },
      {},
      request,
      reply,
    );
  }

  @Post('sign-in')
  @HttpCode(200)
  beginSession(@Body() body: Said, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { account = '', password = '', to = '/' } = texts(body);
    return this.answer(
      async (asked) => {
        try {
          const { secret } = await this.people.with(account, password, request.ip);
          void reply.header('Set-Cookie', cookieOf(secret, request)).redirect(ownPlace(to), 303);
          return undefined;
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          const { status, type, detail } = error.details;
          const told = new ApiProblem(status, type, asked.language.say(detail), []);
          return signInPage({ ...asked, query: { to } }, told, account);
        }
      },
      {},
      request,
      reply,
    );
  }

  @Post('sign-out')
  @HttpCode(200)
  endSession(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const secret = sessionIn(request.headers.cookie);
    if (secret !== undefined) this.accounts.revokeSecret(secret);
    void reply.header('Set-Cookie', cookieOf('', request)).redirect('/sign-in', 303);
  }

  @Get('language/:locale')
  language(@Param('locale') locale: string, @Query('to') to: string | undefined, @Res() reply: FastifyReply): void {
    const known = locale === 'en' ? 'en' : 'ko';
    void reply.header('Set-Cookie', `language=${known}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`);
    void reply.redirect(ownPlace(to), 303);
  }

  private async answer(
    make: (asked: Asked) => Promise<Page | undefined>,
    query: Texts,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const language = LANGUAGES[localeIn(request)];
    const api = new Api(this.host.httpAdapter.getInstance<FastifyInstance>(), request, language.locale);
    const asked: Asked = { api, language, path: request.url, query };
    let page: Page | undefined;
    try {
      page = await make(asked);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      page = problemPage(language, error);
    }
    if (!page) return;
    const path = request.method === 'GET' ? request.url : '/';
    void reply
      .status(page.status ?? 200)
      .header('Content-Type', 'text/html; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header('Vary', 'Accept-Language, Cookie')
      .send(layout({ language, path, account: request.account?.id, ...page }));
  }
}

/** A place of these pages alone: what begins with two slashes would lead elsewhere. */
function ownPlace(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/';
}

function idsIn(said: Said | undefined): readonly string[] {
  return [...new Set([said?.id ?? []].flat())];
}

/** Of fields that are sent several times, the last. */
function texts(said: Said | undefined): Texts {
  return Object.fromEntries(
    Object.entries(said ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
  );
}

function localeIn(request: FastifyRequest): Locale {
  const chosen = /(?:^|;\s*)language=(ko|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  return (chosen as Locale | undefined) ?? localeOf(request.raw);
}

/** What went wrong, and where to go from there. */
function problemPage({ t }: Language, problem: ApiProblem): Page {
  const { status } = problem;
  const title =
    status === 404
      ? t('찾을 수 없습니다', 'Not found')
      : status >= 500
        ? t('지금은 보여 드릴 수 없습니다', 'Not to be shown right now')
        : t('이렇게는 보여 드릴 수 없습니다', 'Not to be shown like this');
  return {
    title,
    status,
    body: html`${refusalOf(problem)}
      <p>
        <a href="/">${t('처음으로', 'To the beginning')}</a> ·
        <a href="/suggestions">${t('건의사항 목록', 'The list')}</a>
      </p>`,
  };
}
