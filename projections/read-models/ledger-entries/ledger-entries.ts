import type { Subject } from '../../asking/subject.js';
import { ledgerEntriesModel } from './ledger-entry.tables.js';

export const ledgerEntries: Subject = {
  models: [ledgerEntriesModel],
  questions: async () => {
    const { FeedController } = await import('./feed.controller.js');
    const { readFeed } = await import('./feed.js');
    return [(await import('./list-entries.js')).listEntries, { Handler: readFeed.Handler, Controller: FeedController }];
  },
};
