import type { Subject } from '../../asking/subject.js';
import { HintsInterceptor } from './hints.interceptor.js';

export const hints: Subject = { interceptors: [HintsInterceptor] };
