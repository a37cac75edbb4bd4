import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { EventStore } from '../../src/event-store/event-store.js';
import { type Contracts, contract } from '../../src/history/contract.js';
import type { Event } from '../../src/history/event.js';
import { text } from '../../src/history/fields.js';
import { aCount, anObjectOf, aText } from '../../src/history/value-checks.js';
import { type Answer, answered, atRevision, type CommandAnswer, made } from '../../src/http/answer.js';
import { CommandOf } from '../../src/http/command-of.js';
import type { Aggregate } from '../../src/recording/aggregate.js';
import { type CommandContext, idFromCommand } from '../../src/recording/command.js';
import { Fits, FitsIfGiven } from '../../src/validation/fields.js';
import { Recorder, type StreamRules } from '../../src/recording/recorder.js';
import { NotThere } from '../../src/recording/refusals.js';
import { rules } from '../../src/recording/rules.js';

/** A thing to put the platform to the test with: a notice on a board. */

type NoticeEvent = Event<'NoticePutUp', { text: string }> | Event<'NoticeChanged', { text: string }>;
type Notice = { text: string } | null;

const contracts: Contracts<NoticeEvent> = {
  NoticePutUp: contract({ text: text(aText(50)) }),
  NoticeChanged: contract({ text: text(aText(50)) }),
};

const notice: Aggregate<Notice, NoticeEvent> = {
  category: 'notice',
  contracts,
  initial: null,
  evolve: (_, { data }) => ({ text: data.text }),
  admit: () => undefined,
};

const kind: StreamRules<Notice, NoticeEvent> = { aggregate: notice, judgeAcross: () => Promise.resolve() };

export class PutUpNotice {
  @Fits(aText(50))
  text!: string;

  @FitsIfGiven(aCount)
  copies = 1;

  @Fits(anObjectOf({ board: aText(20) }))
  place!: { board: string };
}

class ChangeNotice {
  @Fits(aText(50))
  text!: string;
}

const broken = rules({
  'no-shouting': { ko: "'{text}'은 너무 시끄럽습니다", en: "a notice says '{text}', which is too loud" },
});
const called = (id: string) => ({ ko: `게시물 ${id}`, en: `notice ${id}` });

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
    @Body() body: PutUpNotice,
    @CommandOf('PutUpNotice') command: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    const id = idFromCommand('notice', command.commandId);
    const receipt = await this.recorder.record(kind, `notice-${id}`, command, () => [
      { type: 'NoticePutUp' as const, data: { text: body.text } },
    ]);
    return made(receipt, `/v1/notices/${id}`);
  }

  @Post(':id/change')
  async change(
    @Param('id') id: string,
    @Body() body: ChangeNotice,
    @CommandOf('ChangeNotice', 'id') command: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    const receipt = await this.recorder.record(kind, `notice-${id}`, command, ({ state }) => {
      if (state === null) throw new NotThere(called(id));
      if (body.text === 'shout') throw broken('no-shouting', { text: body.text });
      return body.text === state.text ? [] : [{ type: 'NoticeChanged' as const, data: { text: body.text } }];
    });
    return answered(receipt);
  }

  @Get(':id')
  async one(@Param('id') id: string): Promise<Answer<{ id: string; text: string }>> {
    const state = await this.recorder.state(notice, `notice-${id}`);
    if (state === null) throw new NotThere(called(id));
    let revision = -1;
    for await (const event of this.store.readStream(`notice-${id}`)) revision = event.revision;
    return atRevision({ id, text: state.text }, revision);
  }

  @Get()
  list(@Query() { limit }: NoticesAsked): { limit: number } {
    return { limit };
  }
}
