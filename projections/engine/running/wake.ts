/** Ends a rest early; called while nobody rests, it makes the next rest none at all. */
export class Wake {
  private called = false;
  private stop: (() => void) | undefined;

  /** To be handed to whoever calls. */
  readonly up = (): void => {
    this.called = true;
    this.stop?.();
  };

  /** What called until now is about to be looked at. */
  heed(): void {
    this.called = false;
  }

  /** Resolves at the call, or when performance.now() is past `until`. */
  async rest(until: number): Promise<void> {
    if (this.called) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, until - performance.now()));
      this.stop = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.stop = undefined;
  }
}
