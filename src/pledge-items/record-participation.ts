import { useCase } from '../http/use-case.js';
import { participationRecorded } from './pledge-item.events.js';
import { recordParticipation as record } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const recordParticipation = useCase({
  name: 'RecordParticipation',
  summary: 'Record how often citizens were met (시민참여 실적)',
  at: onTheItem('participation'),
  body: participationRecorded,
  decide: ({ state, today }, body) => record(state, body, today),
});
