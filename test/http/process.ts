import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Line = Readonly<Record<string, unknown>>;

/** A program of this project in a process of its own, whose lines on standard output are waited for, never slept for. */
export class ProgramUnderTest {
  readonly lines: Line[] = [];
  stderr = '';
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'ledger-process-'));
  private readonly child: ChildProcess;
  private readonly waiting = new Set<() => void>();
  private readonly ended: Promise<number | null>;

  /** In this house unless another is named. */
  constructor(file: string, env: Readonly<Record<string, string>> = {}, args: readonly string[] = [], house = '.') {
    this.child = spawn(process.execPath, ['--import', './test/typescript.mjs', file, ...args], {
      cwd: house,
      env: { PATH: process.env.PATH ?? '', DATA_DIR: this.dataDir, PORT: '0', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    createInterface(this.child.stdout!).on('line', (text) => {
      this.lines.push(parsed(text));
      this.look();
    });
    this.ended = once(this.child, 'close').then(([code]) => {
      this.look();
      return code as number | null;
    });
  }

  /** The first line with this member, now or later; rejects where the program ends without it. */
  async line(member: string, value?: unknown): Promise<Line> {
    for (;;) {
      const found = this.lines.find((line) => (value === undefined ? member in line : line[member] === value));
      if (found) return found;
      if (this.child.exitCode !== null) throw new Error(`it ended without ${member}: ${this.stderr}`);
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  async url(): Promise<string> {
    return String((await this.line('url')).url);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  write(text: string): void {
    this.child.stdin!.write(text);
  }

  /** Its exit code, null where a signal ended it. */
  exit(): Promise<number | null> {
    return this.ended;
  }

  /** For afterEach: ends it whatever it does, and takes its data away. */
  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private look(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

function parsed(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { text };
  }
}
