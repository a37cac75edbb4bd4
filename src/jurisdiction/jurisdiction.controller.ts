import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Answer, answered, type CommandAnswer, made } from '../http/answer.js';
import { CommandOf } from '../http/command-of.js';
import type { CommandContext } from '../recording/command.js';
import { AbolishDong, AbolishDongBody } from './abolish-dong.js';
import { ChangeDongBoundary, ChangeDongBoundaryBody } from './change-dong-boundary.js';
import { EstablishDong, EstablishDongBody } from './establish-dong.js';
import { RegisterDistrict, RegisterDistrictBody } from './register-district.js';

@ApiTags('jurisdiction')
@Controller('v1')
export class JurisdictionController {
  constructor(private readonly commands: CommandBus) {}

  @Post('districts')
  @ApiOperation({ summary: 'Register a district (구)' })
  async register(
    @Body() body: RegisterDistrictBody,
    @CommandOf('RegisterDistrict') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return made(await this.commands.execute(new RegisterDistrict(body, context)), '/v1/districts');
  }

  @Post('dongs')
  @ApiOperation({ summary: 'Establish a dong (동)' })
  async establish(
    @Body() body: EstablishDongBody,
    @CommandOf('EstablishDong') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return made(await this.commands.execute(new EstablishDong(body, context)), '/v1/districts');
  }

  @Post('dongs/:code/abolition')
  @ApiOperation({ summary: 'Say that a dong ended' })
  async abolish(
    @Param('code') code: string,
    @Body() body: AbolishDongBody,
    @CommandOf('AbolishDong', 'code') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new AbolishDong(code, body, context)));
  }

  @Post('dongs/:code/boundary-change')
  @ApiOperation({ summary: "Say that a dong's boundary changed" })
  async changeBoundary(
    @Param('code') code: string,
    @Body() body: ChangeDongBoundaryBody,
    @CommandOf('ChangeDongBoundary', 'code') context: CommandContext,
  ): Promise<Answer<CommandAnswer>> {
    return answered(await this.commands.execute(new ChangeDongBoundary(code, body, context)));
  }
}
