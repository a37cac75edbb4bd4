import { checkNode } from './config/node-version.js';
import { Failure } from './failure.js';

try {
  checkNode();
  // Imported after the check: what it imports does not even load on an older Node.js.
  const { serve } = await import('./serve.js');
  await serve(process.env);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
