import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { aText } from '../history/value-checks.js';
import * as shown from '../http/shown.js';
import { Fits } from '../validation/fields.js';
import { cookieOf, sessionIn } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import { Accounts } from './accounts.js';

class Credentials {
  @ApiProperty({ example: 'kim.mj' })
  @Fits(aText(40))
  account!: string;

  @ApiProperty({ format: 'password' })
  @Fits(aText(200))
  password!: string;
}

const signedIn = shown.object({
  account: shown.orNull(shown.text(), { about: 'Null where nobody has signed in' }),
  role: shown.orNull(shown.text()),
  department: shown.orNull(shown.text()),
});
type SignedIn = shown.Of<typeof signedIn>;
const ANSWERED = { content: { 'application/json': { schema: shown.schemaOf(signedIn) } } };

/** Sessions of people. Programs have tokens. */
@ApiTags('access')
@Controller('v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly accounts: Accounts,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in; the session is a cookie' })
  @ApiOkResponse(ANSWERED)
  async begin(
    @Body() { account, password }: Credentials,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const { secret, holder } = await this.signIn.with(account, password, request.ip);
    void reply.header('Set-Cookie', cookieOf(secret, request));
    return { account: holder.id, role: holder.role, department: holder.department };
  }

  @Get()
  @ApiOperation({ operationId: 'whoAmI', summary: 'Who has signed in' })
  @ApiOkResponse(ANSWERED)
  who(@Req() { account }: FastifyRequest): SignedIn {
    return { account: account?.id ?? null, role: account?.role ?? null, department: account?.department ?? null };
  }

  @Delete()
  @HttpCode(200)
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out: the session ends at once' })
  @ApiOkResponse(ANSWERED)
  end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): SignedIn {
    const secret = sessionIn(request.headers.cookie);
    if (secret !== undefined) this.accounts.revokeSecret(secret);
    void reply.header('Set-Cookie', cookieOf('', request));
    return { account: null, role: null, department: null };
  }
}
