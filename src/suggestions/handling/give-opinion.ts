import { recordEntry } from '../record-entry.js';
import { giveOpinion as decide } from '../suggestion.js';
import { opinionGiven } from './handling.events.js';

/** What a supporting department says. */
export const giveOpinion = recordEntry({
  name: 'GiveOpinion',
  summary: 'Record the opinion of a supporting department (협조부서 의견)',
  what: 'opinion',
  body: opinionGiven,
  decide,
});
