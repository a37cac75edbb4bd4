import type { Key, Row, Value } from '../read-model/projection.js';

/** What a batch knows of one row, and what is to become of it. */
export interface RowState {
  /** Kept where the row is to be removed; else the row has it. */
  key: Key | undefined;
  /** Whether it is known how it stands: it was looked up, or it was written in this batch. */
  known: boolean;
  /** What a fold sees. */
  row: Row | undefined;
  /** What is there before this batch, where that is known. */
  before: Row | undefined;
  change: 'none' | 'put' | 'remove' | 'add';
  /** For `add`: what is inserted where the row is not there yet, and the columns added up. */
  sum: Sum | undefined;
}

interface Sum {
  readonly row: Record<string, Value>;
  readonly amounts: readonly string[];
}

/** Takes back one change, for an event whose fold fails half way. Of several the last comes first. */
export interface Undo {
  undo(): void;
}

/** A row that is known and not changed. */
export function standing(row: Row | undefined): RowState {
  return { key: undefined, known: true, row, before: row, change: 'none', sum: undefined };
}

/** A row of which nothing is known yet. */
export function unknownState(): RowState {
  return { key: undefined, known: false, row: undefined, before: undefined, change: 'none', sum: undefined };
}

/** A state as it was. */
export class StateBefore implements Undo {
  private readonly known: boolean;
  private readonly row: Row | undefined;
  private readonly change: RowState['change'];
  private readonly sum: Sum | undefined;

  constructor(private readonly state: RowState) {
    this.known = state.known;
    this.row = state.row;
    this.change = state.change;
    this.sum = state.sum;
  }

  undo(): void {
    const { state } = this;
    state.known = this.known;
    state.row = this.row;
    state.change = this.change;
    state.sum = this.sum;
  }
}

/** Adds to a state's sum. */
export class Added implements Undo {
  private readonly seen: Row | undefined;
  private readonly sum: Sum;

  constructor(
    private readonly state: RowState,
    private readonly more: Row,
  ) {
    this.seen = state.row;
    this.sum = state.sum!;
    addTo(this.sum.row, more, this.sum.amounts, 1);
    if (state.known) state.row = this.seen ? added(this.seen, more, this.sum.amounts) : { ...more };
  }

  undo(): void {
    addTo(this.sum.row, this.more, this.sum.amounts, -1);
    this.state.row = this.seen;
  }
}

export function added(row: Row, more: Row, amounts: readonly string[]): Row {
  const sum: Record<string, Value> = { ...row };
  addTo(sum, more, amounts, 1);
  return sum;
}

function addTo(sum: Record<string, Value>, more: Row, amounts: readonly string[], sign: 1 | -1): void {
  for (const column of amounts) sum[column] = Number(sum[column] ?? 0) + sign * Number(more[column] ?? 0);
}
