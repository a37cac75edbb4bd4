import { once } from 'node:events';
import { type DynamicModule, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { SettingsModule } from '../../src/config/settings.module.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { HealthModule } from '../../src/health/health.module.js';
import type { Answer, CommandAnswer } from '../../src/http/answer.js';
import { CommandOf } from '../../src/http/command-of.js';
import type { CommandContext } from '../../src/recording/command.js';
import { Recorder } from '../../src/recording/recorder.js';
import { RecordingModule } from '../../src/recording/recording.module.js';
import { serve } from '../../src/serve.js';
import { NoticesController, PutUpNotice } from './notices.js';

/** A server whose requests wait until whoever started it lets them go on, by a line to its standard input. */

const tell = (word: string) => process.stdout.write(`${JSON.stringify({ told: word })}\n`);

@Controller('v1/slow-notices')
class SlowController {
  private readonly notices: NoticesController;

  constructor(recorder: Recorder, store: EventStore) {
    this.notices = new NoticesController(recorder, store);
  }

  @Post()
  async putUp(
    @Body() body: PutUpNotice,
    @CommandOf('PutUpNotice') command: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    tell('under way');
    await once(process.stdin, 'data');
    return this.notices.putUp(body, command);
  }

  @Get('never')
  never(): Promise<never> {
    tell('under way');
    return new Promise(() => undefined);
  }
}

/** Stands for whatever works on while requests are finished, and needs the event store to the end. */
@Injectable()
class Worker implements OnApplicationShutdown {
  constructor(private readonly store: EventStore) {}

  async onApplicationShutdown(): Promise<void> {
    const last = await this.store.lastEvent();
    tell(`worker stopped behind ${last?.type ?? 'nothing'}`);
  }
}

@Module({ controllers: [SlowController, NoticesController], providers: [Worker] })
class SlowModule {}

await serve(process.env, (settings): DynamicModule => {
  const imports = [SettingsModule.with(settings), RecordingModule, HealthModule];
  return { module: SlowModule, imports };
});
