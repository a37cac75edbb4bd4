import { appendFailure, isInvalidPosition, readFailure } from './answers.js';

/** What a real server and its client were seen to say, and what each means to the ledger. */
describe('A failure of EventStoreDB', () => {
  it.each<[string, object, string]>([
    [
      'the connection broke under it',
      { code: 14, type: 'unavailable', message: '14 UNAVAILABLE: read ECONNRESET' },
      'OutcomeUnknownError',
    ],
    [
      'the connection was dropped',
      { code: 14, type: 'unavailable', message: 'Connection dropped' },
      'OutcomeUnknownError',
    ],
    [
      'nobody is there',
      { code: 14, message: '14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED' },
      'UnavailableError',
    ],
    [
      'up and not ready, batch',
      { type: 'unknown', message: 'Could not recognize Server Is Not Ready' },
      'UnavailableError',
    ],
    [
      'up and not ready, unary',
      { code: 14, type: 'unavailable', message: '14 UNAVAILABLE: Server Is Not Ready' },
      'UnavailableError',
    ],
    ['no majority, batch', { type: 'deadline-exceeded', message: '' }, 'OutcomeUnknownError'],
    [
      'no majority, unary',
      { code: 10, type: 'timeout', message: 'Operation timed out: Forwarding timeout' },
      'OutcomeUnknownError',
    ],
    ['silent', { code: 4, type: 'deadline-exceeded', message: 'Deadline exceeded' }, 'OutcomeUnknownError'],
    ['another node leads', { code: 5, type: 'not-leader', message: '' }, 'UnavailableError'],
    ['a wrong password', { code: 16, type: 'access-denied', message: 'Unauthenticated' }, 'NotPermittedError'],
    ['no right', { type: 'access-denied', message: '' }, 'NotPermittedError'],
    [
      'an untrusted certificate',
      { code: 14, message: 'No connection established. Last error: self-signed certificate' },
      'NotPermittedError',
    ],
    ['a tombstoned stream', { type: 'stream-deleted', streamName: 'a', message: '' }, 'StreamClosedError'],
    ['something new', { code: 2, type: 'unknown', message: 'Exception was thrown by handler.' }, 'OutcomeUnknownError'],
  ])('of an append means, when it is %s: %s', (_, error, expected) => {
    expect(appendFailure(error)).toHaveProperty('name', expected);
  });

  it('is told without a note that gRPC does not have', () => {
    const message = '14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED. Resolution note: ';
    for (const failure of [readFailure({ code: 14, message }), appendFailure({ code: 14, message })]) {
      expect(failure.message).toMatch(/Last error: connect ECONNREFUSED$/);
    }
  });

  it('of a read never leaves an outcome open', () => {
    expect(readFailure({ code: 10, type: 'timeout', message: '' })).toHaveProperty('name', 'UnavailableError');
  });

  it.each([
    'Unexpected ReadAllResult: InvalidPosition',
    '3 INVALID_ARGUMENT: Trying to read from an invalid position.',
  ])('says that a position is none of its log: %s', (message) => {
    expect(isInvalidPosition({ message })).toBe(true);
    expect(isInvalidPosition(readFailure({ message }))).toBe(true);
  });
});
