import { recordEntry } from '../record-entry.js';
import { plan as decide } from '../suggestion.js';
import { planned } from './handling.events.js';

/** What is to be done about it, and by when. */
export const planHandling = recordEntry({
  name: 'PlanHandling',
  summary: 'Record what is planned (추진계획): decided, under review, or referred to another body',
  what: 'plan',
  body: planned,
  decide,
});
