/**
 * Lets Node run this project's TypeScript as it stands, for what is started as a process of its own in
 * development: `node --import ./test/typescript.mjs file.ts`. The compiler is the one that Jest uses; what it made of a
 * file is kept, for the tests start more than a hundred processes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const CACHE = fileURLToPath(new URL('../node_modules/.cache/ledger-typescript', import.meta.url));
const OPTIONS = {
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
  },
};
const COMPILER = JSON.stringify([require('@swc/core/package.json').version, OPTIONS]);

mkdirSync(CACHE, { recursive: true });
enableCompileCache(join(CACHE, 'v8'));

registerHooks({
  resolve(specifier, context, nextResolve) {
    const ours = context.parentURL?.endsWith('.ts') === true && /^\.{1,2}\/.*\.js$/.test(specifier);
    return nextResolve(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
  },
});

function compiled(filename) {
  const text = readFileSync(filename, 'utf8');
  const kept = join(CACHE, `${createHash('sha256').update(COMPILER).update(text).digest('hex')}.mjs`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(text, { filename, ...OPTIONS });
    // Put there whole: other processes read it meanwhile.
    writeFileSync(`${kept}.${process.pid}`, code);
    renameSync(`${kept}.${process.pid}`, kept);
    return code;
  }
}
