import { aggregateFolders, domainFiles, exactly, pureSteps } from './domain-files.js';

/** The way through the house goes one way. Each rule names what it keeps; CONTRIBUTING.md draws the plan. */

const DOMAIN = exactly(domainFiles);
const EVENTS = '[.]events[.]ts$';
const SPEC = '[.]spec[.]ts$';
/** Specs, and what is there for them alone. */
const TESTING = `${SPEC}|/testing/`;

/** Where the parts are put together, what answers events with commands, and pages: they alone know both sides. */
const ROOTS = '^src/(?:app[.]module|cli|main|serve)[.]ts$|^src/(?:cli|example|pages|reactions)/';

const AGGREGATE = `^(${aggregateFolders.join('|') || '$'})/`;

/** What the read side may know of the application, for its engine and for what is asked of it from outside. */
const SURROUNDINGS =
  '^src/event-store/(?:event-store|errors|stream-loss)[.]ts$|^src/(?:config|http|health|metrics|sqlite|validation)/';

/** The engine's rooms, each with the rooms that it knows: read from top to bottom, no arrow runs back up. */
const ENGINE_ROOMS = {
  'read-model': [],
  database: ['read-model'],
  reading: ['read-model', 'database'],
  folding: ['read-model', 'database'],
  builds: ['read-model', 'database'],
  requests: ['read-model', 'database', 'builds'],
  running: ['read-model', 'database', 'folding', 'builds', 'requests'],
  operations: ['read-model', 'database', 'builds', 'requests', 'running'],
};
const rooms = (names) => `^projections/engine/(?:${names.join('|')})/`;

/** The read side's rooms, from below: what runs a read model, how anything is asked, what is stored, what is asked over it. */
const READ_SIDE = ['engine', 'asking', 'read-models', 'reports'];

/** Packages without clock, chance or I/O. */
const PURE_PACKAGES = '^node_modules/(?:canonicalize|@hyunbinseo/holidays-kr)/';

const rules = [
  {
    name: 'no-cycles',
    comment: 'With decorator metadata a cycle fails at start in ESM, and parts that need each other are one part.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'domain-knows-the-domain',
    comment: 'Events, deciders, corrected history and folds know each other and nothing around them.',
    from: { path: DOMAIN },
    to: { path: '^(?:src|projections|test)/', pathNot: DOMAIN },
  },
  {
    name: 'domain-without-packages',
    comment: 'No Nest, no Kysely, no driver, no client in the domain; only packages that are pure.',
    from: { path: DOMAIN },
    to: { path: 'node_modules/', pathNot: PURE_PACKAGES },
  },
  {
    name: 'domain-without-node',
    comment: 'No modules of Node in the domain: no files, no network, no timers, no random bytes.',
    from: { path: DOMAIN },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'aggregates-meet-in-the-domain',
    comment:
      'Of another aggregate a folder sees events, state, judging functions and how its streams are found (*.stream.ts); never use cases, HTTP or modules.',
    from: { path: AGGREGATE },
    to: { path: AGGREGATE, pathNot: ['^$1/', DOMAIN, '[.]stream[.]ts$'] },
  },
  {
    name: 'read-side-knows-events',
    comment:
      'The read side knows history, events, deadlines and the pure steps of the write side, and its surroundings.',
    from: { path: '^projections/', pathNot: TESTING },
    to: { path: '^src/', pathNot: ['^src/(?:history|deadlines)/', EVENTS, exactly(pureSteps), SURROUNDINGS] },
  },
  {
    name: 'write-side-ignores-read-side',
    comment: 'A command never reads a read model; only where the parts are put together are both sides known.',
    from: { path: '^src/', pathNot: [ROOTS, TESTING] },
    to: { path: '^projections/' },
  },
  {
    name: 'adapters-behind-the-port',
    comment: 'Only the event store itself, and where the parts are put together, knows which store it is.',
    from: { path: '^(?:src|projections)/', pathNot: ['^src/event-store/', ROOTS, TESTING] },
    to: { path: '^src/event-store/(?:sqlite|eventstoredb)/' },
  },
  ...Object.entries(ENGINE_ROOMS).map(([room, known]) => ({
    name: 'engine-rooms-one-way',
    comment: `Of the engine, ${room} knows ${known.join(', ') || 'nothing'}.`,
    from: { path: rooms([room]), pathNot: TESTING },
    to: { path: '^projections/engine/', pathNot: rooms([room, ...known]) },
  })),
  ...READ_SIDE.map((room, index) => ({
    name: 'read-side-one-way',
    comment: `On the read side ${room} knows ${READ_SIDE.slice(0, index).join(', ') || 'none of the other rooms'}.`,
    from: { path: `^projections/${room}/`, pathNot: TESTING },
    to: { path: '^projections/', pathNot: `^projections/(?:${READ_SIDE.slice(0, index + 1).join('|')})/` },
  })),
  {
    name: 'engine-has-one-door',
    comment: 'What puts the engine together stands at its root, alone; everything else is in a room.',
    from: { path: '^projections/engine/(?!engine[.]module[.]ts$)[^/]+$' },
    to: {},
  },
  {
    name: 'databases-behind-the-port',
    comment: 'Which database it is knows only whoever opens it.',
    from: { path: '^(?:src|projections)/', pathNot: ['^projections/engine/database/', TESTING] },
    to: { path: '^projections/engine/database/(?:sqlite|postgres)/' },
  },
  {
    name: 'nothing-imports-tests',
    comment: 'What runs in a city does not hang on what tests it.',
    from: { path: '^(?:src|projections)/', pathNot: TESTING },
    to: { path: ['^test/', TESTING] },
  },
  {
    name: 'tests-import-no-specs',
    comment: 'A spec imported by another runs twice.',
    from: { path: [SPEC, '^test/'] },
    to: { path: SPEC },
  },
  {
    name: 'runs-without-dev-dependencies',
    comment: 'The container image has no devDependencies.',
    from: { path: '^(?:src|projections)/', pathNot: TESTING },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'packages-are-declared',
    comment: 'What is imported stands in package.json, not just somewhere in node_modules.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'imports-resolve',
    comment: 'An import that cannot be found is not looked at by the other rules.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
