import { Module } from '@nestjs/common';
import { Snapshots } from './asking/snapshots.js';
import { EngineModule } from './engine/engine.module.js';
import { readModels, subjects } from './read-models.js';

const questions = subjects.flatMap(({ questions: its = [] }) => its);

/** The read side: every read model, and what is asked of them. */
@Module({
  imports: [EngineModule.with(readModels)],
  controllers: questions.map(({ Controller }) => Controller),
  providers: [Snapshots, ...questions.map(({ Handler }) => Handler)],
})
export class ReadSideModule {}
