import type { CycleRun, Held } from '../../../src/deadlines/lateness.js';
import type { LocalDate } from '../../../src/history/days.js';
import { clockFactOf, promisedIn, runsOf } from '../../../src/suggestions/clock/clock-run.steps.js';
import type { SuggestionEvent } from '../../../src/suggestions/suggestion.events.js';
import { dataToday, type Life } from '../../../src/suggestions/suggestion.steps.js';
import type { LedgerEvent } from '../../engine/read-model/projection.js';
import { type ClockTold, cyclesSet } from './suggestion-life.js';
import { FOR_GOOD } from './suggestion-span.tables.js';
import type { SuggestionRow } from './suggestion.tables.js';

export function clockTold({ clock_told }: Pick<SuggestionRow, 'clock_told'>): ClockTold {
  return JSON.parse(clock_told) as ClockTold;
}

/** What deadlines come from stays with the entries. */
export function textOf({ facts, cycles }: ClockTold): string {
  const asked = cycles.map(({ deadlines }) => ({ deadlines: deadlines.map(heldIn) }));
  return JSON.stringify({ facts, cycles: asked });
}

function heldIn({ holdsFrom, basis, state, dueOn, unknown }: Held): Held {
  return { holdsFrom, basis, state, dueOn, unknown };
}

export function runsIn({ facts, cycles }: ClockTold): readonly CycleRun[] {
  return runsOf<Held>(facts, promisedIn({ cycles }));
}

/** What is told of the clock once an entry is added to the end; undefined where it says nothing of it. */
export function clockAfter(event: LedgerEvent, life: Life, row: SuggestionRow): ClockTold | undefined {
  if (event.type === 'DeadlineSet') return { ...clockTold(row), cycles: cyclesSet(event, life) };
  const fact = clockFactOf({ type: event.type, data: dataToday(event, life) } as SuggestionEvent);
  if (!fact) return undefined;
  const told = clockTold(row);
  return { ...told, facts: [...told.facts, fact] };
}

/** The first day whose clock may differ between what was told before and what is told now. */
export function touchesFrom(before: ClockTold, now: ClockTold): LocalDate {
  const last = before.facts.at(-1);
  const added = now.facts.slice(before.facts.length).map(({ on, ends }) => ends?.from ?? on);
  if (last && added.some((on) => on < last.on)) return '';
  const [kept, set] = [before, now].map(({ cycles }) => new Set(cycles.flatMap(asTexts))) as [Set<string>, Set<string>];
  const changed = [...kept.symmetricDifference(set)].map(
    (text) => (JSON.parse(text) as { holdsFrom: LocalDate }).holdsFrom,
  );
  return [...added, ...changed].reduce((first, day) => (day < first ? day : first), FOR_GOOD);
}

/** Each deadline with its cycle's number. */
function asTexts({ deadlines }: ClockTold['cycles'][number], cycle: number): readonly string[] {
  return deadlines.map((one) => JSON.stringify({ ...heldIn(one), cycle }));
}
