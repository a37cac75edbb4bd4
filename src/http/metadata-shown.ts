import type { Metadata, RecordedBy } from '../history/event.js';
import * as shown from './shown.js';

/** What stands beside the data of every event, as it is answered. */

export const recordedBy: shown.Shown<RecordedBy> = shown.objectWith(
  {
    id: shown.text(),
    role: shown.text(),
    verified: shown.flag({ about: 'True only where somebody signed in' }),
  },
  {
    department: shown.text({ about: 'Code of the department, where it is known' }),
    position: shown.text({ about: '직위, where it is known' }),
  },
);

export const metadata: shown.Shown<Metadata> = shown.objectWith(
  {
    commandId: shown.id(),
    fingerprint: shown.text({ about: 'SHA-256 over what was sent' }),
    correlationId: shown.text(),
    causationId: shown.text(),
    recordedAt: shown.instant(),
    recordedBy,
    schemaVersion: shown.integer(),
  },
  {
    origin: shown.object(
      { store: shown.text(), position: shown.text() },
      { about: 'Where a moved event stood before the move' },
    ),
  },
);
