import cliProgress from 'cli-progress';

/** Where a command writes. */
export interface Outlet {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** What is told while something long runs. */
export interface Progress {
  /** `done` of `total` things; a total that is not known is left out. */
  at(done: number, total?: number): void;
  end(): void;
}

/** Between two plain lines of progress, in milliseconds. */
const LINE_EVERY_MS = 5_000;

/**
 * What a command tells: to people on standard output in sentences, to machines (`--json`) one object a line.
 * Progress is drawn on a terminal, and told in plain lines elsewhere, on standard error.
 */
export class Report {
  constructor(
    private readonly outlet: Outlet,
    private readonly json: boolean,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The same thing in a sentence and as an object; each reader gets the one for it. */
  say(sentence: string, facts: object): void {
    this.outlet.out.write(`${this.json ? JSON.stringify(facts) : sentence}\n`);
  }

  progress(label: string): Progress {
    if (this.json) return this.inJson(label);
    return this.outlet.err.isTTY === true ? this.drawn(label) : this.inLines(label);
  }

  private drawn(label: string): Progress {
    const bar = new cliProgress.SingleBar({
      stream: this.outlet.err,
      format: `${label} {bar} {percentage} % · {value} of {total} · {eta_formatted} left`,
      barsize: 30,
      hideCursor: true,
    });
    let started = false;
    return {
      at: (done, total) => {
        if (!started) bar.start(total ?? done, 0);
        started = true;
        if (total !== undefined) bar.setTotal(total);
        bar.update(done);
      },
      end: () => {
        bar.stop();
      },
    };
  }

  private inLines(label: string): Progress {
    return this.everyNowAndThen((done, total) => {
      this.outlet.err.write(`${label}: ${String(done)}${total === undefined ? '' : ` of ${String(total)}`}\n`);
    });
  }

  private inJson(label: string): Progress {
    return this.everyNowAndThen((done, total) => {
      this.outlet.err.write(`${JSON.stringify({ progress: label, done, total: total ?? null })}\n`);
    });
  }

  /** The first state, the last one, and between them one every few seconds. */
  private everyNowAndThen(tell: (done: number, total: number | undefined) => void): Progress {
    let toldAt: number | undefined;
    let untold: readonly [number, number | undefined] | undefined;
    return {
      at: (done, total) => {
        if (toldAt !== undefined && this.now() - toldAt < LINE_EVERY_MS) {
          untold = [done, total];
          return;
        }
        toldAt = this.now();
        untold = undefined;
        tell(done, total);
      },
      end: () => {
        if (untold) tell(...untold);
        untold = undefined;
      },
    };
  }
}
