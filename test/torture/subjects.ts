import fc from 'fast-check';
import type { Projection } from '../../projections/engine/read-model/projection.js';
import { type Ledger, type Said, ToldLog } from '../../projections/engine/testing/told-log.js';
import { readModels } from '../../projections/read-models.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { documentReferred } from '../../src/history/document.js';
import { filledUp } from '../../src/history/fields.js';
import type { Event, Recorded } from '../../src/history/event.js';
import { Story, sample } from '../projections/story.js';
import { tallies } from '../projections/tally.js';
import { Workshop } from '../projections/workshop.js';
import { foundCity } from '../totals/city.js';
import { live, lives } from '../totals/random-life.js';

/** What a trial is about: read models, and what is recorded for them. */
export interface Subject {
  /** Versions of the tally; without, the read models are the ledger's own. */
  readonly versions?: readonly number[];
  readonly projections: readonly Projection[];
  /** Records some more, so many events or a few beyond; returns how many. */
  record(atLeast: number): Promise<number>;
}

export const subjects = { tally: paintedThings, city: cityLife };

const COLOURS = ['red', 'green', 'blue', null, 'white', 'black'];

/** Things that are painted, counted by the tally. */
function paintedThings(workshop: Workshop, random: () => number): Subject {
  return {
    versions: [1],
    projections: tallies([1]),
    async record(atLeast) {
      let events = 0;
      while (events < atLeast) {
        const stream = `thing-${String(Math.floor(random() * 50))}`;
        const colours = Array.from(
          { length: 1 + Math.floor(random() * 4) },
          () => COLOURS[Math.floor(random() * COLOURS.length)]!,
        );
        await workshop.paint(stream, ...colours);
        events += colours.length;
      }
      return events;
    },
  };
}

/** A city in which life goes on, with a bad event now and then, for the read models that the ledger has. */
function cityLife({ store }: Workshop, random: () => number): Subject {
  const city = new ToldLog();
  foundCity(city);
  let quarters = 0;
  let recorded = 0;
  return {
    projections: readModels,
    async record(atLeast) {
      const from = recorded;
      while (city.log.length < from + atLeast) liveInQuarter(new Quarter(city, (quarters += 1)), quarters, random);
      for (const event of city.log.slice(from, from + atLeast)) await append(store, event);
      recorded += atLeast;
      return atLeast;
    },
  };
}

function append(store: EventStore, { stream, revision, id, type, data, metadata }: Recorded) {
  return store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [{ id, type, data, metadata }]);
}

const DAY_MS = 86_400_000;
const LONGEST = 80;
/** What no program of this version would record, and no fold can make rows of, behind an entry of a stream. */
const BAD: Readonly<Record<string, (entry: Recorded) => Event>> = {
  round: ({ id, type }) => ({ type: 'EntryCorrected', data: { eventId: id, type, schemaVersion: 1, why: '정정' } }),
  meeting: () => ({ type: 'MeetingHeld', data: {} }),
  suggestion: () => ({ type: 'SuggestionReceived', data: { roundId: sample.round } }),
};

/** A part of the city with streams, rounds and days of recording of its own: no stream of a long trial grows long. */
class Quarter implements Ledger {
  readonly log: Recorded[] = [];

  constructor(
    private readonly city: Ledger,
    private readonly number: number,
  ) {}

  event<E extends Event>(stream: string, event: E, said: Said = {}): Recorded<E> {
    const own = JSON.parse(this.own(JSON.stringify(event))) as E;
    const recordedAt = new Date(Date.parse(said.recordedAt ?? '2021-07-20') + this.number * 30 * DAY_MS).toISOString();
    const recorded = { ...this.city.event(this.own(stream), own, { ...said, recordedAt }), stream };
    this.log.push(recorded);
    return recorded;
  }

  private own(text: string): string {
    const number = this.number.toString(16).padStart(4, '0');
    return text.replaceAll('018f4e6e-0000-', `018f4e6e-${number}-`).replaceAll('"round-', `"round-${number}-`);
  }
}

/** What refers to documents, and what calls for further commands. */
function refer(story: Story, item: string): void {
  story.says(item, 'PledgeStandingNoted', { period: { from: '2022-01', to: '2022-06' }, state: '정상추진' });
  story.says(item, 'RowRemarked', { roundId: sample.round, row: 'dongs', remark: '공동 개최' });
  const document = { title: '계획서', kind: 'report', keptAt: '기록관리시스템' };
  story.adds(item, 'DocumentReferred', filledUp(documentReferred, document));
  const asked = 'suggestion-018f4e6e-0000-7000-8000-0000000000aa';
  story.says(asked, 'SuggestionReceived', sample.received());
  const part = { title: null, place: null, placeDong: null, fieldOfWork: null };
  const parts = ['가로등', '의자'].map((text, index) => {
    return { suggestionId: `018f4e6e-0000-7000-8000-00000000bbb${String(index)}`, ...part, text };
  });
  story.says(asked, 'SuggestionSplit', { splitOn: '2022-04-20', parts });
  const met = 'meeting-018f4e6e-0000-7000-8000-0000000000ab';
  const { places, roundId } = sample.held();
  story.says(met, 'MeetingScheduled', { roundId, places, scheduledOn: '2022-04-20' });
  story.says(met, 'MeetingRescheduled', { places, scheduledOn: '2022-04-27', decidedOn: '2022-04-19' });
}

/** Lets things of every kind happen in one quarter; in the middle some streams get an event that is bad. */
function liveInQuarter(quarter: Quarter, number: number, random: () => number): void {
  const story = new Story(quarter);
  const item = `pledgeItem-7-${String(number)}`;
  story.says('jurisdiction-41280', 'DongEstablished', sample.dong(String(4_128_100_000 + number)));
  const code = String(4_128_100_000 + number);
  story.says('jurisdiction-41280', 'DongBoundaryChanged', { code, changedOn: '2021-07-01', note: '경계 조정' });
  const department = { code: `department-${String(number)}`, parent: null, level: 'division', district: null } as const;
  const since = { validFrom: null, source: null };
  story.says('organisation-41280', 'DepartmentEstablished', { ...department, ...since, name: '공원과' });
  story.says('organisation-41280', 'DepartmentRenamed', {
    code: department.code,
    name: '녹지과',
    renamedOn: '2021-08-01',
  });
  const policy = { validFrom: '2021-01-01', basis: '건의사항 관리지침', workingDays: 1 + (number % 100) };
  story.says('policy-41280', 'OralSuggestionDefaultSet', policy);
  const registered = story.says(item, 'PledgeItemRegistered', sample.item({ number: `2-2-${String(number)}` }));
  story.says(item, 'SheetBlockDefined', sample.block('2022H1', 1));
  const [life] = fc.sample(lives(LONGEST), { numRuns: 1, seed: Math.floor(random() * 2 ** 31) });
  const half = Math.floor(life!.length / 2);
  live(life!.slice(0, half), quarter);
  const placed = story.says(item, 'RoundPlacedOnSheet', sample.placed());
  story.corrects(registered, { path: '/title', from: '시민소통실 운영', to: '시민소통실' });
  for (const [category, bad] of Object.entries(BAD)) {
    const entry = quarter.log.findLast(({ stream }) => stream.startsWith(`${category}-`));
    if (entry && random() < 0.4) quarter.event(entry.stream, bad(entry));
  }
  live(life!.slice(half), quarter);
  refer(story, item);
  story.says(item, 'ProblemNoted', { text: '참석자 수가 적음' });
  story.says(item, 'ParticipationRecorded', sample.participation());
  story.voids(placed);
}
