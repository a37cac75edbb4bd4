import { storedTable } from '../database/stored-table.js';
import { type Key, type Row, table } from '../read-model/projection.js';
import { RowChanges } from './row-changes.js';

interface CellRow extends Row {
  place: string;
  month: number;
  amount: number;
  note: string | null;
}

const cells = table<CellRow>({
  name: 'cells',
  columns: { place: 'text', month: 'integer', amount: 'integer', note: 'text?' },
  key: ['place', 'month'],
});

const row = (amount: number, more: Partial<CellRow> = {}): CellRow => ({
  place: 'a',
  month: 1,
  amount,
  note: null,
  ...more,
});

/** What a batch would write. */
function written(changes: RowChanges) {
  const seen = { put: [] as Row[], update: [] as unknown[], add: [] as Row[], remove: [] as unknown[] };
  for (const change of changes.toWrite()) {
    if (change.is === 'insert') throw new Error('inserted');
    if (change.is === 'update') seen.update.push({ columns: change.columns, rows: change.rows });
    else seen[change.is].push(...((change.is === 'remove' ? change.keys : change.rows) as Row[]));
  }
  return seen;
}

describe('the changes of a batch to a table', () => {
  let changes: RowChanges;
  beforeEach(() => {
    changes = new RowChanges(storedTable(cells, 1));
  });
  const lookUp = (key: Key, ...there: Row[]) => {
    changes.found([changes.unknown(key)!], there);
  };

  it('know what was looked up, whether it is there or not, and what was written', () => {
    expect(changes.unknown(['a', 1])).toBeDefined();
    lookUp(['a', 1], row(5));
    lookUp(['a', 2]);
    changes.put(row(1, { month: 3 }));
    expect([1, 2, 3].map((month) => changes.unknown(['a', month]))).toEqual([undefined, undefined, undefined]);
    expect(changes.get(['a', 2])).toBeUndefined();
  });

  it('keep what became known since it was asked for', () => {
    const asked = changes.unknown(['a', 1])!;
    changes.put(row(2));
    changes.found([asked], [row(5)]);
    expect(changes.get(['a', 1])).toEqual(row(2));
  });

  it('show the batch that is being written until it is', () => {
    lookUp(['a', 1], row(5));
    changes.put(row(6));
    changes.remove(['a', 2]);
    changes.add(row(1, { month: 3 }), ['amount']);
    changes.take();
    expect([1, 2].map((month) => changes.get(['a', month]))).toEqual([row(6), undefined]);
    const third = changes.unknown(['a', 3])!;
    expect(changes.isBeingAdded(third)).toBe(true);
    changes.add(row(2), ['amount']);
    expect(changes.get(['a', 1])).toEqual(row(8));
    expect(written(changes)).toEqual({ update: [], put: [], add: [row(2)], remove: [] });
    changes.settled();
    expect(changes.isBeingAdded(third)).toBe(false);
    expect(changes.unknown(['a', 2])).toBeUndefined();
    expect(changes.unknown(['a', 4])).toBeDefined();
  });

  it('show a fold what was found with its own changes on top', () => {
    lookUp(['a', 1], row(5));
    changes.add(row(2), ['amount']);
    expect(changes.get(['a', 1])).toEqual(row(7));
    changes.put(row(1, { note: 'new' }));
    changes.add(row(2), ['amount']);
    expect(changes.get(['a', 1])).toEqual(row(3, { note: 'new' }));
    changes.remove(['a', 1]);
    expect(changes.get(['a', 1])).toBeUndefined();
  });

  it('let no fold see what was not looked up', () => {
    expect(() => changes.get(['a', 1])).toThrow('cells [["a",1]] is to be looked up first');
    changes.add(row(2), ['amount']);
    changes.put(row(1, { month: 2 }));
    expect(() => changes.all([['a', 1], ['a', 2], ['a', 3]])).toThrow('cells [["a",1],["a",3]] is to be'); // prettier-ignore
  });

  it('add up what is added to rows that nobody looks at', () => {
    changes.add(row(2), ['amount']);
    changes.add(row(3), ['amount']);
    changes.add(row(1, { month: 2 }), ['amount']);
    expect(written(changes)).toEqual({ update: [], put: [], add: [row(5), row(1, { month: 2 })], remove: [] });
  });

  it('count what was added before a row was looked up', () => {
    changes.add(row(2), ['amount']);
    changes.add(row(3, { month: 2 }), ['amount']);
    lookUp(['a', 1], row(5));
    lookUp(['a', 2]);
    expect(changes.get(['a', 1])).toEqual(row(7));
    expect(changes.get(['a', 2])).toEqual(row(3, { month: 2 }));
  });

  it('write of a row that is there the columns that differ', () => {
    for (const month of [1, 2, 3]) lookUp(['a', month], row(5, { month }));
    changes.put(row(6));
    changes.put(row(7, { month: 2, note: 'new' }));
    changes.put(row(7));
    changes.put(row(5, { month: 3 }));
    changes.put(row(8, { month: 4 }));
    expect(written(changes)).toEqual({
      put: [row(8, { month: 4 })],
      update: [
        { columns: ['amount'], rows: [row(7)] },
        { columns: ['amount', 'note'], rows: [row(7, { month: 2, note: 'new' })] },
      ],
      add: [],
      remove: [],
    });
    changes.take();
    changes.put({ ...changes.get(['a', 4])!, note: 'later' });
    expect(written(changes).update).toEqual([{ columns: ['note'], rows: [row(8, { month: 4, note: 'later' })] }]);
  });

  it('write each key once, as it is in the end', () => {
    lookUp(['a', 1]);
    changes.put(row(1));
    changes.remove(['a', 1]);
    changes.add(row(4), ['amount']);
    changes.put(row(9, { month: 2 }));
    changes.remove(['a', 2]);
    expect(written(changes)).toEqual({ update: [], put: [row(4)], add: [], remove: [['a', 2]] });
  });

  it('are undone back to any point, last first', () => {
    lookUp(['a', 1], row(5));
    changes.add(row(1), ['amount']);
    const undo = [
      changes.add(row(2), ['amount']),
      changes.put(row(8)),
      changes.add(row(1), ['amount']),
      changes.remove(['a', 1]),
      changes.add(row(3, { month: 2 }), ['amount']),
      changes.add(row(3, { month: 2 }), ['amount']),
    ];
    for (const step of undo.reverse()) step.undo();
    expect(changes.get(['a', 1])).toEqual(row(6));
    expect(written(changes)).toEqual({ update: [], put: [], add: [row(1)], remove: [] });
  });

  describe('to a journal', () => {
    beforeEach(() => {
      changes = new RowChanges(storedTable({ ...cells, journal: true }, 1));
    });
    const inserted = () => changes.toWrite().map((change) => (change.is === 'insert' ? change.values : change.is));

    it('are written as inserted, and a put takes the place of a row that is not written yet', () => {
      changes.insert(row(1));
      changes.insert(row(2, { month: 2 }));
      expect(changes.unknown(['a', 1])).toBeUndefined();
      changes.put(row(3, { note: 'corrected' }));
      changes.insert(row(4, { month: 3 }));
      expect(changes.all([['a', 1], ['a', 2], ['a', 3]])).toEqual([row(3, { note: 'corrected' }), row(2, { month: 2 }), row(4, { month: 3 })]); // prettier-ignore
      expect(inserted()).toEqual([['a', 1, 3, 'corrected', 'a', 2, 2, null, 'a', 3, 4, null]]);
    });

    it('show what is being written, and update it', () => {
      changes.insert(row(1));
      changes.take();
      changes.insert(row(2, { month: 2 }));
      changes.put({ ...changes.get(['a', 1])!, note: 'later' });
      expect(changes.get(['a', 1])).toEqual(row(1, { note: 'later' }));
      const [update, insert] = changes.toWrite();
      expect(update).toMatchObject({ is: 'update', columns: ['note'], rows: [row(1, { note: 'later' })] });
      expect(insert).toMatchObject({ is: 'insert', count: 1, values: ['a', 2, 2, null] });
      changes.settled();
      expect(changes.unknown(['a', 3])).toBeDefined();
    });

    it('are undone back to any point, last first', () => {
      changes.insert(row(1));
      const undo = [changes.insert(row(2, { month: 2 })), changes.put(row(9)), changes.put(row(8, { month: 2 }))];
      expect(changes.get(['a', 2])).toEqual(row(8, { month: 2 }));
      for (const step of undo.reverse()) step.undo();
      expect(inserted()).toEqual([['a', 1, 1, null]]);
      expect(changes.unknown(['a', 2])).toBeDefined();
      changes.insert(row(5, { month: 3 }));
      expect(changes.get(['a', 3])).toEqual(row(5, { month: 3 }));
    });

    it('take nothing away and add nothing up', () => {
      expect(() => changes.remove(['a', 1])).toThrow('cells is a journal: nothing is removed from it');
      expect(() => changes.add(row(1), ['amount'])).toThrow('cells is a journal: nothing is added to its rows');
      const others = new RowChanges(storedTable(cells, 1));
      expect(() => others.insert(row(1))).toThrow('cells is no journal: its rows are put, not inserted');
    });
  });

  it('write rows that differ in rare ways together, with every column by which any of them does', () => {
    for (let month = 1; month <= 40; month++) lookUp(['a', month], row(5, { month }));
    for (let month = 1; month <= 38; month++) changes.put(row(6, { month }));
    changes.put(row(5, { month: 39, note: 'new' }));
    changes.put(row(7, { month: 40, note: 'new' }));
    const { update } = written(changes) as unknown as { update: { columns: string[]; rows: Row[] }[] };
    expect(update.map(({ columns, rows }) => [columns, rows.length])).toEqual([
      [['amount'], 38],
      [['amount', 'note'], 2],
    ]);
  });

  it.each([
    ['a number that is none', row(Number.NaN)],
    ['half a number', row(0.5)],
    ['a number past 2^53', row(2 ** 53)],
    ['a text for a number', row('1' as unknown as number)],
    ['nothing for what must be there', row(null as unknown as number)],
    ['a field left out', { place: 'a', month: 1, amount: 1 } as CellRow],
    ['U+0000, which PostgreSQL does not store', row(1, { note: 'a\0b' })],
    ['half a surrogate pair', row(1, { note: '\ud800' })],
  ])('refuse %s while it is known which event made it', (_, wrong) => {
    expect(() => changes.put(wrong)).toThrow(/cells\.\w+ is .*, which is no (text|integer)/);
  });

  it('refuse a key of another length', () => {
    expect(() => changes.unknown(['a'])).toThrow('a key of cells has 2 values (place, month), not 1');
  });
});
