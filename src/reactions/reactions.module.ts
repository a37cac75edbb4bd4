import { Module } from '@nestjs/common';
import { Reactions } from './reactions.js';

/** Import it after both sides: what is imported later is stopped earlier. */
@Module({ providers: [Reactions] })
export class ReactionsModule {}
