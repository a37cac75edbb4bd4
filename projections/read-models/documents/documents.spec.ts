import type { Kysely } from 'kysely';
import { at, sample, told } from '../../../test/projections/story.js';
import { filledUp } from '../../../src/history/fields.js';
import { documentReferred } from '../../../src/history/document.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { documentsOf, type DocumentTables } from './document.queries.js';
import { documentsModel } from './document.tables.js';

const asked = (title: string) =>
  filledUp(documentReferred, { title, kind: 'minutes', keptAt: '기록관리시스템' }) as object;

describe.each(engines)('documents referred to, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  it('are those of their thing, as corrected and voided, and as they were known before', async () => {
    const made = await told(engine, [documentsModel], (city) => {
      const held = city.says('meeting-1', 'MeetingHeld', sample.held());
      const minutes = city.adds('meeting-1', 'DocumentReferred', asked('회의록'));
      city.adds('round-1', 'DocumentReferred', asked('계획'));
      const photographs = city.adds('meeting-1', 'DocumentReferred', asked('사진'));
      city.corrects(held, { path: '/attendees', from: 24, to: 42 });
      city.corrects(minutes, { path: '/title', from: '회의록', to: '간담회 회의록' });
      const voided = city.voids(photographs);
      const back = city.ordinal;
      city.voids(voided);
      city.voids(held);
      return back;
    });
    ledger = made.ledger;
    const titles = (stream: string, known: number) =>
      ledger!.readModels.read<DocumentTables, readonly string[]>(['documents'], async (db: Kysely<DocumentTables>) => {
        const { documents } = await documentsOf(db, stream, at(known));
        return documents.map(({ title }) => title);
      });
    expect(await titles('meeting-1', 1)).toEqual([]);
    expect(await titles('meeting-1', 4)).toEqual(['회의록', '사진']);
    expect(await titles('meeting-1', made.told)).toEqual(['간담회 회의록']);
    expect(await titles('meeting-1', made.told + 2)).toEqual(['간담회 회의록', '사진']);
    expect(await titles('round-1', 4)).toEqual(['계획']);
  });
});
