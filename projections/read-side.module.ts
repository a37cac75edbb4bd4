import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { Snapshots } from './asking/snapshots.js';
import type { Subject } from './asking/subject.js';
import { EngineModule } from './engine/engine.module.js';
import { readModels, subjects } from './read-models.js';

const guards = await loaded(({ guards }) => guards?.());
const interceptors = await loaded(({ interceptors }) => interceptors?.());
const questions = await loaded(({ questions }) => questions?.());

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

async function loaded<T>(of: (subject: Subject) => Promise<readonly T[]> | undefined): Promise<readonly T[]> {
  return (await Promise.all(subjects.map((subject) => of(subject) ?? Promise.resolve([])))).flat();
}
