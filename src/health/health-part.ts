import type { Sentence } from '../history/sentence.js';

/** up: all is well; degraded: work goes on, with less; down: this role cannot do its work. */
export type PartStatus = 'up' | 'degraded' | 'down';

export interface PartHealth {
  readonly status: PartStatus;
  /** A sentence for an operator: what is wrong, and what to do. Never a credential. */
  readonly detail: Sentence;
  /** Figures beside it, such as a lag. */
  readonly figures?: Readonly<Record<string, number | string | null>>;
}

/**
 * Something whose health /health/ready tells. Any provider of any module that extends it is found and asked;
 * there is no list to enter it in.
 */
export abstract class HealthPart {
  /** `kebab-case`. */
  abstract readonly name: string;
  /** What it counts as when the check throws or gives no answer in time. */
  readonly otherwise: Exclude<PartStatus, 'up'> = 'down';
  abstract check(): Promise<PartHealth>;
}
