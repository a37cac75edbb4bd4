import { versionOf } from '../every-contract.js';
import { cancelledAs, heldIn, rescheduledTo, scheduledIn } from '../meeting-samples.js';
import type { DatabaseKind } from '../../projections/engine/database/database.js';
import type { Projection } from '../../projections/engine/read-model/projection.js';
import { ReadModelTest } from '../../projections/engine/testing/read-model-test.js';
import type { Ledger } from '../../projections/engine/testing/told-log.js';
import type { Stated } from '../../projections/asking/stated.js';
import type { Contracts } from '../../src/history/contract.js';
import { filledUp, picked } from '../../src/history/fields.js';
import type { Change } from '../../src/history/corrected-history.js';
import type { Recorded } from '../../src/history/event.js';
import { organisationContracts, type OrganisationEvent } from '../../src/organisation/organisation.events.js';
import { policyContracts, type PolicyEvent } from '../../src/policies/policy.events.js';
import { jurisdictionContracts, type JurisdictionEvent } from '../../src/jurisdiction/jurisdiction.events.js';
import { meetingContracts, type MeetingEvent } from '../../src/meetings/meeting.events.js';
import { pledgeItemContracts, type PledgeItemEvent } from '../../src/pledge-items/pledge-item.events.js';
import { roundContracts, type RoundEvent } from '../../src/rounds/round.events.js';
import { suggestionContracts, type SuggestionEvent } from '../../src/suggestions/suggestion.events.js';

const CONTRACTS = {
  ...jurisdictionContracts,
  ...organisationContracts,
  ...policyContracts,
  ...roundContracts,
  ...meetingContracts,
  ...suggestionContracts,
  ...pledgeItemContracts,
};

type LedgerEvent =
  JurisdictionEvent | OrganisationEvent | PolicyEvent | RoundEvent | MeetingEvent | SuggestionEvent | PledgeItemEvent;
type DataOf<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];

/** Tells a ledger what was recorded, in the city's words. */
export class Story {
  constructor(private readonly ledger: Ledger) {}

  /** How many events were told so far: the ordinal of the last one. */
  get ordinal(): number {
    return this.ledger.log.length;
  }

  /** What is left out is as it is where it is not sent. */
  says<T extends LedgerEvent['type']>(stream: string, type: T, data: Partial<DataOf<T>>): Recorded {
    const { fields, version: schemaVersion } = (CONTRACTS as Contracts)[type]!;
    const said = picked(fields, filledUp(fields, data as Readonly<Record<string, unknown>>));
    return this.ledger.event(stream, { type, data: said }, { schemaVersion });
  }

  /** An entry of a type that a test makes up. */
  adds(stream: string, type: string, data: object): Recorded {
    return this.ledger.event(stream, { type, data });
  }

  corrects(entry: Recorded, ...changes: Change[]): Recorded {
    return this.correctsAs(versionOf(entry.type), entry, ...changes);
  }

  /** A correction by a program of its day, which wrote that version. */
  correctsAs(schemaVersion: number, entry: Recorded, ...changes: Change[]): Recorded {
    const { id: eventId, type } = entry;
    return this.ledger.event(entry.stream, {
      type: 'EntryCorrected',
      data: { eventId, type, schemaVersion, changes, why: '옮겨 적을 때의 실수' },
    });
  }

  voids(...entries: Recorded[]): Recorded {
    return entries
      .map(({ stream, id }) =>
        this.ledger.event(stream, { type: 'EntryVoided', data: { eventId: id, why: '두 번 입력함' } }),
      )
      .at(-1)!;
  }
}

/**
 * Tells the same to two ledgers, one folded in one batch and one event by event, and hands back the first once
 * every row of every table is the same in both and no stream was held back.
 */
export async function told<T>(
  engine: DatabaseKind,
  projections: readonly Projection[],
  tell: (story: Story) => T,
): Promise<{ ledger: ReadModelTest; told: T }> {
  const [ledger, oneByOne] = await Promise.all([
    ReadModelTest.open(engine, projections),
    ReadModelTest.open(engine, projections),
  ]);
  const result = tell(new Story(ledger));
  tell(new Story(oneByOne));
  await ledger.fold();
  await oneByOne.fold(1);
  for (const table of projections.flatMap(({ tables }) => tables)) {
    expect(await ledger.rows(table)).toEqual(await oneByOne.rows(table));
  }
  expect(await ledger.heldBack()).toEqual([]);
  await oneByOne.close();
  return { ledger, told: result };
}

/** A moment: as of a day far ahead and as known by the last event, unless said. */
export function at(known: number, asOf = '2099-12-31'): Stated {
  return { moment: { asOf, knownAt: { ordinal: known, recordedUpTo: null } }, incompleteStreams: 0 };
}

const ROUND = '018f4e6e-0000-7000-8000-000000000001';
const MEETING = '018f4e6e-0000-7000-8000-000000000002';

/** Data of events, to be varied. */
export const sample = {
  round: ROUND,
  meeting: MEETING,
  district: (code: string, name: string): DataOf<'DistrictRegistered'> => ({
    code,
    name,
    romanised: null,
    validFrom: null,
    predecessors: [],
  }),
  dong: (code: string, of: Partial<DataOf<'DongEstablished'>> = {}): DataOf<'DongEstablished'> => ({
    code,
    district: code.slice(0, 5),
    name: `${code}동`,
    romanised: null,
    validFrom: null,
    predecessors: [],
    source: '행정동 코드',
    confidence: '확실',
    note: null,
    ...of,
  }),
  opened: (of: Partial<DataOf<'RoundOpened'>> = {}): DataOf<'RoundOpened'> => ({
    code: 'resident-autonomy-2022H1',
    counting: 'live',
    kind: { code: 'resident-autonomy', ko: '동 주민자치 소통 간담회', en: 'residents’ autonomy meeting' },
    participants: '각 동 주민자치위원 등',
    agenda: '동별 현안사항',
    meetingPeriod: { from: '2022-03', to: '2022-06' },
    suggestionPeriod: { from: '2022-03', to: '2022-05' },
    participationKind: 'briefing',
    ...of,
  }),
  carried: (
    districts: Record<string, readonly [dongs: number, suggestions: number]>,
  ): DataOf<'CarriedTotalsRecorded'> => ({
    districts: Object.fromEntries(
      Object.entries(districts).map(([code, [dongs, suggestions]]) => [code, { dongs, suggestions, meetings: null }]),
    ),
    cityWide: null,
    splits: [],
    source: { title: '공약 추진실적 보고서', publishedOn: null, note: null },
  }),
  held: heldIn,
  scheduled: scheduledIn,
  rescheduled: rescheduledTo,
  cancelled: cancelledAs,
  received: (of: Partial<DataOf<'SuggestionReceived'>> = {}) => ({
    roundId: ROUND,
    meetingId: MEETING,
    channel: 'on-site' as const,
    dong: '4128151000',
    district: '41281',
    raisedOn: '2022-04-12',
    acceptedOn: '2022-04-12',
    outsidePeriodReason: null,
    proposerKind: 'resident',
    text: '보도블록을 고쳐 주세요',
    fieldOfWork: null,
    ...of,
  }),
  resolved: (of: Partial<DataOf<'SuggestionResolved'>> = {}) => ({
    outcome: 'completed' as const,
    resolvedOn: '2022-05-02',
    explanation: '보수함',
    remedy: null,
    article: null,
    ...of,
  }),
  item: (of: Partial<DataOf<'PledgeItemRegistered'>> = {}): DataOf<'PledgeItemRegistered'> => ({
    term: 7,
    number: '2-2-4',
    title: '시민소통실 운영',
    titleNote: null,
    departmentAsPrinted: '주민자치과',
    officers: [{ role: '팀장', name: '한○○', officePhone: null }],
    ...of,
  }),
  block: (
    code: string,
    order: number,
    period: DataOf<'SheetBlockDefined'>['period'] = { from: '2022-01', to: '2022-06' },
  ): DataOf<'SheetBlockDefined'> => ({
    code,
    heading: `${code} 실적`,
    period,
    order,
  }),
  placed: (of: Partial<DataOf<'RoundPlacedOnSheet'>> = {}): DataOf<'RoundPlacedOnSheet'> => ({
    roundId: ROUND,
    block: '2022H1',
    order: 1,
    heading: null,
    lines: null,
    suggestionHeading: null,
    suggestionLine: null,
    ...of,
  }),
  participation: (of: Partial<DataOf<'ParticipationRecorded'>> = {}): DataOf<'ParticipationRecorded'> => ({
    kind: 'briefing',
    period: null,
    count: 78,
    source: { title: '공약 추진실적 보고서', publishedOn: null, note: null },
    ...of,
  }),
};
