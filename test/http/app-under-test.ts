import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { settingsFrom } from '../../src/config/settings.js';
import { SettingsModule } from '../../src/config/settings.module.js';
import { HealthModule } from '../../src/health/health.module.js';
import { createApp } from '../../src/http/create-app.js';
import { openLog } from '../../src/logging/log.js';
import { RecordingModule } from '../../src/recording/recording.module.js';

class TestedModule {}

/** An application of the platform and a test's own parts, listening on a port of its own. */
export interface AppUnderTest {
  readonly url: string;
  /** The lines logged so far. */
  readonly lines: readonly LogLine[];
  /** What the application has under a token. */
  get<T>(token: abstract new (...args: never[]) => T): T;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export type LogLine = Readonly<Record<string, unknown>>;

export async function start(
  controllers: Type[],
  providers: Provider[] = [],
  env: Readonly<Record<string, string>> = {},
  modules: readonly DynamicModule[] = [],
): Promise<AppUnderTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-http-'));
  const lines: LogLine[] = [];
  const log = openLog('debug', { write: (line) => void lines.push(JSON.parse(line) as LogLine) });
  const settings = settingsFrom({ DATA_DIR: dataDir, ...env });
  const imports = [SettingsModule.with(settings), RecordingModule, ...modules, HealthModule];
  const app = await createApp({ module: TestedModule, imports, controllers, providers }, log);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    lines,
    get: (token) => app.get(token),
    fetch: (path, init) => fetch(url + path, { ...init, headers: inEnglish(init?.headers) }),
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'Accept-Language': 'en', 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    close: async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Sentences are compared in English, unless a test asks for another language. */
function inEnglish(headers: RequestInit['headers']): Headers {
  const all = new Headers(headers);
  if (!all.has('Accept-Language')) all.set('Accept-Language', 'en');
  return all;
}
