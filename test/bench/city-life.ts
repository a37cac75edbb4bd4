import { randomUUID } from 'node:crypto';
import type { Event } from '../../src/history/event.js';

/** An event of a generated log, before it is stored. */
export interface Generated {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly event: Event;
  readonly recordedAt: string;
}

export const FIRST_DAY = Date.UTC(2021, 0, 1);
export const DAYS = 5 * 365;
export const DISTRICTS = ['41281', '41285', '41287'] as const;
const DONGS = 44;
const DAY = 86_400_000;
const KINDS = ['resident-autonomy', 'tongjang-council', 'youth', 'market'] as const;
const TEXT =
  '주민자치센터 앞 보도블록이 파손되어 보행이 불편하니 정비하여 주시기 바랍니다. 통학로라 아이들이 자주 넘어집니다.';

/** Four rounds a half-year, over five years. */
export const ROUNDS = Array.from({ length: 40 }, (_, n) => ({
  id: `018f4e6e-0000-7000-8000-${(n * 7_919 + 1_000_003).toString(16).padStart(12, '0')}`,
  code: `${KINDS[n % 4]!}-${String(2021 + Math.floor(n / 8))}H${String(1 + (Math.floor(n / 4) % 2))}`,
  from: `${String(2021 + Math.floor(n / 8))}-${Math.floor(n / 4) % 2 === 0 ? '01' : '07'}`,
  to: `${String(2021 + Math.floor(n / 8))}-${Math.floor(n / 4) % 2 === 0 ? '06' : '12'}`,
}));

interface Life {
  readonly stream: string;
  readonly raised: number;
  readonly ids: string[];
  readonly types: string[];
}

/** The same numbers for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Five years of a city in the order of recording, of about so many events: some six a suggestion. */
export function* cityLife(events: number, seed = 1): Generator<Generated> {
  const random = chance(seed);
  const below = (n: number) => Math.floor(random() * n);
  const planned: (() => Generated)[][] = Array.from({ length: DAYS + 1 }, () => []);
  let clock = FIRST_DAY;
  const say = (stream: string, event: Event, revision: number): Generated => {
    clock += 1 + below(3);
    // Now and then a machine's clock is behind.
    const recordedAt = new Date(random() < 0.01 ? clock - below(3_600_000) : clock).toISOString();
    return { stream, revision, id: randomUUID(), event, recordedAt };
  };
  const plan = (day: number, happening: () => Generated) => {
    if (day <= DAYS) planned[day]!.push(happening);
  };

  yield* DISTRICTS.map((code, n) =>
    say(`jurisdiction-41280`, { type: 'DistrictRegistered', data: { code, name: `구 ${code}`, romanised: null } }, n),
  );
  for (const { id, code, from, to } of ROUNDS) {
    const period = { from, to };
    const kind = { code: code.replace(/-\d.*$/, ''), ko: '소통 간담회', en: 'meeting' };
    const said = { participants: '주민', agenda: '현안 건의', participationKind: 'briefing' };
    const data = { code, counting: 'live', kind, ...said, meetingPeriod: period, suggestionPeriod: period };
    yield say(`round-${id}`, { type: 'RoundOpened', data }, 0);
  }

  // Six events a suggestion, of which the last lie after the five years where it was raised late.
  const perDay = events / 5.32 / DAYS;
  let owed = 0;
  for (let day = 0; day < DAYS; day++) {
    clock = Math.max(clock, FIRST_DAY + day * DAY + 9 * 3_600_000 - 9 * 3_600_000);
    for (owed += perDay; owed >= 1;) {
      // A meeting, and what was asked for there.
      const size = Math.min(Math.floor(owed), 10 + below(40));
      owed -= size;
      const half = Math.min(9, Math.floor(day / 182.5));
      const place = below(DONGS);
      const meeting = {
        id: randomUUID(),
        roundId: ROUNDS[half * 4 + below(4)]!.id,
        dong: String(4_128_150_000 + place * 100),
        district: DISTRICTS[place % 3]!,
        on: dayText(day),
      };
      const { roundId, dong, district } = meeting;
      plan(day, () =>
        say(
          `meeting-${meeting.id}`,
          { type: 'MeetingHeld', data: { roundId, dong, district, heldOn: meeting.on, attendees: 20, venue: null } },
          0,
        ),
      );
      for (let n = 0; n < size; n++) plan(day + lag(), () => received(day, meeting));
    }
    for (const happening of planned[day]!) yield happening();
    planned[day] = [];
  }

  /** Days until it is typed in: mostly at once, now and then late. */
  function lag(): number {
    const r = random();
    return r < 0.6 ? 0 : r < 0.9 ? below(4) : r < 0.98 ? below(15) : below(90);
  }

  function received(day: number, meeting: { id: string; roundId: string; dong: string; district: string; on: string }) {
    const life: Life = { stream: `suggestion-${randomUUID()}`, raised: day, ids: [], types: [] };
    const data = {
      roundId: meeting.roundId,
      meetingId: meeting.id,
      channel: random() < 0.5 ? 'on-site' : 'pre-submitted',
      dong: meeting.dong,
      district: meeting.district,
      raisedOn: meeting.on,
      acceptedOn: meeting.on,
      outsidePeriodReason: null,
      proposerKind: 'resident',
      text: TEXT,
      category: '도로',
    };
    assign(life, day + 1 + below(5), 0);
    return record(life, { type: 'SuggestionReceived', data });
  }

  function record(life: Life, event: Event): Generated {
    const said = say(life.stream, event, life.ids.length);
    life.ids.push(said.id);
    life.types.push(event.type);
    return said;
  }

  function assign(life: Life, day: number, times: number): void {
    plan(day + lag(), () => {
      if (times < 3 && random() < 0.6) assign(life, day + 1 + below(10), times + 1);
      else resolve(life, day + 5 + below(120), 0);
      return record(life, {
        type: 'SuggestionAssigned',
        data: { department: `dept-${String(below(30))}`, assignedOn: dayText(day) },
      });
    });
  }

  function resolve(life: Life, day: number, times: number): void {
    plan(day + lag(), () => {
      const r = random();
      if (times < 2 && r < 0.55) reopen(life, day + 3 + below(60), times);
      else if (r > 0.93) amend(life, day + below(200));
      const outcome = (['completed', 'completed', 'infeasible', 'closed'] as const)[below(4)]!;
      const said = { explanation: '현장 확인 후 정비를 마쳤습니다.', remedy: null, article: null };
      return record(life, { type: 'SuggestionResolved', data: { outcome, resolvedOn: dayText(day), ...said } });
    });
  }

  function reopen(life: Life, day: number, times: number): void {
    plan(day + lag(), () => {
      plan(day + 2 + lag(), () => {
        resolve(life, day + 5 + below(60), times + 1);
        return record(life, {
          type: 'SuggestionAssigned',
          data: { department: 'dept-1', assignedOn: dayText(day + 2) },
        });
      });
      return record(life, { type: 'SuggestionReopened', data: { reopenedOn: dayText(day), why: '다시 파손됨' } });
    });
  }

  /** A slip found out later: the outcome, the dong, the text; or an entry voided. */
  function amend(life: Life, day: number): void {
    plan(day, () => {
      const r = random();
      const resolvedAt = life.types.lastIndexOf('SuggestionResolved');
      const correct = (index: number, changes: object[]) => {
        const data = { eventId: life.ids[index], type: life.types[index], schemaVersion: 1, changes, why: '정정' };
        return record(life, { type: 'EntryCorrected', data });
      };
      if (r < 0.35)
        return correct(resolvedAt, [{ path: '/resolvedOn', from: null, to: dayText(Math.max(day - 3, life.raised)) }]);
      if (r < 0.6) {
        const place = below(DONGS);
        const dong = { path: '/dong', from: null, to: String(4_128_150_000 + place * 100) };
        return correct(0, [dong, { path: '/district', from: null, to: DISTRICTS[place % 3]! }]);
      }
      if (r < 0.8) return correct(0, [{ path: '/text', from: TEXT, to: `${TEXT} (정정)` }]);
      return record(life, { type: 'EntryVoided', data: { eventId: life.ids[resolvedAt]!, why: '잘못 입력' } });
    });
  }
}

export function dayText(day: number): string {
  return new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10);
}
