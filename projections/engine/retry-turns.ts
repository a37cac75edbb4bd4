import type { Database, Writing } from './database/database.js';
import type { Group } from './group.js';
import type { Groups } from './groups.js';
import { heldStreams, retryStream } from './retry.js';

interface Held {
  readonly build: number;
  readonly stream: string;
}

/**
 * Tries every stream in quarantine once after a program's start, which may hold the fix: some at a time and every second
 * turn, so that of thousands what is live does not wait.
 */
export class RetryTurns {
  /** Undefined before they are listed. */
  private untried: Held[] | undefined;
  private mine = false;

  constructor(
    private readonly database: Database,
    private readonly groups: Groups,
    private readonly guard: (tx: Writing) => Promise<void>,
    private readonly flush: (group: Group) => Promise<void>,
    private readonly turnMs: number,
  ) {}

  /** Some are left, and can be tried. */
  get underWay(): boolean {
    return this.untried !== undefined && this.untried.length > 0 && this.groups.servingFed;
  }

  /** True if streams were tried. */
  async take(): Promise<boolean> {
    if (this.untried?.length === 0 || !this.groups.servingFed) return false;
    this.mine = !this.mine;
    if (!this.mine) return false;
    this.untried ??= await this.heldBack();
    if (this.untried.length === 0) return false;
    const until = performance.now() + this.turnMs;
    do await this.retry(this.untried.shift()!);
    while (this.untried.length > 0 && performance.now() < until);
    const { live } = this.groups;
    if (this.untried.length === 0 && live) await this.groups.letServe(live);
    return true;
  }

  private async retry({ build, stream }: Held): Promise<void> {
    const group = this.groups.all.find(({ ids }) => ids.includes(build));
    if (!group) return;
    await this.flush(group);
    // It may have been taken out by the flush.
    const running = group.builds.find(({ row }) => row.build === build);
    if (running) await retryStream(this.database, running, stream, this.guard);
  }

  private async heldBack(): Promise<Held[]> {
    const held: Held[] = [];
    for (const { row, fold } of this.groups.all.flatMap(({ builds }) => builds)) {
      const streams = fold.heldStreams > 0 ? await heldStreams(this.database, row.build) : [];
      held.push(...streams.map((stream) => ({ build: row.build, stream })));
    }
    return held;
  }
}
