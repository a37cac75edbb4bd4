import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Question } from '../../projections/asking/question.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { getSheet } from '../../projections/reports/sheets/get-sheet.js';
import type { SheetDocument } from '../../projections/reports/sheets/sheet-document.js';
import { AppModule } from '../../src/app.module.js';
import { settingsFrom } from '../../src/config/settings.js';
import { EventStore, type Position } from '../../src/event-store/event-store.js';
import { readToEnd } from '../event-store/sample-events.js';
import type { Recorded } from '../../src/history/event.js';

/** The whole application without its HTTP server, on a directory of its own or on one that is handed in. */
export interface Ledger {
  readonly commands: CommandBus;
  log(): Promise<readonly Recorded[]>;
  /** As above, of any length. */
  wholeLog(): Promise<readonly Recorded[]>;
  /** What a question answers of all that is recorded by now. */
  ask<Asked extends object, Result>(question: Question<Asked, Result>, asked: Asked): Promise<Result>;
  /** The sheet 2-2-4, once the read models have the position. */
  sheet(after: Position | null): Promise<SheetDocument>;
  close(): Promise<void>;
}

export async function ledgerOn(dataDir: string): Promise<Ledger> {
  const settings = settingsFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const context = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: false });
  return {
    commands: context.get(CommandBus),
    log: () => context.get(EventStore).readAll({ limit: 1_000 }),
    wholeLog: () => readToEnd(context.get(EventStore), undefined, 1_000),
    ask: async (question, asked) => {
      const { position } = (await readToEnd(context.get(EventStore), undefined, 1_000)).at(-1)!;
      await context.get(ReadModels).waitFor(position, 30_000);
      return context.get(QueryBus).execute(new question.Query(asked));
    },
    sheet: async (after) => {
      if (after !== null) await context.get(ReadModels).waitFor(after, 30_000);
      return context.get(QueryBus).execute(new getSheet.Query({ number: '2-2-4', term: '7' }));
    },
    close: () => context.close(),
  };
}

/** Directories for data, taken away at the end. */
export class DataDirs {
  private readonly made: string[] = [];

  /** An empty one, or a copy of another. */
  make(from?: string): string {
    const dir = mkdtempSync(join(tmpdir(), 'ledger-example-'));
    this.made.push(dir);
    if (from !== undefined) cpSync(from, dir, { recursive: true });
    return dir;
  }

  removeAll(): void {
    for (const dir of this.made.splice(0)) rmSync(dir, { recursive: true, force: true });
  }
}
