import { Failure } from '../failure.js';
import { checkNode } from './node-version.js';
import { settingsFrom } from './settings.js';

function refusal(env: Record<string, string>): string {
  try {
    settingsFrom(env);
    return '';
  } catch (error) {
    if (error instanceof Failure && error.exitCode === 78) return error.message;
    throw error;
  }
}

describe('the settings', () => {
  it('need no environment at all', () => {
    expect(settingsFrom({})).toEqual({
      host: '127.0.0.1',
      allowedHosts: ['127.0.0.1'],
      port: 3000,
      dataDir: `${process.cwd()}/data`,
      eventStore: { dataDir: `${process.cwd()}/data` },
      databaseUrl: undefined,
      logLevel: 'info',
      role: 'all',
      access: 'open',
      cityCode: '41280',
      operator: { id: 'clerk', role: 'clerk', verified: false },
      readWaitMs: 2_000,
      shutdownMs: 10_000,
    });
  });

  it('come from the environment', () => {
    const settings = settingsFrom({
      HOST: '::1',
      PORT: ' 8080 ',
      DATA_DIR: '/var/lib/ledger',
      EVENTSTORE_URL: 'esdb+discover://user:pass@a:2113,b:2113?tls=true',
      DATABASE_URL: 'postgresql://user@db/ledger',
      ROLE: 'projector',
      OPERATOR_ID: '김00',
      CITY_CODE: '11110',
    });
    expect(settings).toMatchObject({ host: '::1', port: 8080, dataDir: '/var/lib/ledger', role: 'projector' });
    expect(settings.eventStore.url).toBe('esdb+discover://user:pass@a:2113,b:2113?tls=true');
    expect(settings.databaseUrl).toBe('postgresql://user@db/ledger');
    expect(settings.operator.id).toBe('김00');
    expect(settings.cityCode).toBe('11110');
  });

  it('take an empty variable for one that is not set', () => {
    expect(settingsFrom({ PORT: '', EVENTSTORE_URL: '  ', HOST: '' })).toEqual(settingsFrom({}));
  });

  it.each([
    ['PORT', 'abc', '0 to 65535'],
    ['PORT', '65536', '0 to 65535'],
    ['PORT', '-1', '0 to 65535'],
    ['PORT', '0x50', '0 to 65535'],
    ['PORT', '3000.5', '0 to 65535'],
    ['HOST', 'http://localhost', '127.0.0.1'],
    ['ROLE', 'projecter', 'all, api, projector'],
    ['LOG_LEVEL', 'loud', 'trace, debug, info'],
    ['CITY_CODE', '4128', 'five digits'],
    ['OPERATOR_ID', 'a b', 'letters, digits'],
    ['OPERATOR_ID', '010-1234-5678', 'no phone number'],
    ['OPERATOR_ID', 'hong@example.com', 'no e-mail address'],
    ['OPERATOR_ROLE', 'Clerk', 'lower-case'],
    ['READ_WAIT_MS', '2s', 'milliseconds'],
    ['SHUTDOWN_MS', '600001', 'milliseconds'],
  ])('with %s=%s are refused in a sentence that names it, its value and what to set', (name, value, what) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`variable ${name} is "${value}"; set it to`);
    expect(message).toContain(what);
    expect(message.split('\n')).toHaveLength(1);
  });

  it.each(['EVENTSTORE_URL', 'DATABASE_URL'])('never repeat a wrong %s, which may hold a password', (name) => {
    const message = refusal({ [name]: 'http://admin:changeit@host' });
    expect(message).toContain(name);
    expect(message).not.toContain('changeit');
  });

  it.each([
    ['DATABASE_URL', 'postgres://ledger:s3cr@t@db/ledger'],
    ['DATABASE_URL', 'postgres://ledger:12/s3cret@db/ledger'],
    ['DATABASE_URL', 'postgres://ledger:s3cret?@db/ledger'],
    ['DATABASE_URL', 'postgres://ledger:s3cret@db:543210/ledger'],
    ['DATABASE_URL', 'postgres://ledger:s3cret%@db/ledger'],
    ['DATABASE_URL', 'postgres://ledger:s3cret@[db/ledger'],
    ['DATABASE_URL', 'ledger:s3cret@db'],
    ['EVENTSTORE_URL', 'esdb://ledger:s3cr@t@db:2113?tls=false'],
    ['EVENTSTORE_URL', 'esdb://ledger:12/s3cret@db:2113'],
    ['EVENTSTORE_URL', 'esdb://ledger:s3cret#@db:2113'],
    ['EVENTSTORE_URL', 'esdb+discover://ledger:s3cret%zz@db:2113'],
  ])(
    'refuse %s=%s, of which a part of the password would be taken for the host, and show none of it',
    (name, value) => {
      const message = refusal({ [name]: value });
      expect(message).toContain(`variable ${name} is not what it must be (its value is not shown); set it to`);
      expect(message).not.toMatch(/s3cr|t@db/);
    },
  );

  it.each(['postgres://ledger:s3cr%40t@db/ledger', 'postgres://db', 'postgresql:///ledger?host=/var/run/postgresql'])(
    'take %s',
    (url) => {
      expect(settingsFrom({ DATABASE_URL: url }).databaseUrl).toBe(url);
    },
  );

  it.each([
    ['EVENSTORE_URL', 'EVENTSTORE_URL'],
    ['EVENTSTORE_PASWORD', 'EVENTSTORE_PASSWORD'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATADIR', 'DATA_DIR'],
    ['city_code', 'CITY_CODE'],
    ['OPERATOR_IDS', 'OPERATOR_ID'],
  ])('refuse %s, and name %s, which is meant', (name, meant) => {
    expect(refusal({ [name]: 'x' })).toBe(
      `The environment variable ${name} is not known; if ${meant} is meant, call it that, else unset it.`,
    );
  });

  it('leave alone what others read', () => {
    const others = {
      PATH: '/bin',
      HOSTNAME: 'a',
      PORTS: '1',
      LOGNAME: 'kim',
      LANG: 'ko',
      DATABASE: 'x',
      npm_config_user_agent: 'x',
    };
    expect(settingsFrom({ ...others, EVENTSTORE_ADMIN_PASSWORD: 'x', DATABSE_URL: '' })).toEqual(settingsFrom({}));
  });

  it('say everything that is wrong at once', () => {
    expect(refusal({ PORT: 'x', ROLE: 'y', DATABASE_URL: 'z' }).split('\n')).toHaveLength(3);
  });
});

describe('the check of Node.js', () => {
  it('lets 24 and later pass, and says of an earlier one what to do', () => {
    expect(() => {
      checkNode('24.0.0');
    }).not.toThrow();
    expect(() => {
      checkNode('100.1.0');
    }).not.toThrow();
    expect(() => {
      checkNode('22.99.0');
    }).toThrow(/22\.99\.0 is too old.*npm start/);
  });
});
