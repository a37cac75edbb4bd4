import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../../src/access/accounts.js';
import { hashOf } from '../../src/access/passwords.js';
import { permissionOf, PERMISSIONS, ROLES, type AccountRole } from '../../src/access/roles.js';
import { run } from '../../src/cli/program.js';
import { CityHall, DONGS, liveRound } from '../journeys/city-hall.js';

const DAY_MS = 86_400_000;
const PASSWORD = '소통실-2022-여름';

describe('with accounts', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-access-'));
  let hall: CityHall;
  let accounts: Accounts;
  let today = new Date('2022-07-01T03:00:00Z');
  const tokens = new Map<AccountRole, string>();

  beforeAll(async () => {
    const open = await CityHall.open('2022-07-01', { DATA_DIR: dataDir });
    await open.ready();
    await open.loadExample();
    await open.done('/v1/rounds', liveRound);
    await open.close();
    accounts = new Accounts(dataDir, () => today);
    for (const role of ROLES) {
      accounts.add({ id: `the-${role}`, name: `${role} of the test`, role, department: 'parks', position: '주무관' });
      tokens.set(role, accounts.makeToken(`the-${role}`, 'test', 'token', DAY_MS));
    }
    accounts.setPassword('the-clerk', await hashOf(PASSWORD));
    hall = await CityHall.open('2022-07-01', { DATA_DIR: dataDir, ACCESS: 'accounts' });
    while ((await as('clerk', '/v1/rounds')).status !== 200);
  }, 60_000);
  afterAll(async () => {
    accounts.close();
    await hall.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const bearer = (role: AccountRole) => ({ Authorization: `Bearer ${tokens.get(role)!}` });
  const as = (role: AccountRole | null, path: string, init: RequestInit = {}) =>
    hall.fetch(path, { ...init, headers: { ...(init.headers as object), ...(role && bearer(role)) } });
  const post = (role: AccountRole | null, path: string, body: object) =>
    as(role, path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
  const made = async (role: AccountRole, path: string, body: object) => {
    const response = await post(role, path, body);
    const told = (await response.json()) as { id: string; type?: string };
    return { status: response.status, ...told };
  };
  const receipt = { round: liveRound.code, dong: DONGS.jugyo, channel: 'pre-submitted', raisedOn: '2022-04-12' };

  it('every route lets through exactly the roles that its permission names, and nobody without signing in', async () => {
    const api = (await (await hall.fetch('/openapi.json')).json()) as { paths: Record<string, Record<string, object>> };
    let walked = 0;
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
        const takes = permissionOf(method, path.replaceAll(/\{(\w+)\}/g, ':$1'));
        expect({ method, path, takes: takes !== undefined }).toEqual({ method, path, takes: true });
        if (takes === 'anybody' || takes === undefined) continue;
        const address = path.replaceAll(/\{\w+\}/g, '018f4e6e-0000-7000-8000-000000000001');
        const body = method === 'POST' ? { body: '{}', headers: { 'Content-Type': 'application/json' } } : {};
        for (const role of [null, ...ROLES]) {
          const { status } = await as(role, address, { method, ...body });
          const may = role !== null && (PERMISSIONS[takes] as readonly string[]).includes(role);
          const told = status === 401 || status === 403 ? status : 'let through';
          expect({ method, path, role, told }).toEqual({
            method,
            path,
            role,
            told: role === null ? 401 : may ? 'let through' : 403,
          });
          walked++;
        }
      }
    }
    expect(walked).toBeGreaterThan(400);
  }, 60_000);

  it('who recorded something is who signed in, verified, by id and never by name; nobody writes another’s as their own', async () => {
    const { id } = await made('clerk', '/v1/suggestions', { ...receipt, text: '그늘막' });
    const { entries } = (await (await as('auditor', `/v1/suggestions/${id}/history`)).json()) as {
      entries: { metadata: { recordedBy: object } }[];
    };
    expect(entries[0]!.metadata.recordedBy).toEqual({
      id: 'the-clerk',
      role: 'clerk',
      department: 'parks',
      position: '주무관',
      verified: true,
    });
    expect(JSON.stringify(await hall.log())).not.toContain('of the test');
  });

  it('health says who may do what', async () => {
    const said = await hall.fetch('/health/ready', { headers: { 'Accept-Language': 'en' } });
    expect(await said.json()).toMatchObject({ parts: { access: { status: 'up', detail: 'For those who sign in.' } } });
    const open = await CityHall.open('2022-07-01');
    await open.ready();
    const { parts } = (await (await open.fetch('/health/ready', { headers: { 'Accept-Language': 'ko' } })).json()) as {
      parts: { access: { detail: string } };
    };
    expect(parts.access.detail).toContain('무엇이든 할 수 있고');
    await open.close();
  });

  it('a handler handles what their own department has, and no more', async () => {
    const { id } = await made('clerk', '/v1/suggestions', { ...receipt, text: '의자' });
    const assign = (department: string) =>
      made('clerk', `/v1/suggestions/${id}/assignment`, { department, assignedOn: '2022-04-13', supporting: [] });
    await assign('roads');
    const review = () => made('handler', `/v1/suggestions/${id}/review`, { startedOn: '2022-04-20' });
    const parts = [{ text: '의자' }, { text: '그늘막' }];
    const refused = [
      await review(),
      await made('handler', `/v1/suggestions/${id}/split`, { splitOn: '2022-04-20', parts }),
      await made('handler', `/v1/suggestions/${id}/deadline`, {}),
    ];
    for (const one of refused) expect(one).toMatchObject({ status: 422, type: 'of-another-department' });
    await made('clerk', `/v1/suggestions/${id}/assignment`, { department: 'parks', assignedOn: '2022-04-15' });
    expect((await review()).status).toBe(200);
  });

  it('a token ends when it is revoked, runs out, or its account is disabled: at once', async () => {
    accounts.add({ id: 'gone', name: 'gone', role: 'viewer', department: null, position: null });
    const [revoked, short, last] = ['a', 'b', 'c'].map((label) =>
      accounts.makeToken('gone', label, 'token', DAY_MS),
    ) as [string, string, string];
    const status = async (secret: string) =>
      (await hall.fetch('/v1/rounds', { headers: { Authorization: `Bearer ${secret}` } })).status;
    expect([await status(revoked), await status(short), await status(last)]).toEqual([200, 200, 200]);
    accounts.revoke(revoked.slice(0, 15));
    expect([await status(revoked), await status(last)]).toEqual([401, 200]);
    hall.itIs('2022-07-03');
    expect(await status(short)).toBe(401);
    hall.itIs('2022-07-01');
    expect(await status(last)).toBe(200);
    accounts.setDisabled('gone', true);
    expect(await status(last)).toBe(401);
    today = new Date('2022-07-01T03:00:00Z');
  });

  it('people sign in with a password on a page, stay in by a cookie, and sign out at once', async () => {
    const first = await hall.fetch('/suggestions?status=pending', { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([
      303,
      `/sign-in?to=${encodeURIComponent('/suggestions?status=pending')}`,
    ]);
    const send = (path: string, said: Record<string, string>, headers: Record<string, string> = {}) =>
      hall.fetch(path, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(said).toString(),
      });
    const wrong = await send('/sign-in', { account: 'the-clerk', password: 'guess', to: '/tables' });
    expect([wrong.status, await wrong.text()]).toEqual([401, expect.stringContaining('value="/tables"')]);
    const right = await send('/sign-in', { account: 'the-clerk', password: PASSWORD, to: '/tables' });
    expect([right.status, right.headers.get('location')]).toEqual([303, '/tables']);
    const set = right.headers.get('set-cookie')!;
    expect(set).toMatch(/HttpOnly; SameSite=Lax/);
    const Cookie = set.split(';')[0]!;
    const page = await hall.fetch('/', { headers: { Cookie } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('the-clerk')]);
    expect((await hall.fetch('/entries', { headers: { Cookie } })).status).toBe(403);
    await send('/sign-out', {}, { Cookie });
    expect((await hall.fetch('/v1/rounds', { headers: { Cookie } })).status).toBe(401);
  });

  it('signing in is slowed after failures, of an account that is not there too', async () => {
    const tried = async (account: string, password: string) =>
      (await post(null, '/v1/session', { account, password })).status;
    for (let n = 0; n < 5; n++) expect(await tried('nobody', 'guess')).toBe(401);
    expect(await tried('nobody', 'guess')).toBe(429);
    expect(await tried('the-clerk', PASSWORD)).toBe(200);
  });

  it('nothing that lets in is stored or told in the clear', async () => {
    const stored = readdirSync(dataDir)
      .filter((name) => name.startsWith('access.sqlite'))
      .map((name) => readFileSync(join(dataDir, name)).toString('latin1'))
      .join();
    for (const secret of tokens.values()) expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(PASSWORD).toString('latin1'));
    expect(accounts.tokens().every(({ id }) => id.length === 15)).toBe(true);
  });

  it('accounts and tokens are kept by the command line, and come with a back-up', async () => {
    const out = { text: '', write: (text: string) => ((out.text += text), true) };
    const ledger = async (...args: string[]) => {
      out.text = '';
      const code = await run(args, { env: { DATA_DIR: dataDir }, out: out as never, err: out as never });
      return { code, text: out.text };
    };
    expect(
      await ledger('accounts', 'add', 'kim.mj', '--role', 'handler', '--department', 'parks', '--name', '예시'),
    ).toMatchObject({ code: 0 });
    expect((await ledger('accounts', 'list')).text).toContain('kim.mj  handler  예시  (parks)');
    const token = /ledger_[\w-]{43}/.exec((await ledger('tokens', 'make', 'kim.mj', '--label', '연계')).text)![0];
    expect((await hall.fetch('/v1/rounds', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
    expect((await ledger('tokens', 'list')).text).not.toContain(token);
    await expect(ledger('accounts', 'add', 'kim.mj')).rejects.toThrow('is there already');
    await expect(ledger('accounts', 'add', '김')).rejects.toThrow('no account id');
    await expect(ledger('accounts', 'add', 'lee', '--role', 'handler')).rejects.toThrow('--department');
    const directory = mkdtempSync(join(tmpdir(), 'ledger-access-copy-'));
    expect(Accounts.backUp(dataDir, directory)).toBe(true);
    const copy = new Accounts(directory, () => today);
    expect(copy.account('kim.mj')).toMatchObject({ role: 'handler', department: 'parks' });
    copy.close();
    rmSync(directory, { recursive: true, force: true });
  });
});
