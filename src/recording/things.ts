import type { Event } from '../history/event.js';
import type { Sentence } from '../history/sentence.js';
import { isUuid } from '../history/value-checks.js';
import type { StreamRules, Streams } from './recorder.js';
import { NotThere } from './refusals.js';

/** A collection of things that have a stream each, as addresses name them. */
export interface Things<State = unknown, E extends Event = Event> {
  /** In addresses: `/v1/{name}/{id}`. */
  readonly name: string;
  /** One of them, in a sentence. */
  readonly one: Sentence;
  readonly rules: StreamRules<State, E>;
  /** Whether one command may take all of a thing out of the counts, and back. */
  readonly voidableWhole: boolean;
  /** The stream of the thing that an address names; throws NotThere where it can name none. */
  streamOf(named: string, city: string): string;
  /** Where a thing is read, by its stream. */
  readonly readAt: (stream: string) => string;
  /** What fields of an entry derive from others of it; a correction of those brings it along. */
  readonly derived?: (event: E, streams: Streams) => Promise<readonly Derived[]>;
  /** What an entry says in words, where its data are hard to read; null of every other. */
  readonly inWords?: (event: E) => Sentence | null;
}

/** A field that derives from others of its entry, such as a district from a dong. */
export interface Derived {
  /** JSON Pointers, of today's version. */
  readonly path: string;
  readonly from: readonly string[];
  readonly value: unknown;
}

/** The id in an address, in capitals or not (RFC 9562). Throws NotThere where it is none. */
export function idNamed(named: string, one: Sentence): string {
  const id = named.toLowerCase();
  if (isUuid(id)) return id;
  throw new NotThere({ ko: `그 id의 ${one.ko}`, en: `${one.en} of that id` });
}

/** A thing by its name in the address, in a sentence. */
export function named(one: Sentence, name: string): Sentence {
  return { ko: `${one.ko} ${name}`, en: `${one.en} ${name}` };
}
