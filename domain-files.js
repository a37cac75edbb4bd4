import { readdirSync } from 'node:fs';

/** Which files are the domain: asked by eslint.config.js and .dependency-cruiser.js. Paths from the root, with `/`. */

const CODE = /(?<!\.spec)\.ts$/;

const files = ['src', 'projections']
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && CODE.test(entry.name))
  .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'));

/** What events are made of, and the stored contract of each aggregate. */
const history = files.filter((file) => file.startsWith('src/history/'));
const events = files.filter((file) => file.endsWith('.events.ts'));

/** A decider stands beside its events under the same name: meeting.events.ts and meeting.ts. */
const deciders = events.map((file) => file.replace(/\.events\.ts$/, '.ts')).filter((file) => files.includes(file));

/** One folder an aggregate. */
export const aggregateFolders = [...new Set(events.map((file) => file.split('/').slice(0, -1).join('/')))];

/** What turns a corrected history into what both sides say. */
export const pureSteps = ['src/suggestions/handling-status.ts'];

/** What deciders and folds are built with. */
const foundations = [
  'src/recording/aggregate.ts',
  'src/recording/amend.ts',
  'src/recording/refusals.ts',
  'src/privacy/personal-data.ts',
  'projections/engine/projection.ts',
  'projections/engine/versioned-rows.ts',
];

/** A read model's folder holds its tables and its fold, and what is asked of it from outside, which says so by name. */
const ASKED_FROM_OUTSIDE = /(^|[-.])(answers?|controller|handlers?|module|page|queries|query)\.ts$/;
const folds = files.filter(
  (file) =>
    /^projections\/(?!engine\/)[^/]+\//.test(file) && !ASKED_FROM_OUTSIDE.test(file.slice(file.lastIndexOf('/') + 1)),
);

export const domainFiles = [...new Set([...history, ...events, ...deciders, ...pureSteps, ...foundations, ...folds])];

/** One expression that matches exactly these paths. */
export function exactly(paths) {
  // An empty list matches nothing, where an empty expression would match all.
  return paths.length === 0 ? '^$' : `^(?:${paths.map((path) => path.replaceAll('.', '[.]')).join('|')})$`;
}
