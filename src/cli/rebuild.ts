import { rebuild, type Rebuilt } from '../../projections/engine/operations/rebuild.js';
import { readModels } from '../../projections/read-models.js';
import { EXIT, type ExitCode } from '../failure.js';
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
      const { sentence, exitCode } = outcomeOf(rebuilt);
      report.say(sentence, rebuilt);
      return exitCode;
    },
  ).option('--read-model <name>', 'this one only');
};

/** What became of a rebuild, in words, and how the command ends. */
export function outcomeOf({ serving, notServing }: Rebuilt): {
  readonly sentence: string;
  readonly exitCode: ExitCode;
} {
  const built = serving.map(({ name, ordinal }) => `${name} (${String(ordinal)} events)`);
  const left = notServing.map(({ name, state, heldBack, error }) =>
    `${name} is ${state}: ${error ?? `${String(heldBack)} streams are held back`}`.trim(),
  );
  const incomplete = serving.filter(({ heldBack }) => heldBack > 0);
  const lines = [
    ...(built.length === 0 ? [] : [`Built anew, and serving: ${built.join(', ')}.`]),
    ...incomplete.map(
      ({ name, heldBack }) =>
        `Incomplete: ${name} holds back ${String(heldBack)} streams; GET /v1/read-models/quarantine says why.`,
    ),
    ...left.map((line) => `Not serving: ${line}.`),
  ];
  return {
    sentence: lines.join('\n'),
    exitCode: incomplete.length + notServing.length === 0 ? EXIT.done : EXIT.failed,
  };
}
