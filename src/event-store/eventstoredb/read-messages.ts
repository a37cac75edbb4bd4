import protobuf from 'protobufjs/minimal.js';
import type { Recorded } from '../../history/event.js';
import { type Place, positionOf } from './position.js';
import { recordedFrom } from './recorded.js';

/** What the server says in a subscription. */
export type ReadMessage =
  | { readonly is: 'event'; readonly event: Recorded }
  | { readonly is: 'confirmed' | 'caught-up' | 'fell-behind' }
  | { readonly is: 'checkpoint'; readonly place: Place }
  /** Of no use to a subscription, or of a later version of the server. */
  | { readonly is: 'other' };

const NOTHING = new Uint8Array();
const TICKS_PER_MS = 10_000n;

/**
 * Decodes an answer of the server (streams.proto, ReadResp) straight into what the ledger makes of it. The client
 * builds objects of every field first, which takes longer than all that is done with an event thereafter.
 */
export function readMessage(bytes: Uint8Array): ReadMessage {
  const reader = protobuf.Reader.create(bytes);
  let message: ReadMessage = { is: 'other' };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    switch (tag >>> 3) {
      case 1:
        message = eventIn(reader);
        break;
      case 2:
        message = said(reader, tag, 'confirmed');
        break;
      case 3:
        message = { is: 'checkpoint', place: placeIn(reader) };
        break;
      case 8:
        message = said(reader, tag, 'caught-up');
        break;
      case 9:
        message = said(reader, tag, 'fell-behind');
        break;
      default:
        reader.skipType(tag & 7);
    }
  }
  return message;
}

function said(reader: protobuf.Reader, tag: number, is: 'confirmed' | 'caught-up' | 'fell-behind'): ReadMessage {
  reader.skipType(tag & 7);
  return { is };
}

/** Each field of a message that is embedded in another; what is not taken is passed over. */
function eachField(reader: protobuf.Reader, take: (field: number) => boolean): void {
  const end = reader.uint32() + reader.pos;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (!take(tag >>> 3)) reader.skipType(tag & 7);
  }
}

function placeIn(reader: protobuf.Reader): Place {
  let [commit, prepare]: [Place['commit'], Place['prepare']] = [0, 0];
  eachField(reader, (field) => {
    if (field === 1) commit = integer(reader);
    else if (field === 2) prepare = integer(reader);
    else return false;
    return true;
  });
  return { commit, prepare };
}

function eventIn(reader: protobuf.Reader): ReadMessage {
  let message: ReadMessage = { is: 'other' };
  eachField(reader, (field) => {
    if (field !== 1) return false;
    message = { is: 'event', event: recordedIn(reader) };
    return true;
  });
  return message;
}

function recordedIn(reader: protobuf.Reader): Recorded {
  let id = '';
  let stream = '';
  let revision = 0;
  let commit: Place['commit'] = 0;
  let prepare: Place['prepare'] = 0;
  let type = '';
  let contentType = '';
  let created = '0';
  let data: Uint8Array = NOTHING;
  let metadata: Uint8Array = NOTHING;
  eachField(reader, (field) => {
    switch (field) {
      case 1:
        id = uuidIn(reader);
        return true;
      case 2:
        stream = streamNameIn(reader);
        return true;
      case 3:
        revision = Number(integer(reader));
        return true;
      case 4:
        prepare = integer(reader);
        return true;
      case 5:
        commit = integer(reader);
        return true;
      case 6: {
        const [key, value] = pairIn(reader);
        if (key === 'type') type = value;
        else if (key === 'content-type') contentType = value;
        else if (key === 'created') created = value;
        return true;
      }
      case 7:
        metadata = reader.bytes();
        return true;
      case 8:
        data = reader.bytes();
        return true;
      default:
        return false;
    }
  });
  return recordedFrom({
    id,
    stream,
    revision,
    type,
    data: contentType === 'application/json' ? parsed(data) : data,
    metadata: parsed(metadata),
    created: () => new Date(Number(BigInt(created) / TICKS_PER_MS)),
    position: positionOf({ commit, prepare }),
  });
}

function streamNameIn(reader: protobuf.Reader): string {
  let name = '';
  eachField(reader, (field) => {
    if (field === 3) name = reader.string();
    return field === 3;
  });
  return name;
}

/** As text, or as its two halves. */
function uuidIn(reader: protobuf.Reader): string {
  let text = '';
  eachField(reader, (field) => {
    if (field === 1) text = uuidOfHalvesIn(reader);
    else if (field === 2) text = reader.string();
    return field === 1 || field === 2;
  });
  return text;
}

function uuidOfHalvesIn(reader: protobuf.Reader): string {
  const halves = ['', ''];
  eachField(reader, (field) => {
    if (field !== 1 && field !== 2) return false;
    const { high, low } = reader.int64();
    halves[field - 1] = [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
    return true;
  });
  return halves.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function pairIn(reader: protobuf.Reader): readonly [key: string, value: string] {
  const pair: [string, string] = ['', ''];
  eachField(reader, (field) => {
    if (field !== 1 && field !== 2) return false;
    pair[field - 1] = reader.string();
    return true;
  });
  return pair;
}

/** A 64-bit whole number; a bigint only where it has to be. */
function integer(reader: protobuf.Reader): number | bigint {
  const { high, low } = reader.uint64();
  const [upper, lower] = [high >>> 0, low >>> 0];
  return upper < 2 ** 21 ? upper * 2 ** 32 + lower : (BigInt(upper) << 32n) | BigInt(lower);
}

/** What others wrote need not be JSON, whatever it says of itself: it stays the text that it is. */
function parsed(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
