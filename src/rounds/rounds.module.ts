import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { closeRound } from './close-round.js';
import { openRound } from './open-round.js';
import { recordCarriedTotals } from './record-carried-totals.js';
import { supersedeCarriedTotals } from './supersede-carried-totals.js';

@Module(declared(openRound, recordCarriedTotals, supersedeCarriedTotals, closeRound))
export class RoundsModule {}
