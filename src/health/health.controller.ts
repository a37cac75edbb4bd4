import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Problem } from '../http/problem.js';
import { HealthPart, type PartHealth } from './health-part.js';

/** How long a part may take to say how it is, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;

interface Health {
  readonly status: string;
  readonly parts?: unknown;
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  private parts: readonly HealthPart[] | undefined;

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly discovery: DiscoveryService,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process runs' })
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): Health {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether this process can do its work, and which parts of it are not well' })
  @ApiOkResponse({
    description: 'ok or degraded',
    schema: { example: { status: 'ok', parts: { 'event-store': { status: 'up', detail: 'It can be read.' } } } },
  })
  @ApiServiceUnavailableResponse({ description: 'not-ready, with the parts; shutting-down' })
  async ready(): Promise<Health> {
    this.parts ??= this.found();
    try {
      const { status, details } = await this.health.check(this.parts.map((part) => () => this.asked(part)));
      return { status, parts: details };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw notReady(error.getResponse() as { status: string; details: Record<string, { status: string }> });
    }
  }

  private found(): readonly HealthPart[] {
    return this.discovery
      .getProviders()
      .map(({ instance }: { instance: unknown }) => instance)
      .filter((instance) => instance instanceof HealthPart);
  }

  private async asked(part: HealthPart) {
    const { status, detail, figures = {} } = await answerOf(part);
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

async function answerOf(part: HealthPart): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<PartHealth>((resolve) => {
    timer = setTimeout(() => {
      resolve({ status: part.otherwise, detail: `It gave no answer within ${String(ANSWER_WITHIN_MS)} ms.` });
    }, ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([part.check(), silence]);
  } catch (error) {
    return { status: part.otherwise, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function notReady({ status, details }: { status: string; details: Record<string, { status: string }> }): Problem {
  if (status === 'shutting_down') {
    return new Problem({ status: 503, type: 'shutting-down', detail: 'It is being stopped.' });
  }
  const down = Object.keys(details).filter((name) => details[name]?.status === 'down');
  const detail = `It cannot do its work: ${down.join(', ')}.`;
  return new Problem({ status: 503, type: 'not-ready', detail, more: { parts: details } });
}
