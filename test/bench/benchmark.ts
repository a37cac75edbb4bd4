/** What a benchmark found: a rate or a time, beside its bare reference from the same run. */
export interface Figure {
  readonly figure: string;
  readonly engine: string;
  /** How many events it was measured over. */
  readonly events: number;
  readonly value: number;
  readonly unit: string;
  /** The same work without the program: the bare client, the bare database. Null where there is none. */
  readonly reference: number | null;
  /** Memory resident at most in the process that was measured; the benchmark's own unless said. */
  readonly rssMb?: number;
}

export interface BenchmarkOptions {
  readonly events?: number;
  readonly engine?: string;
}

export interface Benchmark {
  readonly name: string;
  readonly description: string;
  run(options: BenchmarkOptions, tell: (figure: Figure) => void): Promise<void>;
}

/** How many a second, over work that answers how many it did. */
export async function perSecond(work: () => Promise<number> | number): Promise<number> {
  const began = performance.now();
  const done = await work();
  return (done * 1_000) / (performance.now() - began);
}

/** Runs the two by turns and answers the better of each, so that a busy moment of the machine hits neither alone. */
export async function besideEachOther(
  rounds: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ readonly value: number; readonly reference: number }> {
  const [values, references]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    references.push(await reference());
    values.push(await ours());
  }
  return { value: Math.max(...values), reference: Math.max(...references) };
}
