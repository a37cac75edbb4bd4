import type { DatabaseSync } from 'node:sqlite';
import type { Generated } from './city-life.js';
import { toAppend } from './paced.js';

/** One durable insert of an event; answers its sequence. */
export function bareInsert(db: DatabaseSync): (generated: Generated) => number {
  db.exec('pragma journal_mode = wal; pragma synchronous = full');
  const insert = db.prepare(
    'insert into events (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
  );
  return (generated) => {
    const { id, type, data, metadata } = toAppend(generated);
    const { stream, revision } = generated;
    return Number(
      insert.run(stream, revision, id, type, JSON.stringify(data), JSON.stringify(metadata)).lastInsertRowid,
    );
  };
}
