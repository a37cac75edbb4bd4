import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { defineSheetBlock } from './define-sheet-block.js';
import { noteImprovement } from './note-improvement.js';
import { noteProblem } from './note-problem.js';
import { placeRound } from './place-round.js';
import { recordParticipation } from './record-participation.js';
import { registerPledgeItem } from './register-pledge-item.js';

@Module(declared(registerPledgeItem, defineSheetBlock, placeRound, recordParticipation, noteProblem, noteImprovement))
export class PledgeItemsModule {}
