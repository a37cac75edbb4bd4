/** Ends a rest early; rung while nobody rests, it makes the next rest none at all. */
export class Bell {
  private rung = false;
  private stop: (() => void) | undefined;

  readonly ring = (): void => {
    this.rung = true;
    this.stop?.();
  };

  /** What rang until now is about to be looked at. */
  hear(): void {
    this.rung = false;
  }

  /** Resolves at the ring, or when performance.now() is past `until`. */
  async rest(until: number): Promise<void> {
    if (this.rung) return;
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
