import { Module } from '@nestjs/common';
import { CorrectEntryHandler, RestoreWholeHandler, VoidEntryHandler, VoidWholeHandler } from './amend-entry.js';
import { Amendables } from './amendable.js';
import { AmendingController } from './amending.controller.js';
import { EntryHistories } from './entry-history.js';

@Module({
  controllers: [AmendingController],
  providers: [Amendables, EntryHistories, CorrectEntryHandler, VoidEntryHandler, VoidWholeHandler, RestoreWholeHandler],
})
export class AmendingModule {}
