import type { Recorded } from '../../src/history/event.js';

/** What stands of the raw log: nothing of the program is used. */

type Data = Record<string, never>;
export interface Entry {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The last ordinal whose running maximum of recordedAt is not after the instant; 0 where there is none. */
export function ordinalAt(log: readonly Recorded[], instant: string): number {
  let latest = '';
  let ordinal = 0;
  log.forEach(({ metadata: { recordedAt } }, index) => {
    if (recordedAt > latest) latest = recordedAt;
    if (latest <= instant) ordinal = index + 1;
  });
  return ordinal;
}

/** A stream's entries as they stand: whether an entry is voided is asked of every later void in turn. */
export function standing(stream: readonly Recorded[]): readonly Entry[] {
  const isVoided = (event: Recorded): boolean =>
    stream.some(
      (other) =>
        other.revision > event.revision &&
        other.type === 'EntryVoided' &&
        (other.data as { eventId: string }).eventId === event.id &&
        !isVoided(other),
    );
  const own = stream.filter(({ type }) => type !== 'EntryVoided' && type !== 'EntryCorrected');
  return own
    .filter((event) => !isVoided(event))
    .map((event) => {
      const data = JSON.parse(JSON.stringify(event.data)) as Data;
      const its = stream
        .filter((other) => other.type === 'EntryCorrected' && !isVoided(other))
        .map((other) => other.data as Correction)
        .filter(({ eventId }) => eventId === event.id);
      for (const { schemaVersion, changes } of its.sort((a, b) => a.schemaVersion - b.schemaVersion)) {
        if (schemaVersion > 1) inSeveralPlaces(event.type, data);
        for (const { path, to } of changes) set(data, path.slice(1).split('/'), to);
      }
      inSeveralPlaces(event.type, data);
      return { type: event.type, data };
    });
}

interface Correction {
  readonly eventId: string;
  readonly schemaVersion: number;
  readonly changes: readonly { path: string; to: unknown }[];
}

/** What was recorded of a meeting of one dong, as what is recorded of one today. */
function inSeveralPlaces(type: string, data: Record<string, unknown>): void {
  if (!/^Meeting(Scheduled|Held)$/.test(type) || 'places' in data) return;
  const { dong, district } = data;
  data.places = [{ dong, district }];
}

function set(data: Record<string, unknown>, [head, ...rest]: string[], to: unknown): void {
  if (head === undefined || !(head in data)) return;
  if (rest.length === 0) data[head] = structuredClone(to);
  else set(data[head] as Record<string, unknown>, rest, to);
}

export function streamsOf(log: readonly Recorded[], category: string): Map<string, readonly Recorded[]> {
  const streams = new Map<string, Recorded[]>();
  for (const event of log) {
    if (!event.stream.startsWith(`${category}-`)) continue;
    const id = event.stream.slice(category.length + 1);
    streams.set(id, [...(streams.get(id) ?? []), event]);
  }
  return streams;
}
