import type { CanActivate, NestInterceptor, Type } from '@nestjs/common';
import type { Projection } from '../engine/read-model/projection.js';
import type { Question } from './question.js';

/** A part of the read side: what is stored, and what may be asked. */
export interface Subject {
  /** Read models. While a new version of one is being built, the one that serves stays beside it. */
  readonly models?: readonly Projection[];
  /** What looks at every request before it is answered. */
  readonly guards?: Loaded<Type<CanActivate>>;
  /** What adds to answers of commands. */
  readonly interceptors?: Loaded<Type<NestInterceptor>>;
  readonly questions?: Loaded<Pick<Question<never, unknown>, 'Handler' | 'Controller'>>;
}

/** Loaded where somebody may ask: what builds read models alone does without, and without some 50 MB. */
type Loaded<T> = () => Promise<readonly T[]>;
