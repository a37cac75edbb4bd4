#!/usr/bin/env node
import { checkNode } from './config/node-version.js';
import { Failure } from './failure.js';

// Whoever reads has seen enough (head, a pager): there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  checkNode();
  // Imported after the check: what it imports does not even load on an older Node.js.
  const { run } = await import('./cli/program.js');
  process.exitCode = await run(process.argv.slice(2), { env: process.env, out: process.stdout, err: process.stderr });
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
