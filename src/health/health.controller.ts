import { Controller, Get, Req, ServiceUnavailableException } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyRequest } from 'fastify';
import { asItCame, type Locale } from '../history/sentence.js';
import { localeOf } from '../http/negotiation.js';
import { Problem } from '../http/problem.js';
import * as shown from '../http/shown.js';
import { HealthPart, type PartHealth } from './health-part.js';
import { OneQuestion, Unanswered } from './one-question.js';

/** How long a part may take to say how it is, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;

const live = shown.object({ status: shown.choice(['ok']) });

/** A part says how it is in a sentence, with figures beside it. */
const ready = shown.object({
  status: shown.choice(['ok', 'degraded']),
  parts: shown.record(shown.anyObject({ about: 'status (up, degraded, down), detail, and figures of its own' })),
});

interface Health {
  readonly status: string;
  readonly parts?: unknown;
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  private parts: ReadonlyMap<HealthPart, OneQuestion<PartHealth>> | undefined;

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly discovery: DiscoveryService,
  ) {}

  @Get('live')
  @ApiOperation({ operationId: 'isAlive', summary: 'Whether the process runs' })
  @ApiOkResponse({ description: 'It runs', schema: shown.schemaOf(live, { status: 'ok' }) })
  live(): Health {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'isReady',
    summary: 'Whether this process can do its work, and which parts of it are not well',
  })
  @ApiOkResponse({
    description: 'ok or degraded',
    schema: shown.schemaOf(ready, {
      status: 'ok',
      parts: { 'event-store': { status: 'up', detail: '읽을 수 있고 이벤트를 받습니다.' } },
    }),
  })
  @ApiServiceUnavailableResponse({ description: 'not-ready, with the parts; shutting-down' })
  async ready(@Req() request: FastifyRequest): Promise<Health> {
    const locale = localeOf(request);
    this.parts ??= this.found();
    try {
      const { status, details } = await this.health.check(
        [...this.parts].map(
          ([part, question]) =>
            () =>
              this.asked(part, question, locale),
        ),
      );
      return { status, parts: details };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw notReady(error.getResponse() as { status: string; details: Record<string, { status: string }> });
    }
  }

  private found(): ReadonlyMap<HealthPart, OneQuestion<PartHealth>> {
    const parts = this.discovery
      .getProviders()
      .map(({ instance }: { instance: unknown }) => instance)
      .filter((instance) => instance instanceof HealthPart);
    return new Map(parts.map((part) => [part, new OneQuestion(() => part.check(), ANSWER_WITHIN_MS)]));
  }

  private async asked(part: HealthPart, question: OneQuestion<PartHealth>, locale: Locale) {
    const { status, detail: told, figures = {} } = await answerOf(part, question);
    const detail = told[locale];
    const session = this.indicator.check(part.name);
    switch (status) {
      case 'up':
        return session.up({ detail, ...figures });
      case 'degraded':
        return session.degraded({ detail, ...figures });
      case 'down':
        return session.down({ detail, ...figures });
      default:
        return status satisfies never;
    }
  }
}

async function answerOf(part: HealthPart, question: OneQuestion<PartHealth>): Promise<PartHealth> {
  try {
    return await question.answer();
  } catch (error) {
    if (error instanceof Unanswered) return { status: part.otherwise, detail: error.sentence };
    return { status: part.otherwise, detail: asItCame(error instanceof Error ? error.message : String(error)) };
  }
}

function notReady({ status, details }: { status: string; details: Record<string, { status: string }> }): Problem {
  if (status === 'shutting_down') {
    return new Problem({
      status: 503,
      type: 'shutting-down',
      detail: { ko: '멈추는 중입니다.', en: 'It is being stopped.' },
    });
  }
  const down = Object.keys(details).filter((name) => details[name]?.status === 'down');
  const parts = down.join(', ');
  const detail = { ko: `일할 수 없습니다: ${parts}.`, en: `It cannot do its work: ${parts}.` };
  return new Problem({ status: 503, type: 'not-ready', detail, more: { parts: details } });
}
