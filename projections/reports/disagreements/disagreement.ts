import * as shown from '../../../src/http/shown.js';

export const DISAGREEMENT_CODES = [
  'meeting-voided',
  'meeting-cancelled',
  'meeting-on-other-day',
  'meeting-in-other-dong',
  'meeting-of-other-round',
  'round-voided',
  'round-is-carried',
  'outside-period',
  'after-closure',
  'dong-not-valid',
  'dong-in-other-district',
  'department-unknown',
  'department-not-valid',
  'part-not-received',
  'not-taken-along',
] as const;

/** Something recorded that other streams no longer bear out. It stays counted until somebody puts it right. */
export const disagreement = shown.object({
  about: shown.choice(['suggestion', 'meeting', 'pledge-item']),
  id: shown.text({ about: "As the API's addresses name it" }),
  with: shown.choice(['meeting', 'round', 'dong', 'department', 'suggestion'], { about: 'What it disagrees with' }),
  withId: shown.text(),
  code: shown.choice(DISAGREEMENT_CODES),
  detail: shown.text({ about: 'As inWords has it in English' }),
  inWords: shown.object({ ko: shown.text(), en: shown.text() }),
});

export type Disagreement = shown.Of<typeof disagreement>;
