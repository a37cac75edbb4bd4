import { type Contracts, contract } from '../../history/contract.js';
import type { Event } from '../../history/event.js';
import { choice, type DataOf, day, nullable, text, uuid } from '../../history/fields.js';
import { aDistrictCode, aDongCode } from '../../jurisdiction/jurisdiction.events.js';
import { line, words } from '../../privacy/personal-data.js';

/** Handed in before the meeting (사전), or raised there (현장 추가). */
export const CHANNELS = ['pre-submitted', 'on-site'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 주민자치위원, 통장, 주민. */
export const PROPOSER_KINDS = ['committee-member', 'tongjang', 'resident'] as const;
export type ProposerKind = (typeof PROPOSER_KINDS)[number];

export const received = {
  roundId: uuid(),
  meetingId: nullable(uuid({ about: 'Null where it was handed in apart from any meeting' })),
  channel: choice(CHANNELS, { about: 'Handed in before (사전) or raised there (현장 추가)', example: 'pre-submitted' }),
  dong: text(aDongCode, { example: '4128157600' }),
  district: text(aDistrictCode),
  raisedOn: day({
    about: 'The day it counts from: that of its meeting, which may lie ahead',
    example: '2022-04-12',
  }),
  acceptedOn: day({ about: 'The day the city had it, from which deadlines run' }),
  outsidePeriodReason: nullable(words(2_000, { about: "Why it counts though raised outside the round's period" })),
  proposerKind: choice(PROPOSER_KINDS, { about: '주민자치위원 · 통장 · 주민', example: 'resident' }),
  text: words(10_000, {
    about: 'What is asked for, without personal data',
    example: '버스 정류장에 그늘막을 설치해 주세요',
  }),
  category: nullable(line(100, { example: '교통' })),
};

/** What was asked for. These names and shapes are the storage format: add, never change. */
export type ReceiptEvent = Event<'SuggestionReceived', DataOf<typeof received>>;

export const receiptContracts: Contracts<ReceiptEvent> = {
  SuggestionReceived: contract(received, { together: [['/dong', '/district']] }),
};
