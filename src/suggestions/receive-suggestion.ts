import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { aDay, aText, aUuid, oneOf, orNull } from '../history/value-checks.js';
import { aDongCode } from '../jurisdiction/jurisdiction.events.js';
import { districtOf } from '../jurisdiction/jurisdiction.kind.js';
import { meetingStream } from '../meetings/meeting.events.js';
import { meeting, meetingPlace } from '../meetings/meeting.js';
import { freeText } from '../privacy/personal-data.js';
import type { CommandContext } from '../recording/command.js';
import { Fits } from '../validation/fields.js';
import { type Receipt, Recorder } from '../recording/recorder.js';
import { idFromCommand } from '../recording/command.js';
import type { Streams } from '../recording/recorder.js';
import { InvalidInput } from '../recording/refusals.js';
import { roundIdOf } from '../rounds/round.kind.js';
import { type Channel, CHANNELS, PROPOSER_KINDS, type ProposerKind, suggestionStream } from './suggestion.events.js';
import { suggestionKind } from './suggestion.kind.js';
import { meetingUnknown, receive } from './suggestion.js';

export class ReceiveSuggestionBody {
  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    format: 'uuid',
    description: 'Its meeting, held or scheduled; null where it was handed in apart from any',
    example: null,
  })
  @Fits(orNull(aUuid))
  meetingId: string | null = null;

  @ApiProperty({
    enum: CHANNELS,
    description: 'Handed in before (사전) or raised there (현장 추가)',
    example: 'pre-submitted',
  })
  @Fits(oneOf(...CHANNELS))
  channel!: Channel;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'Code or id of the round; null: that of the meeting',
    example: 'resident-autonomy-2022H1',
  })
  @Fits(orNull(aText(60)))
  round: string | null = null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'Null: that of the meeting',
    example: '4128157600',
  })
  @Fits(orNull(aDongCode))
  dong: string | null = null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: "Null: the meeting's day",
    example: '2022-04-12',
  })
  @Fits(orNull(aDay))
  raisedOn: string | null = null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'The day the city had it, from which deadlines run; null: the day raised, at the latest today',
  })
  @Fits(orNull(aDay))
  acceptedOn: string | null = null;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: "Why it counts though raised outside the round's suggestion period",
  })
  @Fits(orNull(freeText(2_000)))
  outsidePeriodReason: string | null = null;

  @ApiProperty({ enum: PROPOSER_KINDS, description: '주민자치위원 · 통장 · 주민', example: 'resident' })
  @Fits(oneOf(...PROPOSER_KINDS))
  proposerKind!: ProposerKind;

  @ApiProperty({
    description: 'What is asked for, without personal data',
    example: '버스 정류장에 그늘막을 설치해 주세요',
  })
  @Fits(freeText(10_000))
  text!: string;

  @ApiProperty({ type: String, nullable: true, required: false, example: '교통' })
  @Fits(orNull(freeText(100)))
  category: string | null = null;
}

/** Records what one person asked for, at a meeting or before it (건의사항). */
export class ReceiveSuggestion extends Command<Receipt> {
  constructor(
    readonly body: ReceiveSuggestionBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReceiveSuggestion)
export class ReceiveSuggestionHandler implements ICommandHandler<ReceiveSuggestion> {
  constructor(
    private readonly recorder: Recorder,
    private readonly settings: Settings,
  ) {}

  execute({ body, context }: ReceiveSuggestion): Promise<Receipt> {
    const city = this.settings.cityCode;
    const stream = suggestionStream(idFromCommand('suggestion', context.commandId));
    return this.recorder.record(suggestionKind(city), stream, context, async ({ state, streams, today }) => {
      const { round, dong, raisedOn, acceptedOn, ...told } = body;
      const place = await placeOf({ round, dong, raisedOn, meetingId: body.meetingId }, streams);
      const district = await districtOf(streams, city, place.dong, place.raisedOn);
      const accepted = acceptedOn ?? (place.raisedOn < today ? place.raisedOn : today);
      return receive(state, { ...told, ...place, district, acceptedOn: accepted }, today);
    });
  }
}

/** Where and when it counts: as told, and what is not told as its meeting has it. */
async function placeOf(
  told: Pick<ReceiveSuggestionBody, 'round' | 'dong' | 'raisedOn' | 'meetingId'>,
  streams: Streams,
): Promise<{ roundId: string; dong: string; raisedOn: string }> {
  const meetingId = told.meetingId;
  const at = meetingId === null ? undefined : meetingPlace(await streams.state(meeting, meetingStream(meetingId)));
  if (meetingId !== null && !at) throw meetingUnknown(meetingId);
  const roundId = told.round === null ? at?.roundId : roundIdOf(told.round);
  const dong = told.dong ?? at?.dong;
  const raisedOn = told.raisedOn ?? at?.day;
  if (roundId === undefined || dong === undefined || raisedOn === undefined) {
    const missing = Object.entries({ round: roundId, dong, raisedOn }).filter(([, value]) => value === undefined);
    throw new InvalidInput(
      missing.map(([name]) => ({ field: `/${name}`, problem: 'is missing; without a meeting it must be given' })),
    );
  }
  return { roundId, dong, raisedOn };
}
