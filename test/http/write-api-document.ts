import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppModule } from '../../src/app.module.js';
import { settingsFrom } from '../../src/config/settings.js';
import { apiDocument } from '../../src/http/api-docs.js';
import { createApp } from '../../src/http/create-app.js';
import { openLog } from '../../src/logging/log.js';
import { version } from '../../src/version.js';

/** Writes the API's document to the file that is named, without listening: `npm run api-document`. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the file that the document is to be written to');

const dataDir = mkdtempSync(join(tmpdir(), 'ledger-api-'));
const app = await createApp(AppModule.with(settingsFrom({ DATA_DIR: dataDir })), openLog('silent'));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(apiDocument(app, version), null, 2));
await app.close();
rmSync(dataDir, { recursive: true, force: true });
