import canonicalize from 'canonicalize';
import { type Change, correctedHistory } from '../history/corrected-history.js';
import type { Recorded } from '../history/event.js';
import { replaceAt, valueAt } from '../history/json-pointer.js';
import type { Streams } from '../recording/recorder.js';
import type { Things } from '../recording/things.js';

/**
 * A correction with what derives from what it changes: who corrects a dong need not know its district. What is named
 * stands as it is named, and is judged.
 */
export async function withDerived(
  { rules, derived }: Things,
  raw: readonly Recorded[],
  eventId: string,
  changes: readonly Change[],
  streams: Streams,
): Promise<readonly Change[]> {
  const stands = correctedHistory(raw, rules.aggregate.contracts).find(({ id }) => id === eventId);
  if (!stands || !derived || !changes.every(({ path }) => isThere(stands.data, path))) return changes;
  const data = changes.reduce((changed, { path, to }) => replaceAt(changed, path, to), stands.data);
  const along = (await derived({ ...stands, data }, streams)).flatMap(({ path, from, value }): Change[] => {
    const touched = from.some((source) => changes.some((change) => touches(change.path, source)));
    if (!touched || changes.some((change) => touches(change.path, path))) return [];
    const before = valueAt(stands.data, path);
    return canonicalize(before) === canonicalize(value) ? [] : [{ path, from: before, to: value }];
  });
  return [...changes, ...along];
}

function isThere(data: object, path: string): boolean {
  return valueAt(data, path) !== undefined;
}

/** Whether who changes one changes the other. */
function touches(path: string, other: string): boolean {
  return path === other || other.startsWith(`${path}/`);
}
