import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

it('a command line whose reader has gone, such as head, ends without a stack', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-pipe-'));
  const child = spawn(process.execPath, ['--import', './test/typescript.mjs', 'src/cli.ts', '--help'], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  rmSync(dataDir, { recursive: true, force: true });
  expect([code, stderr]).toEqual([0, '']);
}, 30_000);
