import type { Generated } from 'kysely';
import type { DatabaseKind } from './database-kind.js';

/** The engine's own tables. They stand beside the read models' and share their transactions. */
export interface Bookkeeping {
  ledger_builds: BuildRow;
  // Streams in quarantine. The tables keep the names they were made with: programs of before read them beside this one.
  ledger_held_streams: QuarantinedStreamRow;
  ledger_held_events: QuarantinedEventRow;
  ledger_requests: RequestRow;
  ledger_request_keys: RequestKeyRow;
  ledger_lease: LeaseRow;
  ledger_reactions: ReactionsRow;
  ledger_refused_reactions: RefusedReactionRow;
}

/** One build of one version of a read model, with its checkpoint. */
export interface BuildRow {
  build: number;
  name: string;
  version: number;
  state: StoredState;
  /** 1: queries read this build. */
  serving: 0 | 1;
  /** 1: it is to serve as soon as it has caught up. */
  takes_over: 0 | 1;
  /** 1: its indexes are there. */
  indexed: 0 | 1;
  /** The last event of ours that was dealt with, and its place; null before the first. */
  position: string | null;
  event_id: string | null;
  ordinal: number;
  recorded_up_to: string | null;
  /** Why it failed. */
  error: string | null;
  created_at: string;
  served_since: string | null;
}

/** builds/build.ts says which leads to which, and alone writes them. */
export type StoredState = 'new' | 'building' | 'live' | 'paused' | 'failed' | 'dropping';

/** A stream in quarantine, for one build. */
export interface QuarantinedStreamRow {
  build: number;
  stream: string;
  /** Of the event that cannot be folded. */
  ordinal: number;
  error: string;
  held_since: string;
  attempts: number;
}

/** An event of a stream in quarantine: the bad one, and those that wait behind it. */
export interface QuarantinedEventRow {
  build: number;
  ordinal: number;
  stream: string;
  recorded_up_to: string;
  /** The event as recorded, in JSON. */
  event: string;
}

export const REQUEST_KINDS = ['pause', 'resume', 'retry', 'rebuild', 'switch', 'drop'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What an operator asks of whoever holds the lease. */
export interface RequestRow {
  id: Generated<number>;
  kind: RequestKind;
  /** A read model; null means all. */
  name: string | null;
  build: number | null;
  stream: string | null;
  state: 'asked' | 'done' | 'refused';
  answer: string | null;
  asked_at: string;
  answered_at: string | null;
}

/** Under which key a request was asked. A table of its own: programs of before know ledger_requests without it. */
export interface RequestKeyRow {
  key: string;
  fingerprint: string;
  request: number | null;
}

/** Who projects. One row. */
export interface LeaseRow {
  id: number;
  holder: string;
  /** Grows with every holder. */
  token: number;
  /** Milliseconds since 1970, by the database's clock. */
  expires_at: number;
  /** For how long it was taken, in milliseconds; null by a program of before. */
  length_ms: number | null;
}

/** Up to which ordinal events that call for commands were dealt with. One row. */
export interface ReactionsRow {
  id: number;
  ordinal: number;
}

/** A command that an event called for and that was refused. */
export interface RefusedReactionRow {
  event_id: string;
  /** The suggestion that it was to make or to correct. */
  target: string;
  kind: 'part' | 'along';
  /** The suggestion that was split, or the meeting that moved. */
  about: string;
  code: string;
  ko: string;
  en: string;
}

/** The statements that make the engine's tables. */
export function bookkeepingTables(kind: DatabaseKind): readonly string[] {
  const integer = kind === 'sqlite' ? 'integer' : 'bigint';
  const text = kind === 'sqlite' ? 'text' : 'text collate "C"';
  const serial = kind === 'sqlite' ? 'integer primary key autoincrement' : 'bigserial primary key';
  const strict = kind === 'sqlite' ? ' strict' : '';
  return [
    `create table if not exists ledger_builds (
      build ${integer} primary key, name ${text} not null, version ${integer} not null, state ${text} not null,
      serving ${integer} not null, takes_over ${integer} not null, indexed ${integer} not null,
      position ${text}, event_id ${text}, ordinal ${integer} not null, recorded_up_to ${text},
      error ${text}, created_at ${text} not null, served_since ${text})${strict}`,
    `create unique index if not exists ledger_builds_serving on ledger_builds (name) where serving = 1`,
    `create table if not exists ledger_held_streams (
      build ${integer} not null, stream ${text} not null, ordinal ${integer} not null, error ${text} not null,
      held_since ${text} not null, attempts ${integer} not null, primary key (build, stream))${strict}`,
    `create table if not exists ledger_held_events (
      build ${integer} not null, ordinal ${integer} not null, stream ${text} not null, recorded_up_to ${text} not null,
      event ${text} not null, primary key (build, ordinal))${strict}`,
    `create index if not exists ledger_held_events_stream on ledger_held_events (build, stream, ordinal)`,
    `create table if not exists ledger_requests (
      id ${serial}, kind ${text} not null, name ${text}, build ${integer}, stream ${text}, state ${text} not null,
      answer ${text}, asked_at ${text} not null, answered_at ${text})${strict}`,
    `create table if not exists ledger_request_keys (
      key ${text} primary key, fingerprint ${text} not null, request ${integer})${strict}`,
    `create table if not exists ledger_lease (
      id ${integer} primary key, holder ${text} not null, token ${integer} not null, expires_at ${integer} not null,
      length_ms ${integer})${strict}`,
    `create table if not exists ledger_reactions (id ${integer} primary key, ordinal ${integer} not null)${strict}`,
    `create table if not exists ledger_refused_reactions (
      event_id ${text} not null, target ${text} not null, kind ${text} not null, about ${text} not null, code ${text} not null,
      ko ${text} not null, en ${text} not null, primary key (event_id, target))${strict}`,
    `insert into ledger_reactions (id, ordinal) values (1, 0) on conflict do nothing`,
    `insert into ledger_lease (id, holder, token, expires_at) values (1, '', 0, 0) on conflict do nothing`,
  ];
}

/** Columns that tables of before lack: how to see it, in a row, and how to add them. */
export function addedColumns(kind: DatabaseKind): readonly { readonly isThere: string; readonly add: string }[] {
  const isThere =
    kind === 'sqlite'
      ? `select 1 from pragma_table_info('ledger_lease') where name = 'length_ms'`
      : `select 1 from pg_attribute where attrelid = 'ledger_lease'::regclass and attname = 'length_ms'`;
  return [
    { isThere, add: `alter table ledger_lease add column length_ms ${kind === 'sqlite' ? 'integer' : 'bigint'}` },
  ];
}

/** Milliseconds since 1970 by the database's clock, as an SQL expression. */
export function databaseClock(kind: DatabaseKind): string {
  return kind === 'sqlite'
    ? `cast(unixepoch('subsec') * 1000 as integer)`
    : `cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;
}
