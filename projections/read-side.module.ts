import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { Snapshots } from './asking/snapshots.js';
import { EngineModule } from './engine/engine.module.js';
import { readModels, subjects } from './read-models.js';

const guards = subjects.flatMap(({ guards: its = [] }) => its);
const interceptors = subjects.flatMap(({ interceptors: its = [] }) => its);
const questions = subjects.flatMap(({ questions: its = [] }) => its);

/** The read side: every read model, and what is asked of them. */
@Module({
  imports: [EngineModule.with(readModels)],
  controllers: questions.map(({ Controller }) => Controller),
  providers: [
    Snapshots,
    ...questions.map(({ Handler }) => Handler),
    ...guards.map((useClass) => ({ provide: APP_GUARD, useClass })),
    ...interceptors.map((useClass) => ({ provide: APP_INTERCEPTOR, useClass })),
  ],
})
export class ReadSideModule {}
