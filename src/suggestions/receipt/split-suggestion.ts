import { list } from '../../history/fields.js';
import { useCase } from '../../http/use-case.js';
import { aboutSuggestion } from '../record-entry.js';
import { split as decide } from '../suggestion.js';
import { policyNow } from '../../policies/policy.stream.js';
import { fieldChosenFrom } from './city-lists.js';
import { idOfPart } from './parts.js';
import { MOST_PARTS, part, split } from './receipt.events.js';

/** Several things asked for in one breath, each of which becomes a suggestion of its own. */
export const splitSuggestion = useCase({
  name: 'SplitSuggestion',
  summary: 'Split a suggestion that asks for several things (분리); its parts are received and count in its place',
  at: aboutSuggestion('split'),
  body: {
    ...split,
    parts: list(part, MOST_PARTS, {
      min: 2,
      about: 'The parts, each received as a suggestion of its own',
      example: [
        {
          title: '그늘막 설치',
          text: '버스 정류장에 그늘막을 설치해 주세요',
          place: null,
          placeDong: null,
          fieldOfWork: '교통',
        },
        { title: '보도 정비', text: '그 앞 보도를 고쳐 주세요', place: null, placeDong: null, fieldOfWork: '도로' },
      ],
    }),
  },
  decide: async ({ state, raw, streams, today, commandId }, { parts, ...told }) => {
    const policy = await policyNow(streams);
    const received = parts.map((one, index) => ({
      suggestionId: idOfPart(commandId, index),
      ...one,
      // A part is raised with what it is a part of; what is not there is refused as that.
      ...(state.phase !== 'none' && { fieldOfWork: fieldChosenFrom(policy, state.received.raisedOn, one.fieldOfWork) }),
    }));
    return decide(raw, { ...told, parts: received }, today);
  },
});
