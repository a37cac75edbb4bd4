import { EXIT, Failure } from '../failure.js';

const NEEDED = 24;

/** Throws Failure where the program runs on a Node.js that is too old for it. */
export function checkNode(version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) >= NEEDED) return;
  throw new Failure(
    `Node.js ${version} is too old: ${String(NEEDED)} or later is needed. Start it with "npm start", which brings its own ` +
      '("npm ci" must have been allowed to run install scripts), or install Node.js 24.',
    EXIT.unavailable,
  );
}
