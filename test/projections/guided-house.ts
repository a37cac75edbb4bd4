import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const COPIED = ['src', 'projections', 'test', 'package.json', 'tsconfig.json', 'jest.config.js'];

/** A copy of the program to which a guide's files are added and its changes made. */
export class GuidedHouse {
  private constructor(readonly path: string) {}

  static follow(guide: string): GuidedHouse {
    const house = new GuidedHouse(mkdtempSync(join(tmpdir(), 'ledger-guided-')));
    for (const name of COPIED) cpSync(name, join(house.path, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(house.path, 'node_modules'));
    const include = ['projections/read-side.module.ts'];
    for (const [, file, content] of guide.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```/gmsu)) {
      house.write(file!, content!);
      include.push(file!);
    }
    house.write('tsconfig.guided.json', JSON.stringify({ extends: './tsconfig.json', include }));
    for (const [, file, diff] of guide.matchAll(/^```diff\n# (\S+)\n(.*?)^```/gmsu)) house.change(file!, diff!);
    return house;
  }

  /** Runs one of the packages' programs in it; rejects with what it said where it fails. */
  async run(program: string, args: readonly string[], flags: readonly string[] = []): Promise<string> {
    const all = [...flags, join('node_modules', program), ...args];
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

  /** Puts each added line behind the line that stands before it in the diff. */
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
    }
    this.write(file, lines.join('\n'));
  }
}
