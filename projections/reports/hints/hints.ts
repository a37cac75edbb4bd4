import type { Subject } from '../../asking/subject.js';

export const hints: Subject = { interceptors: async () => [(await import('./hints.interceptor.js')).HintsInterceptor] };
