import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { amendPledgeItem } from './amend-pledge-item.js';
import { defineSheetBlock } from './define-sheet-block.js';
import { noteImprovement } from './note-improvement.js';
import { noteProblem } from './note-problem.js';
import { notePlan } from './note-plan.js';
import { noteStanding } from './note-standing.js';
import { placeRound } from './place-round.js';
import { recordParticipation } from './record-participation.js';
import { registerPledgeItem } from './register-pledge-item.js';
import { remarkRow } from './remark-row.js';
import { takeRoundOff } from './take-round-off.js';

@Module(
  declared(
    registerPledgeItem,
    amendPledgeItem,
    defineSheetBlock,
    placeRound,
    takeRoundOff,
    remarkRow,
    recordParticipation,
    noteStanding,
    noteProblem,
    noteImprovement,
    notePlan,
  ),
)
export class PledgeItemsModule {}
