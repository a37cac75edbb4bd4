import canonicalize from 'canonicalize';
import { type Change, correctedHistory } from '../history/corrected-history.js';
import { contractOf } from '../history/common-entries.js';
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
  const named = (path: string) => changes.some((change) => touches(change.path, path));
  const { together } = contractOf(rules.aggregate.contracts, stands.type)!;
  const along = (await derived({ ...stands, data }, streams)).flatMap(({ path, from, value }): Change[] => {
    if (named(path) || !from.some(named)) return [];
    const before = valueAt(stands.data, path);
    const others = together.filter((group) => group.includes(path)).flat();
    const same = canonicalize(before) === canonicalize(value);
    // What hangs together is named together, also where it stays as it is.
    if (same) return others.some(named) ? [{ path, from: before, to: value }] : [];
    const staying = others.filter((other) => other !== path && !named(other));
    return [
      { path, from: before, to: value },
      ...staying.map((other) => ({ path: other, from: valueAt(data, other), to: valueAt(data, other) })),
    ];
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
