import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { readMessage } from './read-messages.js';

const ID = 'c9f0f895-fb98-4b91-8a2d-1f5e3c7d9e01';
const CREATED_MS = 1_650_000_000_000;
const halfOf = (hex: string) => String(BigInt.asIntN(64, BigInt(`0x${hex}`)));

/** An answer with an event, as a server writes it. */
function answer(data: string | Uint8Array, metadata: string, contentType = 'application/json'): Uint8Array {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(ID))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('suggestion-건의')))
    .setStreamRevision('7')
    .setCommitPosition('4294967297')
    .setPreparePosition('9007199254740993')
    .setData(Buffer.from(data))
    .setCustomMetadata(Buffer.from(metadata));
  event
    .getMetadataMap()
    .set('type', 'MeetingHeld')
    .set('content-type', contentType)
    .set('created', String(BigInt(CREATED_MS) * 10_000n));
  return wired(new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event)));
}

function wired(message: { serializeBinary(): Uint8Array }): Buffer {
  return Buffer.from(message.serializeBinary());
}

describe('An answer of the server', () => {
  it('is an event with all that it was recorded with, to the last digit of its place', () => {
    const metadata = { recordedAt: '2026-01-01T00:00:00.000Z', schemaVersion: 1 };
    expect(readMessage(answer('{"동":"삼송"}', JSON.stringify(metadata)))).toEqual({
      is: 'event',
      event: {
        id: ID,
        stream: 'suggestion-건의',
        revision: 7,
        type: 'MeetingHeld',
        data: { 동: '삼송' },
        metadata,
        position: '00000000004294967297.00009007199254740993',
      },
    });
  });

  it.each([
    ['no metadata', '{}', '', {}],
    ['metadata that is no JSON', '{}', 'none', {}],
    ['metadata that is null', '{}', 'null', {}],
    ['data that is no JSON, whatever it says', 'none', '{}', 'none'],
  ])('with %s was recorded when it was created', (_, data, metadata, expected) => {
    const message = readMessage(answer(data, metadata));
    const recordedAt = new Date(CREATED_MS).toISOString();
    expect(message).toMatchObject({ event: { data: expected, metadata: { recordedAt } } });
  });

  it('keeps bytes that are no JSON', () => {
    const message = readMessage(answer(Uint8Array.of(0, 255), '{}', 'application/octet-stream'));
    expect(message).toMatchObject({ event: { data: { base64: 'AP8=' } } });
  });

  it('knows an id in two halves', () => {
    const [most, least] = [ID.slice(0, 18).replaceAll('-', ''), ID.slice(19).replaceAll('-', '')];
    const halves = new shared.UUID.Structured()
      .setMostSignificantBits(halfOf(most))
      .setLeastSignificantBits(halfOf(least));
    const event = new streams.ReadResp.ReadEvent.RecordedEvent().setId(new shared.UUID().setStructured(halves));
    const message = new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event));
    expect(readMessage(wired(message))).toMatchObject({ event: { id: ID } });
  });

  it('says how far it is, up to the largest number there is', () => {
    const largest = 2n ** 64n - 1n;
    const checkpoint = new streams.ReadResp.Checkpoint().setCommitPosition(String(largest)).setPreparePosition('12');
    expect(readMessage(wired(new streams.ReadResp().setCheckpoint(checkpoint)))).toEqual({
      is: 'checkpoint',
      place: { commit: largest, prepare: 12 },
    });
  });

  it.each([
    ['confirmed', new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation())],
    ['caught-up', new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp())],
    ['fell-behind', new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind())],
    ['other', new streams.ReadResp().setFirstStreamPosition('4')],
  ])('is %s', (is, message) => {
    expect(readMessage(wired(message))).toEqual({ is });
  });
});
