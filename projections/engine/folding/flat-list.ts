import type { FlatValues } from '../database/database.js';
import type { Value } from '../projection.js';

/** Values one after the other. */
export interface FlatList {
  readonly length: number;
  push(value: Value): void;
  at(place: number): Value;
  set(place: number, value: Value): void;
  /** Leaves the first so many. */
  truncate(length: number): void;
  /** All of them, for as long as nothing is pushed: no copy. */
  readonly values: FlatValues;
}

/** Values of every kind. */
export class ValueList implements FlatList {
  readonly values: Value[] = [];

  get length(): number {
    return this.values.length;
  }

  push(value: Value): void {
    this.values.push(value);
  }

  at(place: number): Value {
    return this.values[place]!;
  }

  set(place: number, value: Value): void {
    this.values[place] = value;
  }

  truncate(length: number): void {
    this.values.length = length;
  }
}

const FIRST_ROOM = 1_024;

/** Whole numbers as they lie in memory: neither boxed nor looked at by the garbage collector, and sent as they are. */
export class NumberList implements FlatList {
  length = 0;
  private room = new Float64Array();

  get values(): Float64Array {
    return this.room.subarray(0, this.length);
  }

  push(value: Value): void {
    if (this.length === this.room.length) {
      const more = new Float64Array(Math.max(FIRST_ROOM, 2 * this.length));
      more.set(this.room);
      this.room = more;
    }
    this.room[this.length++] = value as number;
  }

  at(place: number): number {
    return this.room[place]!;
  }

  set(place: number, value: Value): void {
    this.room[place] = value as number;
  }

  truncate(length: number): void {
    this.length = length;
  }
}
