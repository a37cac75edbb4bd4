import { Module } from '@nestjs/common';
import { CloseRoundHandler } from './close-round.js';
import { OpenRoundHandler } from './open-round.js';
import { RecordCarriedTotalsHandler } from './record-carried-totals.js';
import { RoundsController } from './rounds.controller.js';
import { SupersedeCarriedTotalsHandler } from './supersede-carried-totals.js';

@Module({
  controllers: [RoundsController],
  providers: [OpenRoundHandler, RecordCarriedTotalsHandler, SupersedeCarriedTotalsHandler, CloseRoundHandler],
})
export class RoundsModule {}
