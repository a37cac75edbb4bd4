import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const FLAGS = ['--import', './test/typescript.mjs', '--disable-warning=ExperimentalWarning', 'test/bench/run.ts'];
const bench = async (...args: string[]) => (await promisify(execFile)(process.execPath, [...FLAGS, ...args])).stdout;

describe('npm run bench', () => {
  it('lists what there is', async () => {
    expect(await bench()).toMatch(/^event-store {2}/m);
  });

  it('tells each figure as a line of JSON, beside its bare reference', async () => {
    const lines = (await bench('event-store', '--engine', 'sqlite', '--events', '300', '--json')).trim().split('\n');
    const figures = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const keys = ['benchmark', 'engine', 'events', 'figure', 'ratio', 'reference', 'rssMb', 'unit', 'value'];
    for (const figure of figures) expect(Object.keys(figure).sort()).toEqual(keys);
    expect(figures.map(({ figure }) => figure)).toContain('appends, 64 at once');
  }, 60_000);

  it('refuses a name that it does not know', async () => {
    await expect(bench('nonsense')).rejects.toMatchObject({ code: 64 });
  });
});
