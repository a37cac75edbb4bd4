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
  standingCorrections,
  voidedIds,
} from '../history/corrected-history.js';
import type { LocalDate } from '../history/days.js';
import type { Event, Metadata, Recorded } from '../history/event.js';
import { Standing } from '../history/standing.js';
import type { Aggregate } from './aggregate.js';
import { builtUpon, checkChanges, named, refuseWhereFromDiffers } from './changes.js';
import { broken } from './amend.rules.js';
import { refuseTooLarge } from './one-append.js';
import { type EntryInTheWay, RuleBroken } from './refusals.js';

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

const NOTHING = { events: [], toJudgeAgain: [] } as const;

/** Corrects one standing entry; every `from` must be what stands. */
export function correctEntry<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  correction: Correction,
  today: LocalDate,
): Amended<E> {
  const entry = entryNamed(raw, correction.eventId);
  if (isAmendment(entry)) {
    throw broken('amendment-not-correctable', { entry: named(entry) });
  }
  const voided = voidedIds(raw);
  if (voided.has(entry.id)) throw broken('entry-not-standing', { entry: named(entry) });
  const contract = knownContract(aggregate.contracts, entry);
  const corrections = standingCorrections(raw, voided).get(entry.id) ?? [];
  refuseLaterVersion(contract, entry, corrections);
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
  return judged(aggregate, raw, [event], today, entry.id);
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
  if (voidedIds(raw).has(entry.id)) return NOTHING;
  const event: EntryVoided = { type: 'EntryVoided', data: { eventId, why } };
  const { subject, takenOut } = subjectOf(raw, entry);
  if (isCorrection(subject)) {
    judgeCorrections(aggregate.contracts, subject, raw, event);
    return judged(aggregate, raw, [event], today, subject.data.eventId);
  }
  // Taking back a void needs no leave: what stood before may stand again, if the rules allow it.
  if (takenOut && !knownContract(aggregate.contracts, subject).voidable) {
    throw broken('entry-not-voidable', { entry: named(subject) });
  }
  return judged(aggregate, raw, [event], today, subject.id);
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
  refuseTooLarge(raw, events);
  return { events, toJudgeAgain: [] };
}

/**
 * Takes back the last voiding of the whole stream: voids the voids of that one command. Where all of them are
 * taken back already, or nothing was ever voided whole, there is nothing to do.
 */
export function restoreWhole<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  why: string,
  today: LocalDate,
): Amended<E> {
  const voiding = lastWholeVoiding(raw);
  if (!voiding || voiding.voids.length === 0) return NOTHING;
  const anew = correctedHistory(raw, aggregate.contracts).find(({ revision }) => revision > voiding.revision);
  if (anew) throw broken('recorded-anew', { entry: named(anew) }, inTheWay(anew));
  const events = voiding.voids
    .toReversed()
    .map(({ id }): EntryVoided => ({ type: 'EntryVoided', data: { eventId: id, why } }));
  refuseTooLarge(raw, events);
  return judged(aggregate, raw, events, today, undefined);
}

/** The command that last left nothing standing: its last revision, and those of its voids that still stand. */
function lastWholeVoiding(raw: readonly Recorded[]) {
  const emptied = lastEmptied(raw);
  if (!emptied) return undefined;
  const voided = voidedIds(raw);
  const voids = raw.filter(
    (event): event is Recorded<EntryVoided> =>
      isVoid(event) && event.metadata.commandId === emptied.metadata.commandId && !voided.has(event.id),
  );
  return { revision: emptied.revision, voids };
}

/** The last entry with which a stream that had facts came to have none that stands. */
function lastEmptied(raw: readonly Recorded[]): Recorded | undefined {
  const standing = new Standing();
  let emptied: Recorded | undefined;
  for (const event of raw) {
    const before = standing.facts;
    standing.add(event);
    if (before > 0 && standing.facts === 0) emptied = event;
  }
  return emptied;
}

/** Refuses to void or bring back a correction that a later one builds upon, or that would not find what it corrects. */
function judgeCorrections(
  contracts: Contracts,
  correction: Recorded<EntryCorrected>,
  raw: readonly Recorded[],
  event: EntryVoided,
): void {
  const entry = entryNamed(raw, correction.data.eventId);
  const now = standingCorrections(raw, voidedIds(raw)).get(entry.id) ?? [];
  const later = builtUpon(correction, now);
  if (later) throw broken('correction-built-upon', { entry: named(later) }, inTheWay(later));
  const after = [...raw, asIfRecorded(event, 0)];
  const contract = knownContract(contracts, entry);
  refuseWhereFromDiffers(contract, entry, standingCorrections(after, voidedIds(after)).get(entry.id) ?? []);
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
  /** The entry that the amendment is about; any other that breaks a rule stands in its way. */
  subjectId: string | undefined,
): Amended<E> {
  const before = dataById(correctedHistory(raw, aggregate.contracts));
  const after = correctedHistory([...raw, ...events.map(asIfRecorded)], aggregate.contracts);
  const then = dataById(after);
  const firstTouched = raw.find(({ id }) => before.get(id) !== then.get(id))?.revision ?? raw.length;
  const toJudgeAgain: Recorded<E>[] = [];
  let state = aggregate.initial;
  for (const entry of after) {
    if (before.get(entry.id) !== then.get(entry.id)) toJudgeAgain.push(entry);
    if (entry.revision >= firstTouched) admitAgain(aggregate, state, entry, today, subjectId);
    state = aggregate.evolve(state, entry);
  }
  return { events, toJudgeAgain };
}

function admitAgain<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  state: State,
  entry: Recorded<E>,
  today: LocalDate,
  subjectId: string | undefined,
): void {
  try {
    aggregate.admit(state, entry, today);
  } catch (error) {
    if (!(error instanceof RuleBroken) || entry.id === subjectId) throw error;
    const { ko, en } = error.sentence;
    const sentence = {
      ko: `${named(entry)} 때문에 할 수 없습니다: ${ko}`,
      en: `${named(entry)} stands in the way: ${en}`,
    };
    throw new RuleBroken(error.rule, error.values, sentence, inTheWay(entry));
  }
}

function dataById(history: readonly Recorded[]): ReadonlyMap<string, string | undefined> {
  return new Map(history.map((entry) => [entry.id, canonicalize(entry.data)]));
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

function inTheWay({ id, type, revision }: Recorded): EntryInTheWay {
  return { id, type, revision };
}

function entryNamed(raw: readonly Recorded[], eventId: string): Recorded {
  return raw.find(({ id }) => id === eventId) ?? unknownEntry(eventId);
}

function unknownEntry(eventId: string): never {
  throw broken('entry-unknown', { eventId });
}

/** What a chain of voids is about in the end, a fact or a correction, and whether voiding the chain's end takes it out. */
function subjectOf(raw: readonly Recorded[], entry: Recorded): { subject: Recorded; takenOut: boolean } {
  const byId = new Map(raw.map((event) => [event.id, event]));
  let subject = entry;
  let takenOut = true;
  for (; isVoid(subject); takenOut = !takenOut)
    subject = byId.get(subject.data.eventId) ?? unknownEntry(subject.data.eventId);
  return { subject, takenOut };
}

function knownContract(contracts: Contracts, entry: Recorded): EventContract {
  const contract = contractOf(contracts, entry.type);
  if (!contract) throw broken('entry-type-unknown', { type: entry.type });
  return contract;
}

/** An older program cannot know what the paths of a later version mean. */
function refuseLaterVersion(
  contract: EventContract,
  entry: Recorded,
  corrections: readonly Recorded<EntryCorrected>[],
): void {
  const latest = Math.max(entry.metadata.schemaVersion, ...corrections.map(({ data }) => data.schemaVersion));
  if (latest <= contract.version) return;
  throw broken('entry-of-later-version', { entry: named(entry), latest, known: contract.version });
}
