import cliProgress from 'cli-progress';

/** Where a command writes. */
export interface Outlet {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** How fast something long goes; null where it is not known. */
export interface Pace {
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

/** What is told while something long runs. */
export interface Progress {
  /** `done` of `total` things; a total that is not known is left out. */
  readonly at: (done: number, total?: number, pace?: Pace) => void;
  readonly end: () => void;
}

/** Between two plain lines of progress, in milliseconds. */
const LINE_EVERY_MS = 5_000;
const UNKNOWN: Pace = { perSecond: null, secondsLeft: null };

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
      format: `${label} {bar} {percentage} % · {value} of {total}{pace}`,
      barsize: 30,
      hideCursor: true,
    });
    let started = false;
    return {
      at: (done, total, pace) => {
        if (!started) bar.start(total ?? done, 0, { pace: '' });
        started = true;
        if (total !== undefined) bar.setTotal(total);
        bar.update(done, { pace: inWords(pace) });
      },
      end: () => {
        bar.stop();
      },
    };
  }

  private inLines(label: string): Progress {
    return this.everyNowAndThen((done, total, pace) => {
      const of = total === undefined ? '' : ` of ${String(total)}`;
      this.outlet.err.write(`${label}: ${String(done)}${of}${inWords(pace)}\n`);
    });
  }

  private inJson(label: string): Progress {
    return this.everyNowAndThen((done, total, pace = UNKNOWN) => {
      this.outlet.err.write(`${JSON.stringify({ progress: label, done, total: total ?? null, ...pace })}\n`);
    });
  }

  /** The first state, the last one, and between them one every few seconds. */
  private everyNowAndThen(tell: Progress['at']): Progress {
    let toldAt: number | undefined;
    let untold: Parameters<Progress['at']> | undefined;
    return {
      at: (...at) => {
        if (toldAt !== undefined && this.now() - toldAt < LINE_EVERY_MS) {
          untold = at;
          return;
        }
        toldAt = this.now();
        untold = undefined;
        tell(...at);
      },
      end: () => {
        if (untold) tell(...untold);
        untold = undefined;
      },
    };
  }
}

function inWords({ perSecond, secondsLeft }: Pace = UNKNOWN): string {
  const rate = perSecond === null ? '' : ` · ${String(perSecond)}/s`;
  return secondsLeft === null ? rate : `${rate} · ${String(secondsLeft)} s left`;
}
