import type { Recorded } from '../../src/history/event.js';
import {
  type Index,
  type LedgerEvent,
  type Projection,
  type Row,
  type Rows,
  table,
} from '../../projections/engine/read-model/projection.js';

/** A small read model for the engine's own tests: it has a row a thing, a journal and a sum. */

export interface ThingRow extends Row {
  id: string;
  first_ordinal: number;
  colour: string;
  note: string | null;
  changes: number;
}

export interface ChangeRow extends Row {
  ordinal: number;
  id: string;
  colour: string;
  recorded_up_to: string;
  day_recorded: string;
}

export interface ColourRow extends Row {
  colour: string;
  month: string;
  things: number;
  changes: number;
}

export const things = table<ThingRow>({
  name: 'tally_things',
  columns: { id: 'text', first_ordinal: 'integer', colour: 'text', note: 'text?', changes: 'integer' },
  key: ['id'],
  indexes: [{ columns: ['first_ordinal'], unique: true }, { columns: ['colour', 'id'] }],
});

export const changes = table<ChangeRow>({
  name: 'tally_changes',
  columns: { ordinal: 'integer', id: 'text', colour: 'text', recorded_up_to: 'text', day_recorded: 'text' },
  key: ['ordinal'],
});

export const colours = table<ColourRow>({
  name: 'tally_colours',
  columns: { colour: 'text', month: 'text', things: 'integer', changes: 'integer' },
  key: ['colour', 'month'],
});

export interface Painted {
  readonly colour: string | null;
  readonly note?: string;
}

/** Colours that this version cannot fold; a test takes one out, which is a fix. */
export const unfoldable = new Set<string>();

export interface TallyOptions {
  readonly version?: number;
  readonly wholeLogInOrder?: boolean;
  /** What else a version does to a colour: another version, other rows. */
  readonly shade?: (colour: string) => string;
  /** Another rank than the first ordinal, which is unique. */
  readonly rank?: (stream: string) => number | undefined;
}

/** What a version makes of a colour: each has other rows than the others. */
export function shadeIn(version: number, colour: string): string {
  return version === 1 ? colour : `${colour} ${String(version)}`;
}

/** The tally as a program has it that knows these versions. */
export function tallies(versions: readonly number[]): readonly Projection[] {
  return versions.map((version) => tally({ version, shade: (colour) => shadeIn(version, colour) }));
}

/** Counts things by their colour. `Painted` paints a thing, with colour null it is gone. */
export function tally({
  version = 1,
  wholeLogInOrder = false,
  shade = (colour) => colour,
  rank,
}: TallyOptions = {}): Projection {
  return {
    name: 'tally',
    version,
    wholeLogInOrder,
    tables: [things, changes, colours],
    concerns: (event: Recorded) => event.type === 'Painted',
    wants: (event: LedgerEvent) => [{ table: things, keys: [[event.stream]] }],
    fold(event: LedgerEvent, rows: Rows) {
      const { colour: asked, note } = event.data as Painted;
      const colour = asked === null ? null : shade(asked);
      const before = rows.get(things, [event.stream]);
      const month = event.dayRecorded.slice(0, 7);
      if (before) rows.add(colours, { colour: before.colour, month, things: -1, changes: 0 }, ['things', 'changes']);
      if (colour === null) {
        rows.remove(things, [event.stream]);
      } else {
        rows.add(colours, { colour, month, things: 1, changes: 1 }, ['things', 'changes']);
        rows.put(things, {
          id: event.stream,
          first_ordinal: before?.first_ordinal ?? rank?.(event.stream) ?? event.ordinal,
          colour,
          note: note ?? null,
          changes: (before?.changes ?? 0) + 1,
        });
      }
      // Only now, so that what was changed above has to be undone.
      if (asked !== null && unfoldable.has(asked)) throw new Error(`${asked} is no colour`);
      const { ordinal, recordedUpTo, dayRecorded } = event;
      rows.put(changes, {
        ordinal,
        id: event.stream,
        colour: colour ?? 'gone',
        recorded_up_to: recordedUpTo,
        day_recorded: dayRecorded,
      });
    },
  };
}

/** Another read model beside the tally, with tables of its own in which nothing is written. */
export function beside(name: string, { indexes = [] }: { readonly indexes?: readonly Index[] } = {}): Projection {
  const tables = [things, changes, colours].map((its) => ({ ...its, name: `${name}_${its.name}`, indexes }));
  return { ...tally(), name, tables, wants: () => [], fold: () => undefined };
}
