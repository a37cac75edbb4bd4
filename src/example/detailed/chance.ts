/** Numbers that look like chance and are the same in every run: of a seed alone (mulberry32). */
export class Chance {
  constructor(private seed: number) {}

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from one bound to the other, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  of<T>(some: readonly T[]): T {
    return some[this.between(0, some.length - 1)]!;
  }

  /** True so often, of one time. */
  happens(share: number): boolean {
    return this.next() < share;
  }
}
