import type { CanActivate, NestInterceptor, Type } from '@nestjs/common';
import type { Projection } from '../engine/read-model/projection.js';
import type { Question } from './question.js';

/** A part of the read side: what is stored, and what may be asked. */
export interface Subject {
  /** Read models. While a new version of one is being built, the one that serves stays beside it. */
  readonly models?: readonly Projection[];
  /** What looks at every request before it is answered. */
  readonly guards?: readonly Type<CanActivate>[];
  /** What adds to answers of commands. */
  readonly interceptors?: readonly Type<NestInterceptor>[];
  readonly questions?: readonly Pick<Question<never, unknown>, 'Handler' | 'Controller'>[];
}
