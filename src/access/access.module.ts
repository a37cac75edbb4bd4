import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Clock } from '../config/clock.js';
import { Settings } from '../config/settings.js';
import { AccessHealth } from './access.health.js';
import { AccessGuard } from './access.guard.js';
import { Accounts } from './accounts.js';
import { mustHavePermission } from './roles.js';
import { SessionController } from './session.controller.js';
import { SignIn } from './sign-in.js';

/** Who may do what. */
@Global()
@Module({
  controllers: [SessionController],
  providers: [
    {
      provide: Accounts,
      inject: [Settings, Clock],
      useFactory: ({ dataDir }: Settings, clock: Clock) => new Accounts(dataDir, () => clock.now()),
    },
    SignIn,
    AccessHealth,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Accounts, SignIn],
})
export class AccessModule implements OnApplicationShutdown {
  constructor(
    private readonly accounts: Accounts,
    host: HttpAdapterHost,
  ) {
    // What runs without HTTP has no routes.
    const server = (host as Partial<HttpAdapterHost>).httpAdapter?.getInstance<FastifyInstance>();
    server?.addHook('onRoute', ({ method, url }) => {
      mustHavePermission([method].flat(), url);
    });
  }

  onApplicationShutdown(): void {
    this.accounts.close();
  }
}
