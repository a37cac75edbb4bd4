import { rebuild, type Rebuilt } from '../../projections/engine/rebuild.js';
import { readModels } from '../../projections/read-models.js';
import { EXIT } from '../failure.js';
import type { Subcommand } from './subcommand.js';
import { withReadModels } from './with-read-models.js';

export const rebuildCommand: Subcommand = (declare) => {
  declare<{ readModel?: string }>(
    'rebuild',
    'build the read models anew beside those that serve, then switch over; with the server running or without',
    async ({ readModel }, around, report) => {
      const progress = report.progress('events');
      const rebuilt = await withReadModels(around, (database, store) =>
        rebuild(database, store, readModels, {
          name: readModel,
          onProgress: ({ done, of, eventsPerSecond, secondsLeft }) => {
            progress.at(done, of ?? undefined, { perSecond: eventsPerSecond, secondsLeft });
          },
        }),
      );
      progress.end();
      report.say(sentence(rebuilt), rebuilt);
      return rebuilt.notServing.length === 0 ? EXIT.done : EXIT.failed;
    },
  ).option('--read-model <name>', 'this one only');
};

function sentence({ serving, notServing }: Rebuilt): string {
  const built = serving.map(({ name, ordinal }) => `${name} (${String(ordinal)} events)`);
  const left = notServing.map(({ name, state, heldBack, error }) =>
    `${name} is ${state}: ${error ?? `${String(heldBack)} streams are held back`}`.trim(),
  );
  const lines = built.length === 0 ? [] : [`Built anew, and serving: ${built.join(', ')}.`];
  return [...lines, ...left.map((line) => `Not serving: ${line}.`)].join('\n');
}
