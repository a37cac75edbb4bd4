import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure, EXIT } from '../failure.js';
import { type AccountRole, ROLES } from './roles.js';

/** Somebody who may sign in. The log holds the id, the role and the department as then, never the name. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly department: string | null;
  readonly position: string | null;
  readonly disabled: boolean;
}

export interface Token {
  /** The beginning of the secret: by it people tell tokens apart. */
  readonly id: string;
  readonly account: string;
  readonly label: string;
  readonly kind: 'token' | 'session';
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

const FILE = 'access.sqlite';

const SCHEMA = `
  create table if not exists accounts (
    id text primary key, name text not null, role text not null, department text, position text,
    disabled integer not null default 0, password text) strict;
  create table if not exists tokens (
    hash text primary key, id text not null unique, account text not null references accounts (id), label text not null,
    kind text not null, made_at text not null, expires_at text not null, last_used_at text) strict;
  create table if not exists sign_ins (at text not null, account text not null, address text not null, outcome text not null) strict;
  create index if not exists sign_ins_of on sign_ins (account, at);
`;

const AN_ID = /^[a-z0-9][a-z0-9._-]{1,31}$/;
/** A token's last use is noted no more often. */
const NOTED_EVERY_MS = 60_000;
/** So long sign-ins are kept. */
const KEPT_MS = 180 * 86_400_000;

/** Accounts, tokens and sessions: a file of their own, apart from the log and the read models. */
export class Accounts {
  private readonly db: DatabaseSync;

  constructor(
    dataDir: string,
    private readonly now: () => Date,
  ) {
    mkdirSync(dataDir, { recursive: true });
    this.db = new DatabaseSync(join(dataDir, FILE), { timeout: 2_000 });
    // Whoever runs the ledger reads it, and nobody else on the machine.
    chmodSync(join(dataDir, FILE), 0o600);
    this.db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
    this.db.exec(SCHEMA);
  }

  close(): void {
    this.db.close();
  }

  /** A copy of one moment, also while the server runs. False where there are no accounts. Throws where a copy is there. */
  static backUp(dataDir: string, directory: string): boolean {
    const from = join(dataDir, FILE);
    if (!existsSync(from)) return false;
    const db = new DatabaseSync(from, { timeout: 2_000 });
    try {
      if (!db.prepare('select 1 from accounts limit 1').get()) return false;
      db.prepare('vacuum into ?').run(join(directory, FILE));
      return true;
    } finally {
      db.close();
    }
  }

  /** Puts a copy where there is none yet. False where none was backed up. */
  static restore(directory: string, dataDir: string): boolean {
    const from = join(directory, FILE);
    if (!existsSync(from)) return false;
    copyFileSync(from, join(dataDir, FILE));
    return true;
  }

  /** Throws Failure for an id or role that cannot be, and for one that is there. */
  add(account: Omit<Account, 'disabled'>): void {
    const { id, name, role, department, position } = account;
    if (!AN_ID.test(id)) throw refused(`"${id}" is no account id: 2 to 32 of a-z, 0-9, ".", "_", "-", such as kim.mj`);
    if (!ROLES.includes(role)) throw refused(`"${role}" is no role; there are ${ROLES.join(', ')}`);
    if (role === 'handler' && department === null) throw refused('a handler has a department: --department parks');
    if (this.account(id)) throw refused(`account ${id} is there already`);
    this.db
      .prepare('insert into accounts (id, name, role, department, position) values (?, ?, ?, ?, ?)')
      .run(id, name, role, department, position);
  }

  list(): readonly Account[] {
    return this.db.prepare('select * from accounts order by id').all().map(accountOf);
  }

  account(id: string): Account | undefined {
    const row = this.db.prepare('select * from accounts where id = ?').get(id);
    return row && accountOf(row);
  }

  /** Disabled, it is signed out everywhere at once; it is never removed. Throws Failure where it is not there. */
  setDisabled(id: string, disabled: boolean): void {
    this.mustBeThere(id);
    this.db.prepare('update accounts set disabled = ? where id = ?').run(disabled ? 1 : 0, id);
    if (disabled) this.db.prepare('delete from tokens where account = ?').run(id);
  }

  /** Whoever is signed in with the former one is signed out. Throws Failure where the account is not there. */
  setPassword(id: string, hash: string): void {
    this.mustBeThere(id);
    this.db.prepare('update accounts set password = ? where id = ?').run(hash, id);
    this.db.prepare("delete from tokens where account = ? and kind = 'session'").run(id);
  }

  passwordOf(id: string): string | null {
    const row = this.db.prepare('select password from accounts where id = ? and disabled = 0').get(id);
    return (row?.password as string | null | undefined) ?? null;
  }

  /** The secret, which is told once and kept as a digest alone. Throws Failure where the account is not there. */
  makeToken(account: string, label: string, kind: Token['kind'], lastsMs: number): string {
    this.mustBeThere(account);
    const secret = `ledger_${randomBytes(32).toString('base64url')}`;
    const made = this.now();
    this.db
      .prepare('insert into tokens (hash, id, account, label, kind, made_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)')
      .run(
        digestOf(secret),
        secret.slice(0, 15),
        account,
        label,
        kind,
        made.toISOString(),
        new Date(made.getTime() + lastsMs).toISOString(),
      );
    return secret;
  }

  tokens(): readonly Token[] {
    return this.db.prepare('select * from tokens order by made_at, id').all().map(tokenOf);
  }

  /** Whether there was one. */
  revoke(id: string): boolean {
    return this.db.prepare('delete from tokens where id = ?').run(id).changes > 0;
  }

  revokeSecret(secret: string): void {
    this.db.prepare('delete from tokens where hash = ?').run(digestOf(secret));
  }

  /** Whose secret it is; undefined where it is nobody's, has run out, or its account is disabled. */
  holderOf(secret: string, idleMs: number): Account | undefined {
    const row = this.db.prepare('select * from tokens where hash = ?').get(digestOf(secret));
    if (!row) return undefined;
    const token = tokenOf(row);
    const now = this.now();
    if (Date.parse(token.expiresAt) <= now.getTime()) return undefined;
    const lastUsed = Date.parse(token.lastUsedAt ?? token.madeAt);
    if (token.kind === 'session' && now.getTime() - lastUsed > idleMs) return undefined;
    const account = this.account(token.account);
    if (!account || account.disabled) return undefined;
    if (token.lastUsedAt === null || now.getTime() - lastUsed >= NOTED_EVERY_MS) {
      this.db.prepare('update tokens set last_used_at = ? where id = ?').run(now.toISOString(), token.id);
    }
    return account;
  }

  /** Notes that somebody tried to sign in; what is old is dropped. */
  noteSignIn(account: string, address: string, outcome: 'signed-in' | 'failed'): void {
    const now = this.now();
    this.db.prepare('insert into sign_ins values (?, ?, ?, ?)').run(now.toISOString(), account, address, outcome);
    this.db.prepare('delete from sign_ins where at < ?').run(new Date(now.getTime() - KEPT_MS).toISOString());
  }

  /** How often it failed of late, for an account or from an address, since it last succeeded for the account. */
  failures(account: string, address: string, withinMs: number): number {
    const since = new Date(this.now().getTime() - withinMs).toISOString();
    const row = this.db
      .prepare(
        `select max(
           (select count(*) from sign_ins where account = ? and outcome = 'failed' and at > ? and at >
             coalesce((select max(at) from sign_ins where account = ? and outcome = 'signed-in'), '')),
           (select count(*) / 4 from sign_ins where address = ? and outcome = 'failed' and at > ?)) as n`,
      )
      .get(account, since, account, address, since);
    return Number(row!.n);
  }

  private mustBeThere(id: string): void {
    if (!this.account(id)) throw refused(`there is no account ${id}; "ledger accounts list" names them`);
  }
}

function accountOf(row: Readonly<Record<string, unknown>>): Account {
  return {
    id: row.id as string,
    name: row.name as string,
    role: row.role as AccountRole,
    department: row.department as string | null,
    position: row.position as string | null,
    disabled: row.disabled === 1,
  };
}

function tokenOf(row: Readonly<Record<string, unknown>>): Token {
  return {
    id: row.id as string,
    account: row.account as string,
    label: row.label as string,
    kind: row.kind as Token['kind'],
    madeAt: row.made_at as string,
    expiresAt: row.expires_at as string,
    lastUsedAt: row.last_used_at as string | null,
  };
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function refused(sentence: string): Failure {
  return new Failure(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`, EXIT.usage);
}
