import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Measured, Measurement } from './rebuild-process.js';

/** Measures in a process of its own, with the memory settings of `npm start`. */
export async function inProcess(measurement: Measurement): Promise<Measured> {
  const child = fork(fileURLToPath(new URL('rebuild-process.ts', import.meta.url)), [JSON.stringify(measurement)], {
    execArgv: [...process.execArgv, '--max-semi-space-size=16', '--max-old-space-size=1500'],
  });
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${measurement.work} ended with exit code ${String(code)} and no figure`);
    }),
  ])) as [Measured];
  return answer;
}
