import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import type { RoundTotals } from '../../projections/reports/district-totals/round-totals.queries.js';
import type { SheetDocument } from '../../projections/reports/sheets/sheet-document.js';
import type { HistoryEntry, HistoryPage } from '../../src/amending/entry-history.js';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/config/clock.js';
import { settingsFrom } from '../../src/config/settings.js';
import { EventStore, type Position } from '../../src/event-store/event-store.js';
import { exampleInput } from '../../src/example/example-input.js';
import type { Recorded } from '../../src/history/event.js';
import { loadExample } from '../../src/example/load-example.js';
import { createApp } from '../../src/http/create-app.js';
import type { Address, UseCase } from '../../src/http/use-case.js';
import { openLog } from '../../src/logging/log.js';
import { v4 as uuidv4 } from 'uuid';
import { readToEnd, sampleEvent } from '../event-store/sample-events.js';

/** What a command answers, or the problem it was refused with. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly commandId: string;
    readonly id: string;
    readonly revision: number;
    readonly position: string | null;
    readonly outcomes?: readonly { readonly status: number; readonly position?: string }[];
    readonly type?: string;
    readonly detail?: string;
    readonly errors?: readonly { readonly field: string; readonly problem: string }[];
    readonly entry?: { readonly id: string; readonly type: string };
  };
}

type Headed = Readonly<Record<string, string>>;

/** The whole application on a port and data of its own, its clock set by the test; spoken to by HTTP alone. */
export class CityHall {
  /** Of the last command that changed something: queries of this clerk have seen it. */
  private seen: string | null = null;
  private instant = 0;

  private constructor(
    private readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly dataDir: string,
  ) {
    // Each look at the clock is a second later, so that instants tell events apart.
    Object.assign(app.get(Clock), { now: () => new Date((this.instant += 1_000)) });
  }

  static async open(today: string, env: Headed = {}, { reacting = true } = {}): Promise<CityHall> {
    const dataDir = mkdtempSync(join(tmpdir(), 'ledger-journey-'));
    const app = await createApp(
      AppModule.with(settingsFrom({ DATA_DIR: dataDir, ...env }), { reacting }),
      openLog('silent'),
    );
    await app.listen(0, '127.0.0.1');
    const hall = new CityHall(app, await app.getUrl(), dataDir);
    hall.itIs(today);
    // With what it has beside it, it is ready at once; what is elsewhere a test may keep away.
    if (Object.keys(env).length === 0) await hall.ready();
    return hall;
  }

  /** Resolves once queries are answered. */
  async ready(): Promise<void> {
    const deadline = performance.now() + 20_000;
    while ((await this.fetch('/v1/rounds')).status !== 200) {
      if (performance.now() > deadline) throw new Error('no query is answered');
    }
  }

  /** From now on it is this day in Seoul, at nine in the morning unless said. */
  itIs(day: string, time = '09:00'): void {
    this.instant = Date.parse(`${day}T${time}:00+09:00`);
  }

  async loadExample(): Promise<void> {
    this.seen = (await loadExample(this.app.get(CommandBus), exampleInput)).position;
  }

  async post(path: string, body: unknown, headers: Headed = {}): Promise<Told> {
    return this.send(path, JSON.stringify(body), headers);
  }

  async send(path: string, body: string, headers: Headed = {}): Promise<Told> {
    const all = { 'Accept-Language': 'en', 'Content-Type': 'application/json', ...headers };
    const response = await fetch(this.url + path, { method: 'POST', headers: all, body });
    const told = { status: response.status, headers: response.headers, body: (await response.json()) as Told['body'] };
    // Positions are text of one width, whose order is the log's.
    for (const { position } of [told.body, ...(told.body.outcomes ?? [])]) {
      if (told.status < 300 && (position ?? '') > (this.seen ?? '')) this.seen = position ?? null;
    }
    return told;
  }

  /** Has a command done without HTTP, which a test that does thousands has no time for; answers the id of its stream. */
  async given(useCase: UseCase, address: Address, body: object): Promise<string> {
    const commandId = uuidv4();
    const identity = { commandId, correlationId: commandId, causationId: commandId };
    const { stream, position } = await this.app.get(CommandBus).execute(useCase.commandOf(address, body, identity));
    if ((position ?? '') > (this.seen ?? '')) this.seen = position;
    return stream.slice(stream.indexOf('-') + 1);
  }

  /** Sends a command that must be done, and answers the id of what it is about. */
  async done(path: string, body: unknown, headers: Headed = {}): Promise<string> {
    const told = await this.post(path, body, headers);
    if (told.status >= 300) throw new Error(`${path}: ${JSON.stringify(told.body)}`);
    return told.body.id;
  }

  /** Puts an event into the log that no command decided, as a restored or foreign log may hold. */
  async recordedAsIs(stream: string, type: string, data: object): Promise<void> {
    const sample = sampleEvent(0, { data });
    const metadata = { ...sample.metadata, recordedAt: new Date(this.instant).toISOString() };
    const event = { ...sample, type, metadata };
    this.seen = (await this.app.get(EventStore).append(stream, 'no-stream', [event])).position;
  }

  /** Puts events into the log as they were stored elsewhere. */
  async replay(events: readonly Omit<Recorded, 'position'>[]): Promise<void> {
    for (const { stream, revision, ...event } of events) {
      const expected = revision === 0 ? 'no-stream' : revision - 1;
      this.seen = (await this.app.get(EventStore).append(stream, expected, [event])).position;
    }
  }

  /** All that was recorded, or what was after a position. */
  log(after?: Position): Promise<readonly Recorded[]> {
    return readToEnd(this.app.get(EventStore), after, 1_000);
  }

  /** Resolves once the log holds so many events; queries of this clerk have seen them. */
  async logReaches(count: number): Promise<void> {
    const deadline = performance.now() + 20_000;
    let log = await this.log();
    while (log.length < count) {
      if (performance.now() > deadline) throw new Error(`the log stays at ${String(log.length)} events`);
      // Reading a file alone would leave nobody else a turn.
      await setImmediate();
      log = await this.log();
    }
    this.seen = log.at(-1)!.position;
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.url + path, { ...init, headers: inEnglish(init?.headers) });
  }

  /** Asks once all that this clerk has sent is to be seen. */
  asked(path: string, headers: Headed = {}): Promise<Response> {
    const after = this.seen === null ? '' : `${path.includes('?') ? '&' : '?'}after=${this.seen}`;
    return this.fetch(path + after, { headers });
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.asked(path);
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async totals(round: string, query = ''): Promise<RoundTotals> {
    const { rounds } = await this.get<DistrictTotals>(`/v1/district-totals?round=${round}${query}`);
    return rounds[0]!;
  }

  sheet(query = ''): Promise<SheetDocument> {
    return this.get(`/v1/sheets/2-2-4${query}`);
  }

  async history(collection: string, id: string): Promise<readonly HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const asked = `limit=500${cursor && `&cursor=${cursor}`}`;
      const page: HistoryPage = await this.get(`/v1/${collection}/${id}/history?${asked}`);
      entries.push(...page.entries);
      cursor = page.nextCursor;
    }
    return entries;
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Dongs of the example, by what the tests need of them. */
export const DONGS = {
  /** In 덕양구, there since before the records. */
  jugyo: '4128151000',
  /** In 덕양구, until 2022-01-02. */
  samsong: '4128157500',
  /** In 덕양구, since 2022-01-03. */
  samsong1: '4128157600',
  /** In 일산동구, there since before the records. */
  siksa: '4128551000',
} as const;

export const liveRound = {
  code: 'resident-autonomy-2022H1',
  counting: 'live',
  kind: {
    code: 'resident-autonomy',
    ko: '동 주민자치 소통 간담회',
    en: "neighbourhood residents' autonomy meeting",
  },
  participants: '각 동 주민자치위원 등',
  agenda: '동별 현안사항 및 민원 청취',
  meetingPeriod: { from: '2022-03', to: '2022-06' },
  suggestionPeriod: { from: '2022-03', to: '2022-05' },
  participationKind: 'briefing',
};

export const onSite = { channel: 'on-site', proposerKind: 'resident', text: '버스 정류장에 그늘막을 설치해 주세요' };
export const handedIn = { ...onSite, channel: 'pre-submitted', proposerKind: 'committee-member' };

/** Sentences are compared in English, unless a test asks for another language. */
function inEnglish(headers: RequestInit['headers']): Headers {
  const all = new Headers(headers);
  if (!all.has('Accept-Language')) all.set('Accept-Language', 'en');
  return all;
}
