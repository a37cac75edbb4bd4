/** The event that stands for a stream deleted for ever; the server shows it at the largest revision there is. */
export const TOMBSTONE = '$streamDeleted';
export const FOR_EVER = 2n ** 63n - 1n;

/** What hides events of a stream, as its metadata says it. */
export interface StreamMetadata {
  readonly $tb?: number;
  readonly $maxCount?: number;
  /** Seconds. */
  readonly $maxAge?: number;
}

export type Fate =
  | { readonly is: 'missing' | 'deleted' | 'tombstoned' }
  /** Events before `from` are hidden at once, and taken out by the next scavenge. */
  | { readonly is: 'there'; readonly from: number };

/** What has become of a stream whose last event is at this revision; `createdFrom` finds the first one not older. */
export function fateBy(
  metadata: StreamMetadata,
  last: number,
  createdFrom: (instant: number) => number | undefined,
): Fate {
  const { $tb = 0, $maxCount = Number.POSITIVE_INFINITY, $maxAge } = metadata;
  if ($tb >= Number(FOR_EVER)) return { is: 'deleted' };
  const young = $maxAge === undefined ? 0 : (createdFrom(Date.now() - $maxAge * 1_000) ?? last + 1);
  return { is: 'there', from: Math.max($tb, last - $maxCount + 1, young) };
}
