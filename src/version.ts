import { readFileSync } from 'node:fs';

/** The program's version, as its package says. */
export const version = (JSON.parse(packageJson()) as { version: string }).version;

/** Beside the sources, or two folders above what was built of them. */
function packageJson(): string {
  for (const at of ['../package.json', '../../package.json']) {
    try {
      return readFileSync(new URL(at, import.meta.url), 'utf8');
    } catch {
      // It is the other one.
    }
  }
  throw new Error('package.json is not where the program was built from');
}
