import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, answered, type CommandAnswer, made } from '../http/answer.js';
import { CommandOf } from '../http/command-of.js';
import { ThingId } from '../http/thing-id.js';
import type { CommandContext } from '../recording/command.js';
import type { Receipt } from '../recording/recorder.js';
import { AssignSuggestion, AssignSuggestionBody } from './assign-suggestion.js';
import { ReceiveSuggestion, ReceiveSuggestionBody } from './receive-suggestion.js';
import { ReopenSuggestion, ReopenSuggestionBody } from './reopen-suggestion.js';
import { ResolveSuggestion, ResolveSuggestionBody } from './resolve-suggestion.js';
import { WithdrawSuggestion, WithdrawSuggestionBody } from './withdraw-suggestion.js';

@ApiTags('suggestions')
@Controller('v1/suggestions')
export class SuggestionsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Record a suggestion (건의사항)' })
  async receive(
    @Body() body: ReceiveSuggestionBody,
    @CommandOf('ReceiveSuggestion') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return madeAt(await this.commands.execute(new ReceiveSuggestion(body, context)));
  }

  @Post(':suggestionId/assignment')
  @ApiOperation({ summary: 'Hand a suggestion to a department' })
  async assign(
    @Param('suggestionId', new ThingId('suggestion')) suggestionId: string,
    @Body() body: AssignSuggestionBody,
    @CommandOf('AssignSuggestion', 'suggestionId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new AssignSuggestion(suggestionId, body, context)));
  }

  @Post(':suggestionId/resolution')
  @ApiOperation({ summary: 'End the handling of a suggestion' })
  async resolve(
    @Param('suggestionId', new ThingId('suggestion')) suggestionId: string,
    @Body() body: ResolveSuggestionBody,
    @CommandOf('ResolveSuggestion', 'suggestionId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new ResolveSuggestion(suggestionId, body, context)));
  }

  @Post(':suggestionId/reopening')
  @ApiOperation({ summary: 'Take up a resolved suggestion again' })
  async reopen(
    @Param('suggestionId', new ThingId('suggestion')) suggestionId: string,
    @Body() body: ReopenSuggestionBody,
    @CommandOf('ReopenSuggestion', 'suggestionId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new ReopenSuggestion(suggestionId, body, context)));
  }

  @Post(':suggestionId/withdrawal')
  @ApiOperation({ summary: 'Record that the proposer took it back (취하)' })
  async withdraw(
    @Param('suggestionId', new ThingId('suggestion')) suggestionId: string,
    @Body() body: WithdrawSuggestionBody,
    @CommandOf('WithdrawSuggestion', 'suggestionId') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new WithdrawSuggestion(suggestionId, body, context)));
  }
}

function madeAt(receipt: Receipt): Answer<CommandAnswer> {
  return made(receipt, `/v1/suggestions/${receipt.stream.slice('suggestion-'.length)}`);
}
