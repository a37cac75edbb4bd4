import type { Projection } from './engine/read-model/projection.js';
import * as registered from './registered.js';
import type { Subject } from './asking/subject.js';

export const subjects: readonly Subject[] = Object.values(registered);

/** Every read model that this program has. */
export const readModels: readonly Projection[] = subjects.flatMap(({ models = [] }) => models);
