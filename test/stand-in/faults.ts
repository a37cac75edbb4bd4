/** How the test server misbehaves when it is told to; see "When it is away" of the server's table of answers. */

export type AppendFault =
  /** Takes the append and never answers. */
  | 'silent'
  /** Writes it and never answers. */
  | 'silent-after-writing'
  | 'not-ready'
  | 'no-majority'
  | 'no-majority-after-writing'
  /** Answers twice, as a real server does about 2 s after an event without a type. */
  | 'answer-twice'
  | 'not-leader'
  /** The process dies. */
  | 'die-before-writing'
  | 'die-after-writing';

export type ReadFault = 'silent' | 'not-ready' | 'no-majority' | 'die-half-way';

export type SubscriptionFault = 'silent' | 'not-ready' | 'die-half-way' | 'checkpoint-at-the-largest-number';

export interface Faults {
  readonly append?: AppendFault;
  readonly read?: ReadFault;
  readonly subscription?: SubscriptionFault;
  readonly features?: 'silent' | 'not-ready';
  /** How many calls misbehave before all is well again; for ever where not given. */
  readonly times?: number;
  /** Every answer to an append or read comes so much later. */
  readonly delayMs?: number;
  /** Where another node leads, for `not-leader`. */
  readonly leader?: { readonly host: string; readonly port: number };
}

type Kind = 'append' | 'read' | 'subscription' | 'features';

export class FaultPlan {
  private plan: Faults = {};
  private left = 0;

  set(plan: Faults): void {
    this.plan = plan;
    this.left = plan.times ?? Number.POSITIVE_INFINITY;
  }

  /** The fault for this call, if it is to misbehave. */
  next<K extends Kind>(kind: K): Faults[K] {
    const fault = this.plan[kind];
    if (fault === undefined || this.left <= 0) return undefined;
    this.left -= 1;
    return fault;
  }

  get leader() {
    return this.plan.leader;
  }

  get delayMs(): number {
    return this.plan.delayMs ?? 0;
  }
}

/** What killing the process looks like from outside. */
export function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('dead');
}
