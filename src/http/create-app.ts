import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import { AnswerInterceptor } from './answer.js';
import { correlationIdOf, identifyRequests } from './request-ids.js';
import { ValidatedPipe } from './validation.pipe.js';

/** The application with everything HTTP set up, ready to listen. */
export async function createApp(module: DynamicModule): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ genReqId: correlationIdOf });
  identifyRequests(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { abortOnError: false });
  app.useGlobalPipes(new ValidatedPipe());
  app.useGlobalInterceptors(new AnswerInterceptor());
  return app;
}
