import helmet from '@fastify/helmet';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Settings } from '../config/settings.js';
import { NestLog } from '../logging/nest-log.js';
import { version } from '../version.js';
import { AnswerInterceptor } from './answer.js';
import { describeApi } from './api-docs.js';
import { takeForms } from './form-body.js';
import { answerForHealthOnly } from './health-only.js';
import { KnownParameters, refuseParametersOfDocs } from './known-parameters.js';
import { MAX_BODY_BYTES, takeJsonOnly } from './json-body.js';
import { closeAfterLastAnswers } from './last-answers.js';
import { refuseOtherHosts } from './own-hosts.js';
import { problemOf } from './problem.js';
import { ProblemFilter } from './problem.filter.js';
import { correlationIdOf, identifyRequests } from './request-ids.js';
import { logRequests } from './request-log.js';
import { RouteTable } from './route-table.js';
import { malformedRequest } from './socket-errors.js';
import { ValidatedPipe } from './validation.pipe.js';

/** How long a request may take to come in whole, in milliseconds. */
const REQUEST_TIMEOUT_MS = 60_000;

/** The application with everything HTTP set up, ready to listen. */
export async function createApp(module: DynamicModule, log: Logger): Promise<NestFastifyApplication> {
  const routes = new RouteTable();
  const filter = new ProblemFilter(routes);
  const adapter = new FastifyAdapter({
    genReqId: correlationIdOf,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // What comes in between the signal and the closing of the port is still answered.
    return503OnClosing: false,
    clientErrorHandler: malformedRequest,
    // An address that cannot be decoded comes here, before any hook.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      filter.answer(problemOf(error), error, request, reply);
    },
  });
  const fastify = adapter.getInstance();
  routes.watch(fastify);
  identifyRequests(fastify);
  logRequests(fastify, log);
  takeJsonOnly(fastify);
  takeForms(fastify);
  closeAfterLastAnswers(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: new NestLog(log),
  });
  const settings = app.get(Settings);
  refuseOtherHosts(fastify, filter, settings.allowedHosts);
  refuseParametersOfDocs(fastify, filter);
  if (settings.role === 'projector') answerForHealthOnly(fastify, filter);
  // Whether it is reached by HTTPS alone is known to whatever ends TLS in front of it.
  await app.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_SECURITY },
    strictTransportSecurity: false,
  });
  // A page from elsewhere must not have a clerk's browser send commands.
  app.enableCsrfProtection();
  app.useGlobalFilters(filter);
  app.useGlobalGuards(new KnownParameters());
  app.useGlobalPipes(new ValidatedPipe());
  app.useGlobalInterceptors(new AnswerInterceptor());
  describeApi(app, version);
  return app;
}

/** Pages have styles of their own and nothing from elsewhere; plain HTTP on loopback stays plain HTTP. */
const CONTENT_SECURITY = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  upgradeInsecureRequests: null,
};
