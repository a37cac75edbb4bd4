import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';

interface Cruised {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

const CRUISER = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const RULES = resolve('.dependency-cruiser.js');
const run = promisify(execFile);

/** A house in which everything stands where it belongs. */
const SOUND = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: { '@nestjs/common': '1.0.0', canonicalize: '1.0.0' },
    devDependencies: { 'fast-check': '1.0.0' },
  }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext' } }),
  ...installed('@nestjs/common'),
  ...installed('canonicalize'),
  ...installed('fast-check'),
  ...installed('left-behind'),
  'src/history/event.ts': importing('canonicalize'),
  'src/event-store/event-store.ts': importing('../history/event.js'),
  'src/event-store/sqlite/store.ts': importing('../event-store.js', 'node:sqlite'),
  'src/recording/recorder.ts': importing('../event-store/event-store.js', 'node:crypto'),
  'src/rounds/round.events.ts': importing('../history/event.js'),
  'src/rounds/round.ts': importing('./round.events.js'),
  'src/rounds/open-round.ts': importing('./round.js', '../recording/recorder.js', '@nestjs/common'),
  'src/meetings/meeting.events.ts': importing('../history/event.js'),
  'src/meetings/meeting.ts': importing('./meeting.events.js', '../rounds/round.js'),
  'src/meetings/meeting.spec.ts': importing('./meeting.js', 'fast-check'),
  'src/meetings/hold-meeting.ts': importing('./meeting.js', '../rounds/round.js', '../recording/recorder.js'),
  'src/suggestions/handling-status.ts': importing('../history/event.js'),
  'src/http/problem.ts': importing('@nestjs/common'),
  'src/app.module.ts': importing('../projections/totals/totals.controller.js', './event-store/sqlite/store.js'),
  'projections/engine/read-model/projection.ts': importing('../../../src/history/event.js'),
  'projections/engine/database/database.ts': importing('../read-model/projection.js'),
  'projections/engine/database/sqlite/sqlite-database.ts': importing('../database.js', 'node:sqlite'),
  'projections/engine/database/open-database.ts': importing('./sqlite/sqlite-database.js'),
  'projections/engine/running/engine.ts': importing(
    '../read-model/projection.js',
    '../database/database.js',
    '../../../src/event-store/event-store.js',
    'node:timers',
  ),
  'projections/engine/operations/operations.ts': importing('../running/engine.js'),
  'projections/engine/engine.module.ts': importing('./operations/operations.js', '@nestjs/common'),
  'projections/totals/totals.tables.ts': importing('../engine/read-model/projection.js', './contributions.js'),
  'projections/totals/contributions.ts': importing(
    '../../src/meetings/meeting.events.js',
    '../../src/suggestions/handling-status.js',
  ),
  'projections/totals/totals.controller.ts': importing(
    './totals.tables.js',
    '../../src/http/problem.js',
    '@nestjs/common',
  ),
  'projections/asking/question.ts': importing('../engine/read-model/projection.js', '@nestjs/common'),
  'projections/read-models/rounds/get-round.ts': importing('../../asking/question.js'),
  'projections/reports/sheets/get-sheet.ts': importing('../../read-models/rounds/get-round.js'),
  'test/whole.spec.ts': importing('../src/app.module.js', './city.js'),
  'test/city.ts': importing('../src/history/event.js'),
};

/** For each rule, a file that breaks it in the sound house. */
const BREACHES: readonly { readonly rule: string; readonly file: string; readonly imports: string }[] = [
  { rule: 'no-cycles', file: 'src/recording/recorder.ts', imports: '../rounds/open-round.js' },
  { rule: 'domain-knows-the-domain', file: 'src/meetings/meeting.ts', imports: '../recording/recorder.js' },
  {
    rule: 'domain-knows-the-domain',
    file: 'projections/totals/contributions.ts',
    imports: '../../src/http/problem.js',
  },
  { rule: 'domain-without-packages', file: 'src/meetings/meeting.events.ts', imports: '@nestjs/common' },
  { rule: 'domain-without-packages', file: 'projections/totals/contributions.ts', imports: '@nestjs/common' },
  { rule: 'domain-without-node', file: 'src/history/event.ts', imports: 'node:fs' },
  { rule: 'domain-without-node', file: 'src/rounds/round.ts', imports: 'node:crypto' },
  { rule: 'aggregates-meet-in-the-domain', file: 'src/meetings/hold-meeting.ts', imports: '../rounds/open-round.js' },
  {
    rule: 'read-side-knows-events',
    file: 'projections/totals/totals.controller.ts',
    imports: '../../src/meetings/meeting.js',
  },
  {
    rule: 'read-side-knows-events',
    file: 'projections/engine/running/a.ts',
    imports: '../../../src/recording/recorder.js',
  },
  {
    rule: 'write-side-ignores-read-side',
    file: 'src/meetings/a.ts',
    imports: '../../projections/totals/totals.tables.js',
  },
  { rule: 'adapters-behind-the-port', file: 'src/meetings/a.ts', imports: '../event-store/sqlite/store.js' },
  {
    rule: 'engine-rooms-one-way',
    file: 'projections/engine/running/engine.ts',
    imports: '../operations/operations.js',
  },
  { rule: 'engine-rooms-one-way', file: 'projections/engine/database/a.ts', imports: '../running/engine.js' },
  { rule: 'engine-rooms-one-way', file: 'projections/engine/running/a.ts', imports: '../engine.module.js' },
  { rule: 'read-side-one-way', file: 'projections/engine/running/a.ts', imports: '../../asking/question.js' },
  { rule: 'read-side-one-way', file: 'projections/asking/a.ts', imports: '../read-models/rounds/get-round.js' },
  { rule: 'read-side-one-way', file: 'projections/read-models/a.ts', imports: '../reports/sheets/get-sheet.js' },
  { rule: 'engine-has-one-door', file: 'projections/engine/a.ts', imports: './running/engine.js' },
  {
    rule: 'databases-behind-the-port',
    file: 'projections/engine/running/a.ts',
    imports: '../database/sqlite/sqlite-database.js',
  },
  { rule: 'nothing-imports-tests', file: 'src/http/problem.ts', imports: '../../test/city.js' },
  { rule: 'tests-import-no-specs', file: 'test/a.spec.ts', imports: '../src/meetings/meeting.spec.js' },
  { rule: 'runs-without-dev-dependencies', file: 'src/http/problem.ts', imports: 'fast-check' },
  { rule: 'packages-are-declared', file: 'src/http/problem.ts', imports: 'left-behind' },
  { rule: 'imports-resolve', file: 'src/http/problem.ts', imports: './nowhere.js' },
];

describe('the rules of the architecture', () => {
  let house: string;
  let sound: Cruised;
  let broken: Cruised;

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'house-'));
    await build(SOUND);
    sound = await cruise();
    // All breaches at once: a cruise takes most of a second.
    const files = new Map<string, string>(Object.entries(SOUND));
    for (const { file, imports } of BREACHES) files.set(file, `${files.get(file) ?? ''}\n${importing(imports)}`);
    await build(Object.fromEntries(files));
    broken = await cruise();
  });
  afterAll(() => rm(house, { recursive: true }));

  it('find nothing in a house that keeps them', () => {
    expect(sound.summary.violations).toEqual([]);
  });

  it.each(BREACHES)('$rule is broken where $file imports $imports', ({ rule, file, imports }) => {
    const found = broken.summary.violations.filter((violation) => violation.rule.name === rule);
    expect(found.map(({ from, to }) => `${from} -> ${to}`)).toContain(`${file} -> ${target(file, imports)}`);
  });

  it('are each broken by one of these', () => {
    const names = sound.summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(new Set(BREACHES.map(({ rule }) => rule))).toEqual(new Set(names));
  });

  async function build(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(house, name)), { recursive: true });
      await writeFile(join(house, name), text);
    }
  }

  async function cruise(): Promise<Cruised> {
    const json = ['--output-type', 'json', '--config', RULES];
    const { stdout } = await run(process.execPath, [CRUISER, ...json, 'src', 'projections', 'test'], { cwd: house });
    return JSON.parse(stdout) as Cruised;
  }
});

describe('the purity of the domain', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'performance.now()',
    'Math.random()',
    'crypto.randomUUID()',
    'process.env.CITY',
    "fetch('http://localhost')",
  ])('does not allow %s', async (code) => {
    expect(await refused('src/history/days.ts', code)).toBe(true);
  });

  it.each(["new Date('2020-08-01')", 'Date.UTC(2020, 7)', 'Math.max(1, 2)'])('allows %s', async (code) => {
    expect(await refused('src/history/days.ts', code)).toBe(false);
  });

  it('is not asked of what carries it out', async () => {
    expect(await refused('src/recording/recorder.ts', 'new Date()')).toBe(false);
  });

  async function refused(file: string, code: string): Promise<boolean> {
    const config = (await new ESLint().calculateConfigForFile(file)) as { rules: Linter.RulesRecord };
    const rule = config.rules['no-restricted-syntax'] ?? 'off';
    const languageOptions = { parser: tseslint.parser as Linter.Parser };
    return new Linter().verify(code, [{ languageOptions, rules: { 'no-restricted-syntax': rule } }]).length > 0;
  }
});

function installed(name: string): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    [`node_modules/${name}/index.js`]: 'module.exports = {};',
  };
}

/** What the cruiser calls the file that is imported. */
function target(file: string, imported: string): string {
  if (imported.startsWith('node:')) return imported.slice('node:'.length);
  if (!imported.startsWith('.')) return `node_modules/${imported}/index.js`;
  const path = join(dirname(file), imported.replace(/[.]js$/, '.ts'));
  return path in SOUND ? path : imported;
}

function importing(...from: readonly string[]): string {
  return [...from.map((name, index) => `import * as a${String(index)} from '${name}';`), 'export {};'].join('\n');
}
