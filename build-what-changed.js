/** Builds dist/ where it is missing, or older than what it is built from; else does nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';

const BUILT = 'dist/src/main.js';
const FOLDERS = ['src', 'projections'];
const FILES = ['package.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];

const changedAt = (path) => statSync(path).mtimeMs;

/** Folders count too: they change when a file in them is taken away. */
function newest() {
  const inside = FOLDERS.flatMap((folder) => [
    folder,
    ...readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`),
  ]);
  return Math.max(...[...FILES, ...inside].map(changedAt));
}

if (!existsSync(BUILT) || changedAt(BUILT) < newest()) {
  console.error('Building …');
  const nest = createRequire(import.meta.url).resolve('@nestjs/cli/bin/nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build'], { stdio: 'inherit' });
  if (status !== 0) {
    // A build that failed is not taken for one that is there.
    rmSync(BUILT, { force: true });
    process.exitCode = status ?? 1;
  }
}
