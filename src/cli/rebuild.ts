import { rebuild, type Rebuilt } from '../../projections/engine/operations/rebuild.js';
import { readModels } from '../../projections/read-models.js';
import { EXIT, type ExitCode } from '../failure.js';
import { counted } from '../health/counted.js';
import type { Report } from './report.js';
import type { Subcommand, Surroundings } from './subcommand.js';
import { withReadModels } from './with-read-models.js';

export const rebuildCommand: Subcommand = (declare) => {
  declare<{ readModel?: string }>(
    'rebuild',
    'build the read models anew beside those that serve, then switch over; with the server running or without',
    ({ readModel }, around, report) => rebuildReadModels(readModel, around, report),
  ).option('--read-model <name>', 'this one only');
};

/** Rebuilds one read model, or all, and tells how it goes and what became of it. */
export async function rebuildReadModels(
  name: string | undefined,
  around: Surroundings,
  report: Report,
): Promise<ExitCode> {
  const progress = report.progress('events');
  const rebuilt = await withReadModels(around, (database, store) =>
    rebuild(database, store, readModels, {
      name,
      onProgress: ({ done, of, eventsPerSecond, secondsLeft }) => {
        progress.at(done, of ?? undefined, { perSecond: eventsPerSecond, secondsLeft });
      },
    }),
  ).finally(progress.end);
  const { sentence, exitCode } = outcomeOf(rebuilt);
  report.say(sentence, rebuilt);
  return exitCode;
}

/** What became of a rebuild, in words, and how the command ends. */
export function outcomeOf({ serving, notServing }: Rebuilt): {
  readonly sentence: string;
  readonly exitCode: ExitCode;
} {
  const built = serving.map(({ name, ordinal }) => `${name} (${counted(ordinal, 'event')})`);
  const left = notServing.map(({ name, state, heldBack, error }) =>
    `${name} is ${state}: ${error ?? `${counted(heldBack, 'stream')} held back`}`.trim(),
  );
  const incomplete = serving.filter(({ heldBack }) => heldBack > 0);
  const lines = [
    ...(built.length === 0 ? [] : [`Built anew, and serving: ${built.join(', ')}.`]),
    ...incomplete.map(
      ({ name, heldBack }) =>
        `Incomplete: ${name} holds back ${counted(heldBack, 'stream')}; GET /v1/read-models/quarantine says why.`,
    ),
    ...left.map((line) => `Not serving: ${line}.`),
  ];
  return {
    sentence: lines.join('\n'),
    exitCode: incomplete.length + notServing.length === 0 ? EXIT.done : EXIT.failed,
  };
}
