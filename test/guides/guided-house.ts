import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const COPIED = ['src', 'projections', 'test', 'package.json', 'tsconfig.json', 'jest.config.js'];

/** A copy of the program to which the files of guides are added and their changes made. */
export class GuidedHouse {
  private constructor(readonly path: string) {}

  static follow(...guides: readonly string[]): GuidedHouse {
    const house = new GuidedHouse(mkdtempSync(join(tmpdir(), 'ledger-guided-')));
    for (const name of COPIED) cpSync(name, join(house.path, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(house.path, 'node_modules'));
    const touched: string[] = [];
    for (const guide of guides) {
      for (const [, file, content] of guide.matchAll(/^```(?:ts|jsonc)\n\/\/ (\S+)\n(.*?)^```/gmsu)) {
        house.write(file!, content!);
        touched.push(file!);
      }
      for (const [, file, diff] of guide.matchAll(/^```diff\n# (\S+)\n(.*?)^```/gmsu)) {
        house.change(file!, diff!);
        touched.push(file!);
      }
    }
    const include = ['src/main.ts', ...touched.filter((file) => file.endsWith('.ts'))];
    house.write('tsconfig.guided.json', JSON.stringify({ extends: './tsconfig.json', include }));
    return house;
  }

  /** Runs its tests of these paths; resolves with what Jest said. */
  test(...paths: readonly string[]): Promise<string> {
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    return this.run('node_modules/jest/bin/jest.js', paths, flags);
  }

  /** Runs a program in it; rejects with what it said where it fails. */
  async run(program: string, args: readonly string[], flags: readonly string[] = []): Promise<string> {
    const all = [...flags, program, ...args];
    const running = promisify(execFile)(process.execPath, all, { cwd: this.path });
    const { stdout, stderr } = await running.catch((error: unknown) => {
      const { stdout: out, stderr: err } = error as { stdout: string; stderr: string };
      throw new Error(`${program} ${args.join(' ')} failed:\n${out}\n${err}`);
    });
    return stdout + stderr;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private write(file: string, content: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), content);
  }

  /** Puts each added line behind the line that stands before it in the diff, and takes the others out. */
  private change(file: string, diff: string): void {
    const lines = readFileSync(join(this.path, file), 'utf8').split('\n');
    let at = -1;
    for (const line of diff.trimEnd().split('\n')) {
      if (line.startsWith('+')) {
        at += 1;
        lines.splice(at, 0, line.slice(1));
        continue;
      }
      at = lines.indexOf(line.slice(1), at + 1);
      if (at === -1) throw new Error(`${file} has no line '${line.slice(1)}' there`);
      if (line.startsWith('-')) lines.splice(at--, 1);
    }
    this.write(file, lines.join('\n'));
  }
}
