import { at, sample, type Story, told } from '../../../test/projections/story.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { meetingsAt, type MeetingTables, type MeetingView } from './meeting.queries.js';
import { meetingsModel } from './meeting.tables.js';

const STREAM = `meeting-${sample.meeting}`;
const OTHER_ID = '018f4e6e-0000-7000-8000-000000000004';
const OTHER = `meeting-${OTHER_ID}`;

describe.each(engines)('meetings, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  async function tell<T>(story: (city: Story) => T): Promise<T> {
    const made = await told(engine, [meetingsModel], story);
    ledger = made.ledger;
    return made.told;
  }
  const read = (of: Parameters<typeof meetingsAt>[1], known: number) =>
    ledger!.readModels.read<MeetingTables, MeetingView[]>(['meetings'], (db) => meetingsAt(db, of, at(known)));
  const ofRound = (known: number) => read({ roundId: sample.round }, known);
  const one = async (known: number) => (await read({ meetingId: sample.meeting }, known))[0];

  it('are listed by their days, scheduled ones among them', async () => {
    const known = await tell((city) => {
      city.says(STREAM, 'MeetingHeld', sample.held());
      city.says(OTHER, 'MeetingScheduled', sample.scheduled({ scheduledOn: '2022-04-01' }));
      city.says('meeting-018f4e6e-0000-7000-8000-000000000005', 'MeetingHeld', sample.held({ roundId: OTHER_ID }));
      return city.ordinal;
    });
    expect((await ofRound(known)).map(({ id, phase }) => [id, phase])).toEqual([
      [OTHER_ID, 'scheduled'],
      [sample.meeting, 'held'],
    ]);
    expect(await ofRound(1)).toHaveLength(1);
  });

  it('are in one dong, several or none', async () => {
    const places = [
      { dong: '4128151000', district: '41281' },
      { dong: '4128551000', district: '41285' },
    ];
    await tell((city) => {
      city.says(STREAM, 'MeetingHeld', sample.held());
      city.says(OTHER, 'MeetingHeld', sample.held({ places }));
      city.says('meeting-018f4e6e-0000-7000-8000-000000000005', 'MeetingHeld', sample.held({ places: [] }));
    });
    expect((await ofRound(3)).map((its) => [its.places.length, its.dong, its.district])).toEqual([
      [1, '4128151000', '41281'],
      [2, null, null],
      [0, null, null],
    ]);
  });

  it('keep what was recorded before a meeting could have several places', async () => {
    const before = { roundId: sample.round, dong: '4128151000', district: '41281', venue: null };
    await tell((city) => {
      const held = city.adds(STREAM, 'MeetingHeld', { ...before, heldOn: '2022-04-12', attendees: 24 });
      city.correctsAs(1, held, { path: '/dong', from: '4128151000', to: '4128152000' });
    });
    expect(await one(1)).toMatchObject({ dong: '4128151000', places: [{ dong: '4128151000' }], late: false });
    expect(await one(2)).toMatchObject({ dong: '4128152000', heldOnPrecision: 'day', attendance: [] });
  });

  it('are postponed, and show as of each day what had been decided by then', async () => {
    const moved = [{ dong: '4128551000', district: '41285' }];
    const known = await tell((city) => {
      city.says(STREAM, 'MeetingScheduled', sample.scheduled());
      city.says(STREAM, 'MeetingRescheduled', sample.rescheduled({ places: moved }));
      return city.ordinal;
    });
    expect(await one(1)).toMatchObject({ scheduledOn: '2022-04-12', dong: '4128151000', rescheduled: 0 });
    expect(await one(known)).toMatchObject({ scheduledOn: '2022-04-19', dong: '4128551000', rescheduled: 1 });
    const asOf = (day: string) =>
      ledger!.readModels.read<MeetingTables, MeetingView[]>(['meetings'], (db) =>
        meetingsAt(db, { meetingId: sample.meeting }, at(known, day)),
      );
    expect(await asOf('2022-04-10')).toMatchObject([{ scheduledOn: '2022-04-12', dong: '4128151000' }]);
    expect(await asOf('2022-04-11')).toMatchObject([{ scheduledOn: '2022-04-19', dong: '4128551000' }]);
  });

  it('are marked where they were recorded after their round was closed', async () => {
    await tell((city) => {
      city.says(STREAM, 'MeetingHeld', sample.held({ afterClosureReason: '회의록이 늦게 옴' }));
      city.says(OTHER, 'MeetingHeld', sample.held());
    });
    expect((await ofRound(2)).map(({ late, afterClosureReason }) => [late, afterClosureReason])).toEqual([
      [true, '회의록이 늦게 옴'],
      [false, null],
    ]);
  });

  it('go from scheduled to held, and keep both days', async () => {
    await tell((city) => {
      city.says(STREAM, 'MeetingScheduled', sample.scheduled());
      city.says(STREAM, 'MeetingHeld', sample.held({ heldOn: '2022-04-13' }));
    });
    expect(await one(1)).toMatchObject({
      phase: 'scheduled',
      scheduledOn: '2022-04-12',
      heldOn: null,
      attendees: null,
    });
    expect(await one(2)).toMatchObject({
      phase: 'held',
      scheduledOn: '2022-04-12',
      heldOn: '2022-04-13',
      attendees: 24,
    });
  });

  it('are scheduled, or not known of, as of a day before they were held', async () => {
    const known = await tell((city) => {
      city.says(STREAM, 'MeetingScheduled', sample.scheduled());
      city.says(STREAM, 'MeetingHeld', sample.held({ heldOn: '2022-04-13' }));
      city.says(OTHER, 'MeetingHeld', sample.held({ heldOn: '2022-04-12' }));
      return city.ordinal;
    });
    const asOf = async (day: string) =>
      (
        await ledger!.readModels.read<MeetingTables, MeetingView[]>(['meetings'], (db) =>
          meetingsAt(db, { roundId: sample.round }, at(known, day)),
        )
      ).map(({ id, phase, heldOn, attendees }) => [id, phase, heldOn, attendees]);
    const [scheduled, other] = [
      [sample.meeting, 'scheduled', null, null],
      [OTHER_ID, 'held', '2022-04-12', 24],
    ];
    expect(await asOf('2022-04-11')).toEqual([scheduled]);
    expect(await asOf('2022-04-12')).toEqual([scheduled, other]);
    expect(await asOf('2022-04-13')).toEqual([other, [sample.meeting, 'held', '2022-04-13', 24]]);
  });

  it('go from scheduled to cancelled, and back where that is voided', async () => {
    await tell((city) => {
      city.says(STREAM, 'MeetingScheduled', sample.scheduled());
      city.voids(city.says(STREAM, 'MeetingCancelled', sample.cancelled()));
    });
    expect(await one(2)).toMatchObject({ phase: 'cancelled', cancelledOn: '2022-04-10', reason: '우천' });
    expect(await one(3)).toMatchObject({ phase: 'scheduled', cancelledOn: null, reason: null });
  });

  it('follow corrections into another dong and round, and stay as they were known before', async () => {
    await tell((city) => {
      const held = city.says(STREAM, 'MeetingHeld', sample.held());
      city.corrects(
        held,
        { path: '/places/0/dong', from: '4128151000', to: '4128551000' },
        { path: '/places/0/district', from: '41281', to: '41285' },
      );
      city.voids(city.corrects(held, { path: '/roundId', from: sample.round, to: OTHER_ID }));
    });
    expect(await one(1)).toMatchObject({ dong: '4128151000', district: '41281' });
    expect(await one(2)).toMatchObject({ dong: '4128551000', district: '41285', roundId: sample.round });
    expect(await ofRound(3)).toEqual([]);
    expect(await ofRound(4)).toHaveLength(1);
  });

  it('that are voided whole are listed no more, say what they last said, and come back', async () => {
    await tell((city) => {
      const scheduled = city.says(STREAM, 'MeetingScheduled', sample.scheduled());
      const held = city.says(STREAM, 'MeetingHeld', sample.held());
      const [first, second] = [city.voids(held), city.voids(scheduled)];
      city.voids(second, first);
    });
    expect(await one(2)).toMatchObject({ phase: 'held' });
    expect(await one(3)).toMatchObject({ phase: 'scheduled' });
    expect(await one(4)).toMatchObject({ phase: 'scheduled', voided: true });
    expect(await ofRound(4)).toEqual([]);
    expect(await one(6)).toMatchObject({ phase: 'held', heldOn: '2022-04-12', voided: false });
  });
});
