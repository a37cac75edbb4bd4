import { connectionSettings, type EventStoreDbSettings } from './connection-settings.js';

describe('The settings of a connection to EventStoreDB', () => {
  const refusal = (settings: EventStoreDbSettings): string => {
    try {
      connectionSettings(settings);
    } catch (error) {
      return (error as Error).message;
    }
    return 'taken';
  };

  it.each([
    ['esdb://a:2113?tls=false', 'esdb://a:2113', { endpoint: { address: 'a', port: 2113 } }],
    ['kurrentdb://a?tls=false', 'esdb://a:2113', { endpoint: { address: 'a', port: 2113 } }],
    [
      'esdb://u:p%40@a:1,b:2',
      'esdb://a:1,b:2',
      {
        endpoints: [
          { address: 'a', port: 1 },
          { address: 'b', port: 2 },
        ],
      },
    ],
    ['esdb+discover://c:3', 'esdb+discover://c:3', { discover: { address: 'c', port: 3 } }],
  ])('takes %s apart, and names its place without credentials', (url, place, endpoints) => {
    const settings = connectionSettings({ url });
    expect(settings.place).toBe(place);
    expect(settings.endpoints).toMatchObject(endpoints);
  });

  it('takes user and password from the URL unless they are given apart', () => {
    expect(connectionSettings({ url: 'esdb://u:p%40@a' }).credentials).toEqual({ username: 'u', password: 'p@' });
    const apart = connectionSettings({ url: 'esdb://u:p@a', username: 'v', password: 'q:@/' });
    expect(apart.credentials).toEqual({ username: 'v', password: 'q:@/' });
    expect(connectionSettings({ url: 'esdb://a' }).credentials).toBeUndefined();
  });

  it('uses TLS unless the URL says otherwise', () => {
    expect(connectionSettings({ url: 'esdb://a' }).channel.insecure).toBe(false);
    expect(connectionSettings({ url: 'esdb://a?tls=false' }).channel.insecure).toBe(true);
  });

  it('limits an answer to five seconds unless told otherwise', () => {
    expect(connectionSettings({ url: 'esdb://a' }).timeoutMs).toBe(5_000);
    expect(connectionSettings({ url: 'esdb://a?defaultDeadline=700' }).timeoutMs).toBe(700);
    expect(connectionSettings({ url: 'esdb://a?defaultDeadline=700', timeoutMs: 900 }).timeoutMs).toBe(900);
  });

  it('names what is wrong, and never the password', () => {
    expect(refusal({ url: 'http://u:secret@a' })).toMatch(/^EVENTSTORE_URL is no connection string .* expected esdb:/);
    expect(refusal({ url: 'http://u:secret@a' })).not.toContain('secret');
    expect(refusal({ url: 'esdb://u:secret@a:port' })).not.toContain('secret');
    expect(refusal({ url: 'esdb://a', caFile: 'no/such.pem' })).toContain('no/such.pem');
    expect(refusal({ url: 'esdb://a', password: 'secret' })).toBe(
      'EVENTSTORE_PASSWORD is set without EVENTSTORE_USERNAME',
    );
    expect(refusal({ url: 'esdb://a', username: 'u' })).toBe('EVENTSTORE_USERNAME is set without EVENTSTORE_PASSWORD');
    expect(refusal({ url: 'esdb://a?userCertFile=x.pem' })).toContain('userKeyFile');
  });
});
