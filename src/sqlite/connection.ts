import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** Tables may come and go with their names: what is kept is bounded. */
const KEPT_STATEMENTS = 500;

/** A connection that never waits for another one's lock, with its statements kept: a row by key comes four times as quick. */
export class SqliteConnection {
  readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(path: string, pragmas: readonly string[] = []) {
    // Waiting would hold up the event loop: whoever asks tries again (locks.ts).
    this.db = new DatabaseSync(path, { timeout: 0 });
    try {
      for (const pragma of pragmas) this.db.exec(`pragma ${pragma}`);
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      if (this.statements.size >= KEPT_STATEMENTS) this.statements.clear();
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  close(): void {
    this.statements.clear();
    if (this.db.isOpen) this.db.close();
  }
}
