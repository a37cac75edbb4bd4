/** How the engine works; what is not given has these values. */
export interface EngineSettings {
  /** Names this process in the lease. */
  readonly holder: string;
  /** How long a holder that says nothing keeps the lease, in milliseconds. */
  readonly leaseMs: number;
  /** The most events fetched at a time. More than are folded at a time, so that the next are at hand and looked up meanwhile. */
  readonly page: number;
  /** The most events in one transaction. */
  readonly batch: number;
  /** How long one step beside a live read model may take, in milliseconds. */
  readonly besideMs: number;
  /** Says what happens, for the log. */
  readonly report: Report;
  /** Says what somebody has to look after. */
  readonly warn: Report;
}

export type Report = (message: string, details?: Readonly<Record<string, unknown>>) => void;

export function engineSettings(given: Partial<EngineSettings> = {}): EngineSettings {
  return {
    holder: `process ${String(process.pid)}`,
    leaseMs: 5_000,
    page: 1_000,
    batch: 4_000,
    besideMs: 40,
    report: () => undefined,
    warn: given.report ?? (() => undefined),
    ...given,
  };
}
