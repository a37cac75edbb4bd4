import { type Projection, table } from '../../engine/read-model/projection.js';

/** How many ordinals stand in a row: a row for each would be the largest table of a rebuild. */
export const BLOCK = 64;

export type RecordedInstantsRow = Readonly<{
  /** Of the ordinals from `block` × 64 + 1 on. */
  block: number;
  /** Running maximum of recordedAt at the first of them, in milliseconds since 1970. */
  instant: number;
  /** The same at the last of them. */
  latest: number;
  /** By how many milliseconds it grew at each later one, in base 36. */
  steps: string;
}>;

export const recordedInstants = table<RecordedInstantsRow>({
  name: 'recorded_instants',
  columns: { block: 'integer', instant: 'integer', latest: 'integer', steps: 'text' },
  key: ['block'],
  indexes: [{ columns: ['instant', 'block'] }],
});

/** The running maximum of recordedAt at each ordinal of a row, in their order. */
export function instantsIn({ instant, steps }: Pick<RecordedInstantsRow, 'instant' | 'steps'>): readonly number[] {
  const instants = [instant];
  for (const step of steps.split(' ').slice(1)) instants.push(instants.at(-1)! + parseInt(step, 36));
  return instants;
}

export function blockOf(ordinal: number): number {
  return Math.floor((ordinal - 1) / BLOCK);
}

/** Which ordinal was the last at an instant: what `knownAt` needs when it is given as an instant. */
export const recordingTimesModel: Projection = {
  name: 'recording-times',
  version: 1,
  tables: [recordedInstants],
  wholeLogInOrder: true,
  concerns: () => true,
  wants: ({ ordinal }) => [{ table: recordedInstants, keys: [[blockOf(ordinal)]] }],
  fold: ({ ordinal, recordedUpTo }, rows) => {
    const block = blockOf(ordinal);
    const latest = Date.parse(recordedUpTo);
    const row = rows.get(recordedInstants, [block]);
    rows.put(
      recordedInstants,
      row
        ? { block, instant: row.instant, latest, steps: `${row.steps} ${(latest - row.latest).toString(36)}` }
        : { block, instant: latest, latest, steps: '' },
    );
  },
};
