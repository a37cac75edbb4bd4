import { Controller, Get } from '@nestjs/common';
import { AccessModule } from '../../src/access/access.module.js';
import { start } from '../http/app-under-test.js';

@Controller('v2/somewhere')
class Stray {
  @Get()
  here(): string {
    return 'whoever comes';
  }
}

@Controller('v1/somewhere')
class Known {
  @Get()
  here(): object {
    return { open: true };
  }
}

it('a server with a route of which nobody has said who may use it does not start', async () => {
  const access = [{ module: AccessModule }];
  await expect(start([Stray], [], {}, access)).rejects.toThrow(/who may GET \/v2\/somewhere/);
  const app = await start([Known], [], {}, access);
  expect(await (await app.fetch('/v1/somewhere')).json()).toEqual({ open: true });
  await app.close();
});
