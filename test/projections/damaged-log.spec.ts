import { rebuild } from '../../projections/engine/operations/rebuild.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { tamper } from '../event-store/damaged-logs.js';
import { things } from './tally.js';
import { Workshop } from './workshop.js';

describe.each(engines)('over a damaged log, the engine on %s', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
  });
  afterEach(() => workshop.close());

  it('ends a rebuild at an event that cannot be read, naming it, and goes on with what serves', async () => {
    await workshop.paint('thing-1', 'red');
    await workshop.paint('thing-2', 'green');
    workshop.start();
    await workshop.settle();
    tamper((await workshop.store.describe()).place, `update events set data = 'x' where sequence = 1`);
    const { serving, notServing } = await rebuild(workshop.database, workshop.store, workshop.projections);
    expect(serving).toEqual([]);
    const named = 'event 1 (revision 0 of stream thing-1): its data cannot be read as JSON';
    expect(notServing).toMatchObject([{ state: 'failed', error: expect.stringContaining(named) as string }]);
    await workshop.paint('thing-2', 'blue');
    await workshop.settle();
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['red', 'blue']);
  });
});
