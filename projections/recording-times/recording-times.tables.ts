import { type Projection, table } from '../engine/projection.js';

export type RecordedInstantRow = Readonly<{
  /** Running maximum of recordedAt, in milliseconds since 1970. */
  instant: number;
  /** The last ordinal with that running maximum. */
  ordinal: number;
}>;

export const recordedInstants = table<RecordedInstantRow>({
  name: 'recorded_instants',
  columns: { instant: 'integer', ordinal: 'integer' },
  key: ['instant'],
});

/** Which ordinal was the last at an instant: what `knownAt` needs when it is given as an instant. */
export const recordingTimesModel: Projection = {
  name: 'recording-times',
  version: 1,
  tables: [recordedInstants],
  concerns: () => true,
  wants: () => [],
  fold: ({ ordinal, recordedUpTo }, rows) => {
    rows.put(recordedInstants, { instant: Date.parse(recordedUpTo), ordinal });
  },
};
