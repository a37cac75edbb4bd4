import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Faults } from './faults.js';

/** A stand-in server in a process of its own, as tests use it. */
export class RunningStandIn {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly scheme: string,
  ) {}

  static async start(args: readonly string[] = []): Promise<RunningStandIn> {
    const child = fork('test/stand-in/main.ts', args.includes('--port') ? args : ['--port', '0', ...args], {
      execArgv: ['--import', './test/typescript.mjs', '--disable-warning=ExperimentalWarning'],
    });
    const died = once(child, 'exit').then(() => Promise.reject(new Error('the stand-in did not start')));
    const [ready] = (await Promise.race([once(child, 'message'), died])) as [{ port: number }];
    died.catch(() => undefined);
    return new RunningStandIn(child, ready.port, args.includes('--tls-key') ? 'tls=true' : 'tls=false');
  }

  get url(): string {
    const host = this.scheme === 'tls=true' ? 'localhost' : '127.0.0.1';
    return `esdb://${host}:${String(this.port)}?${this.scheme}`;
  }

  /** From the next call on it misbehaves in this way; `{}` makes all well. */
  async misbehave(faults: Faults): Promise<void> {
    const set = once(this.child, 'message');
    this.child.send(faults);
    await set;
  }

  /** Takes out what is hidden, as an administrator does with a server. */
  async scavenge(): Promise<void> {
    const done = once(this.child, 'message');
    this.child.send('scavenge');
    await done;
  }

  /** How many reads and subscriptions it serves just now. */
  async openCalls(): Promise<number> {
    const answer = once(this.child, 'message');
    this.child.send('open calls');
    const [{ open }] = (await answer) as [{ open: number }];
    return open;
  }

  /** Resolves when the process has ended, by its own fault or by `kill`. */
  async ended(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
  }

  /** Stops and continues the process, as a machine that hangs does. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }
}
