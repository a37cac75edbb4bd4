import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { EventStoreHealth } from './event-store.health.js';
import { HealthController } from './health.controller.js';

/** Whether the process lives and can do its work. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false }), DiscoveryModule],
  controllers: [HealthController],
  providers: [EventStoreHealth],
})
export class HealthModule {}
