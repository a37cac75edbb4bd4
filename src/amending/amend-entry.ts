import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import type { Recorded } from '../history/event.js';
import { matching } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';
import { correctEntry, restoreWhole, voidEntry, voidWhole } from '../recording/amend.js';
import type { CommandContext } from '../recording/command.js';
import { Fits, ListOf } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { NotThere, RuleBroken } from '../recording/refusals.js';
import { type Amendable, Amendables } from './amendable.js';

export class ChangeBody {
  @ApiProperty({ description: "JSON Pointer into the entry's data (RFC 6901)", example: '/heldOn' })
  @Fits(matching(/^(\/([^~/]|~[01])*)+$/, 'a JSON Pointer such as /heldOn'))
  path!: string;

  @ApiProperty({ description: 'What stands there now', example: '2022-04-12' })
  @Fits(given)
  from!: unknown;

  @ApiProperty({ description: 'What it should have said', example: '2022-04-13' })
  @Fits(given)
  to!: unknown;
}

export class CorrectEntryBody {
  @ApiProperty({ type: [ChangeBody], description: 'Fields that hang together change together' })
  @ListOf(() => ChangeBody, { min: 1, max: 50 })
  changes!: ChangeBody[];

  @ApiProperty({ example: '회의록의 날짜를 잘못 옮김' })
  @Fits(freeText(2_000))
  why!: string;
}

export class WhyBody {
  @ApiProperty({ example: '같은 건의를 두 번 입력함' })
  @Fits(freeText(2_000))
  why!: string;
}

/** What an amendment is about: a stream, by the API's names for it. */
export interface Amended {
  readonly collection: string;
  readonly id: string;
}

/** Says what an entry should have said. */
export class CorrectEntry extends Command<Receipt> {
  constructor(
    readonly about: Amended & { readonly eventId: string },
    readonly body: CorrectEntryBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Takes out one entry; a correction or a void among them. */
export class VoidEntry extends Command<Receipt> {
  constructor(
    readonly about: Amended & { readonly eventId: string },
    readonly body: WhyBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Takes a whole round, meeting, suggestion or pledge item out of all counts. */
export class VoidWhole extends Command<Receipt> {
  constructor(
    readonly about: Amended,
    readonly body: WhyBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Takes the voiding of a whole thing back. */
export class RestoreWhole extends Command<Receipt> {
  constructor(
    readonly about: Amended,
    readonly body: WhyBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CorrectEntry)
export class CorrectEntryHandler implements ICommandHandler<CorrectEntry> {
  constructor(
    private readonly recorder: Recorder,
    private readonly amendables: Amendables,
  ) {}

  execute({ about, body, context }: CorrectEntry): Promise<Receipt> {
    const { kind, stream } = this.amendables.named(about.collection, about.id);
    return this.recorder.record(kind, stream, context, ({ raw, today }) => {
      mustBeThere(raw, about);
      const { changes, why } = body;
      return correctEntry(kind.aggregate, raw, { eventId: about.eventId, changes, why }, today);
    });
  }
}

@CommandHandler(VoidEntry)
export class VoidEntryHandler implements ICommandHandler<VoidEntry> {
  constructor(
    private readonly recorder: Recorder,
    private readonly amendables: Amendables,
  ) {}

  execute({ about, body, context }: VoidEntry): Promise<Receipt> {
    const { kind, stream } = this.amendables.named(about.collection, about.id);
    return this.recorder.record(kind, stream, context, ({ raw, today }) => {
      mustBeThere(raw, about);
      return voidEntry(kind.aggregate, raw, about.eventId, body.why, today);
    });
  }
}

@CommandHandler(VoidWhole)
export class VoidWholeHandler implements ICommandHandler<VoidWhole> {
  constructor(
    private readonly recorder: Recorder,
    private readonly amendables: Amendables,
  ) {}

  execute({ about, body, context }: VoidWhole): Promise<Receipt> {
    const { kind, stream } = wholly(this.amendables, about);
    return this.recorder.record(kind, stream, context, ({ raw }) => {
      mustBeThere(raw, about);
      return voidWhole(kind.aggregate, raw, body.why);
    });
  }
}

@CommandHandler(RestoreWhole)
export class RestoreWholeHandler implements ICommandHandler<RestoreWhole> {
  constructor(
    private readonly recorder: Recorder,
    private readonly amendables: Amendables,
  ) {}

  async execute({ about, body, context }: RestoreWhole): Promise<Receipt> {
    const { kind, stream } = wholly(this.amendables, about);
    try {
      return await this.recorder.record(kind, stream, context, ({ raw, today }) => {
        mustBeThere(raw, about);
        return restoreWhole(kind.aggregate, raw, body.why, today);
      });
    } catch (error) {
      // Where an entry of its own is in the way, the refusal names it.
      if (!(error instanceof RuleBroken) || error.entry) throw error;
      const wayOut = 'it comes back as it was when it was voided: put right first what it no longer agrees with';
      throw new RuleBroken(error.rule, `${error.message}; ${wayOut}`);
    }
  }
}

/** What may be voided as a whole, and taken back. Throws RuleBroken `not-voidable-whole`. */
function wholly(amendables: Amendables, { collection, id }: Amended): Amendable {
  const amendable = amendables.named(collection, id);
  if (amendable.voidableWhole) return amendable;
  throw new RuleBroken('not-voidable-whole', `${collection} are not voided as a whole; void single entries`);
}

function mustBeThere(
  raw: readonly Recorded[],
  { collection, id, eventId }: Amended & { readonly eventId?: string },
): void {
  if (raw.length === 0) throw new NotThere(`history of ${id} among the ${collection}`);
  if (eventId === undefined || raw.some((entry) => entry.id === eventId)) return;
  throw new NotThere(`entry ${eventId} in the history of ${id} among the ${collection}`);
}

/** Any JSON value, null included. */
function given(value: unknown): string | undefined {
  return value === undefined ? 'must be given, null included' : undefined;
}
