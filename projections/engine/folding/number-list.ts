/** Whole numbers as they lie in memory: neither boxed nor looked at by the garbage collector, and sent as they are. */
export class NumberList {
  private held = new Float64Array(1_024);
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Shorter than it is; it does not grow this way. */
  set length(count: number) {
    this.count = Math.min(this.count, count);
  }

  push(value: number): void {
    if (this.count === this.held.length) {
      const more = new Float64Array(2 * this.count);
      more.set(this.held);
      this.held = more;
    }
    this.held[this.count++] = value;
  }

  at(place: number): number {
    return this.held[place]!;
  }

  set(place: number, value: number): void {
    this.held[place] = value;
  }

  /** All of them, not a copy. */
  get all(): Float64Array {
    return this.held.subarray(0, this.count);
  }
}
