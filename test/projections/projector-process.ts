import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ProjectorArguments } from './projector.js';

/** A projector in a process of its own. */
export class ProjectorProcess {
  readonly said: string[] = [];
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly hearing = new Set<() => void>();

  constructor(given: ProjectorArguments) {
    this.child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--import',
        './test/typescript.mjs',
        'test/projections/projector.ts',
        JSON.stringify(given),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      createInterface(stream).on('line', (line) => {
        this.said.push(line);
        this.heard();
      });
    }
    this.ended = new Promise((resolve) =>
      this.child.once('exit', () => {
        this.heard();
        resolve();
      }),
    );
  }

  /** Resolves once it has said so. */
  async says(what: RegExp, ms = 20_000): Promise<void> {
    const until = performance.now() + ms;
    while (!this.said.some((line) => what.test(line))) {
      if (performance.now() >= until || this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`the projector did not say ${String(what)} but: ${this.said.join('\n')}`);
      }
      await this.more(until);
    }
  }

  /** Resolves with the next line, with the end of the process, or when the time is over. */
  private async more(until: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let hear: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      hear = resolve;
      this.hearing.add(hear);
      timer = setTimeout(resolve, until - performance.now());
      timer.unref();
    });
    clearTimeout(timer);
    this.hearing.delete(hear);
  }

  private heard(): void {
    for (const hear of this.hearing) hear();
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
