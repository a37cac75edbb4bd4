import type { Database, Writing } from './database/database.js';
import type { Group } from './group.js';
import type { Groups } from './groups.js';
import { heldStreams, retryStream } from './retry.js';

/**
 * Tries every stream in quarantine once after a program's start, which may hold the fix: some at a time and every second
 * turn, so that of thousands what is live does not wait.
 */
export class RetryTurns {
  /** Undefined before they are listed. */
  private untried: { readonly build: number; readonly stream: string }[] | undefined;
  private mine = false;

  constructor(
    private readonly database: Database,
    private readonly groups: Groups,
    private readonly guard: (tx: Writing) => Promise<void>,
    private readonly flush: (group: Group) => Promise<void>,
    private readonly turnMs: number,
  ) {}

  /** Before, nothing is looked up ahead: what a stream held back may change it. */
  get over(): boolean {
    return this.untried?.length === 0;
  }

  get underWay(): boolean {
    return this.untried !== undefined && !this.over && this.groups.servingFed;
  }

  /** True if streams were tried. */
  async take(): Promise<boolean> {
    if (this.over || !this.groups.servingFed) return false;
    this.mine = !this.mine;
    if (!this.mine) return false;
    this.untried ??= await this.heldBack();
    const until = performance.now() + this.turnMs;
    let tried = false;
    while (this.untried.length > 0 && (!tried || performance.now() < until)) {
      const { build, stream } = this.untried[0]!;
      const group = this.groups.all.find(({ ids }) => ids.includes(build));
      if (group && !(await this.retry(group, build, stream))) return tried;
      this.untried.shift();
      tried = true;
    }
    const { live } = this.groups;
    if (tried && this.untried.length === 0 && live) await this.groups.letServe(live);
    return tried;
  }

  /** False where something is folded that is not in the database yet. */
  private async retry(group: Group, build: number, stream: string): Promise<boolean> {
    await this.flush(group);
    if (!group.settled) return false;
    // It may have been taken out by the flush.
    const running = group.builds.find(({ row }) => row.build === build);
    if (running) await retryStream(this.database, running, stream, this.guard);
    return true;
  }

  private async heldBack(): Promise<{ readonly build: number; readonly stream: string }[]> {
    const held: { readonly build: number; readonly stream: string }[] = [];
    for (const { row, fold } of this.groups.all.flatMap(({ builds }) => builds)) {
      const streams = fold.heldStreams > 0 ? await heldStreams(this.database, row.build) : [];
      held.push(...streams.map((stream) => ({ build: row.build, stream })));
    }
    return held;
  }
}
