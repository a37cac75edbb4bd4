import { IdempotencyKeyReused } from './refusals.js';

/**
 * The commands that this process met last, by their ids: so one id for two different things is seen without a second
 * write. What a stream holds is known for ever besides; this knows across streams, and no further than this process.
 */
export class RecentCommands {
  /** Fingerprints, the one met longest ago first. */
  private readonly met = new Map<string, string>();

  constructor(private readonly most: number) {}

  /** Throws IdempotencyKeyReused where the id is another command's; answers whether it was not known before. */
  meet(commandId: string, fingerprint: string): boolean {
    const known = this.met.get(commandId);
    if (known !== undefined && known !== fingerprint) throw new IdempotencyKeyReused(commandId);
    this.met.delete(commandId);
    this.met.set(commandId, fingerprint);
    if (this.met.size > this.most) this.met.delete(this.met.keys().next().value!);
    return known === undefined;
  }

  /** It left no trace: its id may be used as if it had never come. */
  forget(commandId: string): void {
    this.met.delete(commandId);
  }
}
