import { Module } from '@nestjs/common';
import { DefineSheetBlockHandler } from './define-sheet-block.js';
import { NoteImprovementHandler } from './note-improvement.js';
import { NoteProblemHandler } from './note-problem.js';
import { PlaceRoundHandler } from './place-round.js';
import { RecordParticipationHandler } from './record-participation.js';
import { RegisterPledgeItemHandler } from './register-pledge-item.js';
import { PledgeItemsController } from './pledge-items.controller.js';

@Module({
  controllers: [PledgeItemsController],
  providers: [
    DefineSheetBlockHandler,
    NoteImprovementHandler,
    NoteProblemHandler,
    PlaceRoundHandler,
    RecordParticipationHandler,
    RegisterPledgeItemHandler,
  ],
})
export class PledgeItemsModule {}
