import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

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

/** The sentences of each aggregate's rules, what a suggestion's slices share of its life, and what events share. */
const rules = files.filter(
  (file) =>
    file.endsWith('.rules.ts') ||
    /^src[/](?:suggestions[/](?:life|budget|parts)|policies[/]list-code|jurisdiction[/](?:place|city-code))[.]ts$/.test(
      file,
    ),
);

/** The calendar and what is counted by it: a value, and pure functions, for both sides. */
export const deadlines = files.filter((file) => file.startsWith('src/deadlines/'));

/** One folder an aggregate, with or without a folder a slice. */
export const aggregateFolders = [...new Set(events.map((file) => file.split('/').slice(0, 2).join('/')))];

/** What turns a corrected history into what both sides say, and the city's rules that hold on a day. */
export const pureSteps = files.filter((file) =>
  /^src[/](?:suggestions[/](?:handling-status|.*[.]steps)|policies[/]in-force)[.]ts$/.test(file),
);

/** What deciders and folds are built with. */
const foundations = [
  ...files.filter((file) => file.startsWith('src/recording/amendment/')),
  'src/recording/admission.ts',
  'src/recording/aggregate.ts',
  'src/recording/document.ts',
  'src/recording/growing-map.ts',
  'src/recording/refusals.ts',
  'src/recording/rules.ts',
  'src/privacy/email-addresses.ts',
  'src/privacy/normal-form.ts',
  'src/privacy/personal-data.ts',
  'src/privacy/personal-data-within.ts',
  'src/privacy/phone-numbers.ts',
  'src/privacy/resident-numbers.ts',
  'projections/engine/read-model/projection.ts',
  'projections/engine/read-model/versioned-rows.ts',
];

/** A read model's tables with its fold, and whatever they import beside the engine; queries are not among it. */
const folds = closure(files.filter((file) => file.endsWith('.tables.ts')));

function closure(from) {
  const reached = new Set(from);
  for (const file of reached) {
    for (const [, imported] of readFileSync(file, 'utf8').matchAll(/from '([.][^']*)[.]js'/g)) {
      const path = `${posix.join(posix.dirname(file), imported)}.ts`;
      if (/^projections\/(?!engine\/)/.test(path) && files.includes(path)) reached.add(path);
    }
  }
  return [...reached];
}

export const domainFiles = [
  ...new Set([...history, ...events, ...deciders, ...rules, ...pureSteps, ...deadlines, ...foundations, ...folds]),
];

/** One expression that matches exactly these paths. */
export function exactly(paths) {
  // An empty list matches nothing, where an empty expression would match all.
  return paths.length === 0 ? '^$' : `^(?:${paths.map((path) => path.replaceAll('.', '[.]')).join('|')})$`;
}
