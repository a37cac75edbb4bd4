import { EventStoreError, NotPermittedError, OutcomeUnknownError, UnavailableError } from '../errors.js';

/** What appends met lately: what commands met says more of a store than any trial. */
export class AppendOutcomes {
  private last: { readonly at: number; readonly failure: EventStoreError | undefined } | undefined;

  constructor(
    /** For how long an outcome counts, in milliseconds. */
    private readonly countsForMs: number,
  ) {}

  /** Does what appends, and keeps how that went. A refusal of the append itself is an answer like any other. */
  async of<T>(append: () => Promise<T>): Promise<T> {
    try {
      const appended = await append();
      this.note(undefined);
      return appended;
    } catch (error) {
      this.note(error instanceof EventStoreError && isTheStores(error) ? error : undefined);
      throw error;
    }
  }

  /** Undefined where nothing was appended lately. */
  lately(): 'taken' | EventStoreError | undefined {
    if (!this.last || performance.now() - this.last.at > this.countsForMs) return undefined;
    return this.last.failure ?? 'taken';
  }

  private note(failure: EventStoreError | undefined): void {
    this.last = { at: performance.now(), failure };
  }
}

function isTheStores(error: EventStoreError): boolean {
  return (
    error instanceof UnavailableError || error instanceof OutcomeUnknownError || error instanceof NotPermittedError
  );
}
