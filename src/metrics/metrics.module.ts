import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CommandMetrics } from './command-metrics.js';
import { MetricsController } from './metrics.controller.js';

/** One registry an application: what has figures to tell injects it and registers them there. */
@Module({
  controllers: [MetricsController],
  providers: [{ provide: Registry, useFactory: () => new Registry() }, CommandMetrics],
  exports: [Registry, CommandMetrics],
})
export class MetricsModule {}
