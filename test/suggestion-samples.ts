import type { Contracts } from '../src/history/contract.js';
import type { Event, Recorded } from '../src/history/event.js';
import { filledUp } from '../src/history/fields.js';
import { suggestionContracts, type SuggestionEvent } from '../src/suggestions/suggestion.events.js';
import { ofToday, recorded } from './given.js';

/** Entries of a suggestion's life, to be varied by tests. */

export type DataOf<T extends SuggestionEvent['type']> = Extract<SuggestionEvent, { type: T }>['data'];

/** An entry, with what may be left out as it is where it is left out. */
export function entry<T extends SuggestionEvent['type']>(type: T, said: Partial<DataOf<T>>) {
  const data = filledUp(suggestionContracts[type].fields, said) as unknown as DataOf<T>;
  return { type, data } as unknown as Extract<SuggestionEvent, { type: T }>;
}

/** A suggestion's stream that holds these entries, as this program writes them. */
export function entered(entries: readonly Event[], before: readonly Recorded[] = []): Recorded<SuggestionEvent>[] {
  return recorded(
    entries.map((one) => ofToday(suggestionContracts as Contracts, one)),
    before,
  ) as Recorded<SuggestionEvent>[];
}

export const onSite: DataOf<'SuggestionReceived'> = entry('SuggestionReceived', {
  roundId: '018f4e6e-0000-7000-8000-000000000001',
  meetingId: '018f4e6e-0000-7000-8000-000000000002',
  channel: 'on-site',
  dong: '4128151000',
  district: '41281',
  raisedOn: '2021-08-10',
  acceptedOn: '2021-08-10',
  proposerKind: 'tongjang',
  text: '보도블록을 고쳐 주세요',
}).data;
export const handedIn: DataOf<'SuggestionReceived'> = { ...onSite, channel: 'pre-submitted', acceptedOn: '2021-08-02' };

export const received = (data = onSite) => entry('SuggestionReceived', data);
export const assigned = (assignedOn: string, department = 'parks') =>
  entry('SuggestionAssigned', { department, assignedOn });
export const outcome = (resolvedOn: string, of: Partial<DataOf<'SuggestionResolved'>> = {}) =>
  resolved(resolvedOn, of).data;
export const resolved = (resolvedOn: string, of: Partial<DataOf<'SuggestionResolved'>> = {}) =>
  entry('SuggestionResolved', { outcome: 'completed', resolvedOn, ...of });
export const reopened = (reopenedOn: string) => entry('SuggestionReopened', { reopenedOn, why: '다시 파손됨' });
export const withdrawn = (withdrawnOn: string) => entry('SuggestionWithdrawn', { withdrawnOn });
