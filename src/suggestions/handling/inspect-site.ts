import { recordEntry } from '../record-entry.js';
import { inspectSite as decide } from '../suggestion.js';
import { siteInspected } from './handling.events.js';

/** Somebody went there. */
export const inspectSite = recordEntry({
  name: 'InspectSite',
  summary: 'Record that the site was inspected (현장 확인)',
  what: 'inspection',
  body: siteInspected,
  decide,
});
