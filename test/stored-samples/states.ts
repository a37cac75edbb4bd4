import { correctedHistory } from '../../src/history/corrected-history.js';
import type { Event, Recorded } from '../../src/history/event.js';
import { jurisdiction } from '../../src/jurisdiction/jurisdiction.js';
import { meeting } from '../../src/meetings/meeting.js';
import { organisation } from '../../src/organisation/organisation.js';
import { pledgeItem } from '../../src/pledge-items/pledge-item.js';
import { policy } from '../../src/policies/policy.js';
import { type Aggregate, fold } from '../../src/recording/aggregate.js';
import { round } from '../../src/rounds/round.js';
import { suggestion } from '../../src/suggestions/suggestion.js';
import type { State, Stored } from './samples.js';

type Fields = Readonly<Record<string, unknown>>;

/** How streams of one kind are folded, and what of their state the samples hold. */
interface Kind {
  readonly category: string;
  seen(history: readonly Recorded[]): Fields;
}

function kind<S, E extends Event>(aggregate: Aggregate<S, E>, seen: (state: S) => Fields): Kind {
  return {
    category: aggregate.category,
    seen: (raw) => seen(fold(aggregate, correctedHistory(raw, aggregate.contracts))),
  };
}

/**
 * The fields that a decision of the day of the samples went by, by the names of that day. A state that is cut
 * otherwise later says here where they went; the samples stay.
 */
const KINDS: readonly Kind[] = [
  kind(jurisdiction, ({ districts, dongs, boundaryChanges }) => ({
    districts: [...districts].map(([code, { name }]) => ({ code, name })),
    dongs: [...dongs.values()].map(({ code, district, name, validFrom, validTo }) => {
      return { code, district, name, validFrom, validTo };
    }),
    boundaryChanges: [...boundaryChanges.values()],
  })),
  kind(organisation, ({ departments }) => ({
    departments: [...departments.values()].map(({ established, names, abolished }) => {
      return { established, names: names.map(({ from, name }) => ({ from, name })), abolished };
    }),
  })),
  kind(policy, (state) => ({ ...state })),
  kind(round, (state) => {
    if (state.phase === 'none') return { phase: state.phase };
    const { phase, opened, carried, superseded, closedOn } = state;
    return { phase, opened, carried, superseded, closedOn };
  }),
  kind(meeting, (state) => {
    switch (state.phase) {
      case 'none':
        return { phase: state.phase };
      case 'scheduled':
        return { phase: state.phase, scheduled: inItsPlace(state.scheduled) };
      case 'held':
        return { phase: state.phase, held: inItsPlace(state.held) };
      case 'cancelled':
        return { phase: state.phase, scheduled: inItsPlace(state.scheduled), cancelled: state.cancelled };
    }
  }),
  kind(suggestion, (state) => {
    if (state.phase === 'none') return { phase: state.phase };
    const { phase, received, since, department } = state;
    return {
      // What was taken up again had the phase of what was received.
      phase: phase === 'reopened' ? 'received' : phase,
      received: { ...received, category: received.fieldOfWork },
      since,
      department,
    };
  }),
  kind(pledgeItem, (state) => {
    if (state.phase === 'none') return { phase: state.phase };
    const { phase, registered, blocks, placements, participation, problems, improvements } = state;
    return {
      phase,
      registered,
      blocks: [...blocks.values()],
      placements: [...placements.values()],
      participation: [...participation.values()],
      problems: [...problems.keys()],
      improvements: [...improvements.keys()],
    };
  }),
];

/** Before a meeting could have several places, its dong and its district were its own. */
function inItsPlace<T extends { readonly places: readonly Fields[] }>(meeting: T): T & Fields {
  return { ...(meeting.places.length === 1 ? meeting.places[0] : {}), ...meeting };
}

/** What each stream of a log folds to, in the order in which the streams begin. */
export function statesOf(log: readonly Stored[]): readonly State[] {
  const streams = Map.groupBy(log, ({ stream }) => stream);
  return [...streams].flatMap(([stream, raw]) => {
    const known = KINDS.find(({ category }) => stream.startsWith(`${category}-`));
    return known ? [{ stream, state: known.seen(raw.map((event) => ({ ...event, position: '' }))) }] : [];
  });
}
