import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { EventStore } from '../../src/event-store/event-store.js';
import type { Contracts } from '../../src/history/contract.js';
import type { Event } from '../../src/history/event.js';
import { aCount, aText } from '../../src/history/value-checks.js';
import { type Answer, answered, atRevision, type CommandAnswer, made } from '../../src/http/answer.js';
import { CommandOf } from '../../src/http/command-of.js';
import type { Aggregate } from '../../src/recording/aggregate.js';
import { type CommandContext, idFromCommand } from '../../src/recording/command.js';
import { Fits, FitsIfGiven, Nested } from '../../src/validation/fields.js';
import { Recorder, type StreamKind } from '../../src/recording/recorder.js';
import { NotThere, RuleBroken } from '../../src/recording/refusals.js';

/** A thing to put the platform to the test with: a notice on a board. */

type NoticeEvent = Event<'NoticePutUp', { text: string }> | Event<'NoticeChanged', { text: string }>;
type Notice = { text: string } | null;

const contracts: Contracts<NoticeEvent> = {
  NoticePutUp: { version: 1, voidable: true, correctable: {} },
  NoticeChanged: { version: 1, voidable: true, correctable: {} },
};

const notice: Aggregate<Notice, NoticeEvent> = {
  category: 'notice',
  contracts,
  initial: null,
  evolve: (_, { data }) => ({ text: data.text }),
  admit: () => undefined,
};

const kind: StreamKind<Notice, NoticeEvent> = { aggregate: notice, judgeAcross: () => Promise.resolve() };

class Place {
  @Fits(aText(20))
  board!: string;
}

export class PutUpNotice {
  @Fits(aText(50))
  text!: string;

  @FitsIfGiven(aCount)
  copies = 1;

  @Nested(() => Place)
  place!: Place;
}

class ChangeNotice {
  @Fits(aText(50))
  text!: string;
}

class NoticesAsked {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? Number(value) : value))
  @FitsIfGiven(aCount)
  limit = 10;
}

@Controller('v1/notices')
export class NoticesController {
  constructor(
    private readonly recorder: Recorder,
    private readonly store: EventStore,
  ) {}

  @Post()
  async putUp(
    @Body() { text }: PutUpNotice,
    @CommandOf('PutUpNotice') command: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    const id = idFromCommand('notice', command.commandId);
    const receipt = await this.recorder.record(kind, `notice-${id}`, command, () => [
      { type: 'NoticePutUp' as const, data: { text } },
    ]);
    return made(receipt, `/v1/notices/${id}`);
  }

  @Post(':id/change')
  async change(
    @Param('id') id: string,
    @Body() { text }: ChangeNotice,
    @CommandOf('ChangeNotice', 'id') command: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    const receipt = await this.recorder.record(kind, `notice-${id}`, command, ({ state }) => {
      if (state === null) throw new NotThere(`notice ${id}`);
      if (text === 'shout') throw new RuleBroken('no-shouting', `a notice says '${text}', which is too loud`);
      return text === state.text ? [] : [{ type: 'NoticeChanged' as const, data: { text } }];
    });
    return answered(receipt);
  }

  @Get(':id')
  async one(@Param('id') id: string): Promise<Answer<{ id: string; text: string }>> {
    const state = await this.recorder.state(notice, `notice-${id}`);
    if (state === null) throw new NotThere(`notice ${id}`);
    let revision = -1;
    for await (const event of this.store.readStream(`notice-${id}`)) revision = event.revision;
    return atRevision({ id, text: state.text }, revision);
  }

  @Get()
  list(@Query() { limit }: NoticesAsked): { limit: number } {
    return { limit };
  }
}
