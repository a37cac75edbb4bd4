import { Module } from '@nestjs/common';
import { declared } from '../http/use-case.js';
import { referDocument } from './refer-document.js';
import { correctEntry, restoreWhole, voidEntry, voidWhole } from './amend-entry.js';
import { AmendingController } from './amending.controller.js';
import { EntryHistories } from './entry-history.js';

const commands = declared(correctEntry, voidEntry, voidWhole, restoreWhole, referDocument);

@Module({
  controllers: [AmendingController, ...commands.controllers],
  providers: [EntryHistories, ...commands.providers],
})
export class AmendingModule {}
