import canonicalize from 'canonicalize';
import type { Contracts, EventContract } from '../history/contract.js';
import { contractOf } from '../history/contract.js';
import type { Amendment, Change, EntryCorrected, EntryVoided } from '../history/corrected-history.js';
import {
  AMENDMENT_VERSION,
  correctedHistory,
  isAmendment,
  isCorrection,
  isVoid,
  voidedIds,
} from '../history/corrected-history.js';
import type { LocalDate } from '../history/days.js';
import type { Event, Metadata, Recorded } from '../history/event.js';
import { segments, valueAt } from '../history/json-pointer.js';
import type { Aggregate } from './aggregate.js';
import { RuleBroken } from './refusals.js';

/** What is asked for when an entry is corrected. */
export interface Correction {
  readonly eventId: string;
  readonly changes: readonly Change[];
  readonly why: string;
}

/** A decided amendment, and the entries whose rules across streams are to be judged again. */
export interface Amended<E extends Event> {
  readonly events: readonly Amendment[];
  readonly toJudgeAgain: readonly E[];
}

/** Corrects one standing entry; every `from` must be what stands. */
export function correctEntry<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  correction: Correction,
  today: LocalDate,
): Amended<E> {
  const entry = entryNamed(raw, correction.eventId);
  if (isAmendment(entry)) {
    throw new RuleBroken('amendment-not-correctable', `${named(entry)} can be voided, not corrected`);
  }
  if (voidedIds(raw).has(entry.id)) throw new RuleBroken('entry-not-standing', `${named(entry)} is voided`);
  const contract = knownContract(aggregate.contracts, entry);
  const standing = correctedHistory(raw, aggregate.contracts).find(({ id }) => id === entry.id)!;
  checkChanges(contract, standing, correction.changes);
  const event: EntryCorrected = {
    type: 'EntryCorrected',
    data: {
      eventId: entry.id,
      type: entry.type,
      schemaVersion: contract.version,
      changes: correction.changes.map(({ path, from, to }) => ({ path, from, to })),
      why: correction.why,
    },
  };
  return judged(aggregate, raw, [event], today);
}

/** Voids one standing entry: a fact, a correction or another void (which takes that one back). Voiding what is voided changes nothing. */
export function voidEntry<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  eventId: string,
  why: string,
  today: LocalDate,
): Amended<E> {
  const entry = entryNamed(raw, eventId);
  const voided = voidedIds(raw);
  if (voided.has(entry.id)) return { events: [], toJudgeAgain: [] };
  const subject = subjectOf(raw, entry);
  if (isCorrection(subject)) refuseWhereBuiltUpon(raw, subject, voided);
  else if (!knownContract(aggregate.contracts, subject).voidable) {
    throw new RuleBroken('entry-not-voidable', `${named(subject)} can be corrected, not voided by itself`);
  }
  return judged(aggregate, raw, [{ type: 'EntryVoided', data: { eventId, why } }], today);
}

/** Takes a whole stream out of all counts: voids every standing fact in one append. */
export function voidWhole<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  why: string,
): Amended<E> {
  const standing = correctedHistory(raw, aggregate.contracts);
  // From the last back, so that each void by itself leaves a history that its stream allows.
  const events = standing
    .toReversed()
    .map(({ id }): EntryVoided => ({ type: 'EntryVoided', data: { eventId: id, why } }));
  return { events, toJudgeAgain: [] };
}

/** Takes back the last voiding of the whole stream: voids the voids of that one command. */
export function restoreWhole<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  why: string,
  today: LocalDate,
): Amended<E> {
  if (correctedHistory(raw, aggregate.contracts).length > 0) return { events: [], toJudgeAgain: [] };
  const voided = voidedIds(raw);
  const standingVoids = raw.filter((event): event is Recorded<EntryVoided> => isVoid(event) && !voided.has(event.id));
  const last = standingVoids.at(-1);
  if (!last) return { events: [], toJudgeAgain: [] };
  const events = standingVoids
    .filter(({ metadata }) => metadata.commandId === last.metadata.commandId)
    .toReversed()
    .map(({ id }): EntryVoided => ({ type: 'EntryVoided', data: { eventId: id, why } }));
  return judged(aggregate, raw, events, today);
}

/**
 * Replays the history as it will stand. From the first entry that changes on, each entry is judged by the
 * rules of its own stream; those that are new or changed are handed back to be judged across streams.
 */
function judged<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  events: readonly Amendment[],
  today: LocalDate,
): Amended<E> {
  const before = new Map(
    correctedHistory(raw, aggregate.contracts).map((entry) => [entry.id, canonicalize(entry.data)]),
  );
  const after = correctedHistory([...raw, ...events.map(asIfRecorded)], aggregate.contracts);
  const toJudgeAgain: Recorded<E>[] = [];
  const firstTouched = firstChange(raw, before, after);
  let state = aggregate.initial;
  for (const entry of after) {
    const changed = before.get(entry.id) !== canonicalize(entry.data);
    if (changed) toJudgeAgain.push(entry);
    if (entry.revision >= firstTouched) admitAgain(aggregate, state, entry, today, changed);
    state = aggregate.evolve(state, entry);
  }
  return { events, toJudgeAgain };
}

function admitAgain<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  state: State,
  entry: Recorded<E>,
  today: LocalDate,
  changed: boolean,
): void {
  try {
    aggregate.admit(state, entry, today);
  } catch (error) {
    if (!(error instanceof RuleBroken) || changed) throw error;
    throw new RuleBroken(error.rule, `${named(entry)} stands in the way: ${error.message}`, {
      id: entry.id,
      type: entry.type,
      revision: entry.revision,
    });
  }
}

function firstChange(
  raw: readonly Recorded[],
  before: ReadonlyMap<string, unknown>,
  after: readonly Recorded[],
): number {
  const then = new Map(after.map((entry) => [entry.id, canonicalize(entry.data)]));
  return raw.find(({ id }) => before.get(id) !== then.get(id))?.revision ?? raw.length;
}

function asIfRecorded(event: Amendment, index: number): Recorded<Amendment> {
  const metadata = { schemaVersion: AMENDMENT_VERSION } as Metadata;
  return {
    ...event,
    id: `undecided-${String(index)}`,
    stream: '',
    revision: Number.MAX_SAFE_INTEGER,
    position: '',
    metadata,
  };
}

function entryNamed(raw: readonly Recorded[], eventId: string): Recorded {
  const entry = raw.find(({ id }) => id === eventId);
  if (!entry) throw new RuleBroken('entry-unknown', `no entry ${eventId} is in this history`);
  return entry;
}

/** What a chain of voids is about in the end: a fact or a correction. */
function subjectOf(raw: readonly Recorded[], entry: Recorded): Recorded {
  return isVoid(entry) ? subjectOf(raw, entryNamed(raw, entry.data.eventId)) : entry;
}

function knownContract(contracts: Contracts, entry: Recorded): EventContract {
  const contract = contractOf(contracts, entry.type);
  if (!contract) throw new RuleBroken('entry-type-unknown', `this version of the program does not know ${entry.type}`);
  return contract;
}

function checkChanges(contract: EventContract, entry: Recorded, changes: readonly Change[]): void {
  const paths = changes.map(({ path }) => path);
  if (new Set(paths).size < paths.length) throw new RuleBroken('path-named-twice', 'each path may be named once');
  for (const { path, from, to } of changes) {
    const check = checkOf(contract, path);
    if (!check) {
      const allowed = Object.keys(contract.correctable).join(', ') || 'nothing';
      throw new RuleBroken(
        'path-not-correctable',
        `${path} of ${entry.type} cannot be corrected; what can: ${allowed}`,
      );
    }
    const stands = valueAt(entry.data, path);
    if (stands === undefined) throw new RuleBroken('path-not-there', `${path} is not there in ${named(entry)}`);
    if (canonicalize(stands) !== canonicalize(from)) {
      throw new RuleBroken(
        'from-differs',
        `${path} stands at ${JSON.stringify(stands)}, not at ${JSON.stringify(from)}`,
      );
    }
    const problem = check(to);
    if (problem) throw new RuleBroken('value-not-allowed', `${path} ${problem}, not ${JSON.stringify(to)}`);
  }
  for (const group of contract.together ?? []) {
    const missing = group.filter((path) => !paths.includes(path));
    if (missing.length > 0 && missing.length < group.length) {
      throw new RuleBroken('changes-together', `${group.join(', ')} change together; ${missing.join(', ')} is missing`);
    }
  }
  if (changes.every(({ from, to }) => canonicalize(from) === canonicalize(to))) {
    throw new RuleBroken('changes-nothing', 'the correction changes nothing');
  }
}

function checkOf(contract: EventContract, path: string): ((value: unknown) => string | undefined) | undefined {
  const wanted = segments(path);
  const match = Object.entries(contract.correctable).find(([pattern]) => {
    const parts = segments(pattern);
    return parts.length === wanted.length && parts.every((part, index) => part === '*' || part === wanted[index]);
  });
  return match?.[1];
}

function refuseWhereBuiltUpon(
  raw: readonly Recorded[],
  entry: Recorded<EntryCorrected>,
  voided: ReadonlySet<string>,
): void {
  const paths = new Set(entry.data.changes.map(({ path }) => path));
  const later = raw.find(
    (event) =>
      isCorrection(event) &&
      event.revision > entry.revision &&
      !voided.has(event.id) &&
      event.data.eventId === entry.data.eventId &&
      event.data.changes.some(({ path }) => overlaps(path, paths)),
  );
  if (!later) return;
  const { id, type, revision } = later;
  throw new RuleBroken('correction-built-upon', `${named(later)} builds on it: void that first`, {
    id,
    type,
    revision,
  });
}

function overlaps(path: string, paths: ReadonlySet<string>): boolean {
  for (const other of paths) {
    if (path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`)) return true;
  }
  return false;
}

function named(entry: Pick<Recorded, 'id' | 'type' | 'revision'>): string {
  return `${entry.type} ${entry.id} (revision ${String(entry.revision)})`;
}
