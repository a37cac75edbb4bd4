/** Holds a lock on a SQLite file: `hold-lock.mjs <file> immediate|exclusive`; let go by a message {holdForMs}. */
import { DatabaseSync } from 'node:sqlite';

const [file, kind] = process.argv.slice(2);
const db = new DatabaseSync(file);
// In WAL mode an exclusive transaction lets readers through; the exclusive locking mode keeps everybody out.
if (kind === 'exclusive') db.exec('pragma locking_mode = exclusive');
db.exec('begin immediate; create table if not exists held (x); rollback; begin immediate');
process.on('message', ({ holdForMs }) => {
  setTimeout(() => {
    db.exec('rollback');
    db.close();
    process.disconnect();
  }, holdForMs);
});
process.send('locked');
