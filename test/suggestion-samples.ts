import type { SuggestionEvent } from '../src/suggestions/suggestion.events.js';

/** Entries of a suggestion's life, to be varied by tests. */

export type DataOf<T extends SuggestionEvent['type']> = Extract<SuggestionEvent, { type: T }>['data'];

export const onSite: DataOf<'SuggestionReceived'> = {
  roundId: '018f4e6e-0000-7000-8000-000000000001',
  meetingId: '018f4e6e-0000-7000-8000-000000000002',
  channel: 'on-site',
  dong: '4128151000',
  district: '41281',
  raisedOn: '2021-08-10',
  acceptedOn: '2021-08-10',
  outsidePeriodReason: null,
  proposerKind: 'tongjang',
  text: '보도블록을 고쳐 주세요',
  category: null,
};
export const handedIn: DataOf<'SuggestionReceived'> = { ...onSite, channel: 'pre-submitted', acceptedOn: '2021-08-02' };

export const received = (data = onSite) => ({ type: 'SuggestionReceived', data }) as const;
export const assigned = (assignedOn: string, department = 'parks') =>
  ({ type: 'SuggestionAssigned', data: { department, assignedOn } }) as const;
export const outcome = (resolvedOn: string, of: Partial<DataOf<'SuggestionResolved'>> = {}) => ({
  outcome: 'completed' as const,
  resolvedOn,
  explanation: null,
  remedy: null,
  article: null,
  ...of,
});
export const resolved = (resolvedOn: string, of: Partial<DataOf<'SuggestionResolved'>> = {}) =>
  ({ type: 'SuggestionResolved', data: outcome(resolvedOn, of) }) as const;
export const reopened = (reopenedOn: string) =>
  ({ type: 'SuggestionReopened', data: { reopenedOn, why: '다시 파손됨' } }) as const;
export const withdrawn = (withdrawnOn: string) =>
  ({ type: 'SuggestionWithdrawn', data: { withdrawnOn, why: null } }) as const;
