import { recordEntry } from '../record-entry.js';
import { sendReply as decide } from '../suggestion.js';
import { replySent } from './handling.events.js';

/** What the proposer was told. */
export const sendReply = recordEntry({
  name: 'SendReply',
  summary: 'Record a reply to the proposer (회신)',
  what: 'reply',
  body: replySent,
  decide,
});
