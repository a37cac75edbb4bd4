import { CommandBus } from '@nestjs/cqrs';
import { exampleInput } from '../../src/example/example-input.js';
import { loadExample } from '../../src/example/load-example.js';
import { AppModule } from '../../src/app.module.js';
import { settingsFrom } from '../../src/config/settings.js';
import { createApp } from '../../src/http/create-app.js';
import { openLog } from '../../src/logging/log.js';
import { DataDirs } from '../example/ledger-on.js';

describe('an application on the log of a city', () => {
  const dirs = new DataDirs();
  afterAll(() => dirs.removeAll());

  const started = async (dataDir: string, cityCode: string) => {
    const settings = settingsFrom({ DATA_DIR: dataDir, CITY_CODE: cityCode });
    const app = await createApp(AppModule.with(settings), openLog('silent'));
    try {
      await app.init();
      return app;
    } catch (error) {
      await app.close();
      throw error;
    }
  };

  it('does not start under the code of another one, and does under its own', async () => {
    const dataDir = dirs.make();
    const app = await started(dataDir, '41280');
    await loadExample(app.get(CommandBus), exampleInput);
    await app.close();
    await expect(started(dataDir, '11110')).rejects.toMatchObject({
      message: 'The event log is of the city 41280, and CITY_CODE is 11110: set it to 41280, or name another log.',
      exitCode: 78,
    });
    await (await started(dataDir, '41280')).close();
  });

  it('knows whose log it is by its departments or its rules alone', async () => {
    const dataDir = dirs.make();
    const app = await started(dataDir, '41280');
    const office = {
      code: 'parks',
      name: '공원과',
      level: 'division',
      parent: null,
      validFrom: '2022-01-03',
      source: null,
    };
    const { statusCode } = await app.inject({ method: 'POST', url: '/v1/departments', payload: office });
    expect(statusCode).toBe(201);
    await app.close();
    await expect(started(dataDir, '11110')).rejects.toMatchObject({ exitCode: 78 });
  });
});
