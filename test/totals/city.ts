import type { Recorded } from '../../src/history/event.js';
import type { JurisdictionEvent } from '../../src/jurisdiction/jurisdiction.events.js';
import type { Ledger, Said } from '../../projections/engine/testing/told-log.js';

/** A small city for totals: two districts of three dongs each, four rounds, days about the turns of months. */

export const DISTRICTS = ['41281', '41285'] as const;

export const PLACES = [
  { dong: '4128151000', district: '41281' },
  { dong: '4128152000', district: '41281' },
  { dong: '4128153000', district: '41281' },
  { dong: '4128551000', district: '41285' },
  { dong: '4128552000', district: '41285' },
  { dong: '4128553000', district: '41285' },
] as const;

export const DAYS = [
  '2021-06-30',
  '2021-07-01',
  '2021-07-15',
  '2021-07-31',
  '2021-08-01',
  '2021-08-02',
  '2021-08-16',
  '2021-08-30',
  '2021-08-31',
  '2021-09-01',
  '2021-09-02',
  '2021-09-30',
  '2021-10-01',
  '2021-11-15',
] as const;

export const TODAY = '2021-12-31';

/** Spans to ask for: days and whole months, open and closed. */
export const SPANS = [
  { from: null, to: null },
  { from: '2021-07-01', to: '2021-08-31' },
  { from: '2021-08-01', to: '2021-08-31' },
  { from: '2021-07-15', to: '2021-09-01' },
  { from: '2021-08-02', to: '2021-08-30' },
  { from: '2021-08-16', to: null },
  { from: null, to: '2021-09-30' },
  { from: '2021-09-02', to: '2021-09-02' },
] as const;

export const PERIODS = [
  { from: '2021-07', to: '2021-08' },
  { from: '2021-08-02', to: '2021-08-30' },
  { from: '2021-06-30', to: '2021-09' },
  { from: '2021-09-02', to: '2021-09-02' },
] as const;

export const roundId = (n: number) => `018f4e6e-0000-7000-8000-00000000a00${String(n)}`;
export const roundCode = (n: number) => `round-${String(n)}`;
export const suggestionId = (n: number) => `018f4e6e-0000-7000-8000-00000000b00${String(n)}`;
export const meetingId = (n: number) => `018f4e6e-0000-7000-8000-00000000c00${String(n)}`;

/** The city as it is before anything happens in it. */
export function foundCity(ledger: Ledger, said: Said = {}): Recorded[] {
  return DISTRICTS.map((code) =>
    ledger.event<JurisdictionEvent>(
      'jurisdiction-41280',
      {
        type: 'DistrictRegistered',
        data: {
          code,
          name: code === '41281' ? '덕양구' : '일산동구',
          romanised: null,
          validFrom: null,
          predecessors: [],
        },
      },
      said,
    ),
  );
}
