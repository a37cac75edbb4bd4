import type { SuggestionCounts } from '../../projections/read-models/suggestion-progress/count-suggestions.js';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import { addDays } from '../../src/history/days.js';
import type { Recorded } from '../../src/history/event.js';
import { CityHall, type Told } from '../journeys/city-hall.js';
import { randomFrom } from '../torture/random.js';
import { countedAt } from './naive-status.js';
import { nextCommand, openings, type Sent, TODAY } from './random-command.js';

/** What came of a city that was driven by random commands. */
export interface Driven {
  readonly accepted: ReadonlyMap<string, number>;
  readonly refused: number;
  /** What did not agree, in words; empty where all did. */
  readonly wrong: readonly string[];
}

/** So many commands go by between two looks at totals. */
const LOOK_AFTER = 6;

/**
 * Drives the whole program by commands that a seed makes, for as long as it is told to: after each, the log holds what
 * was accepted and nothing of what was refused; after some, totals of random moments equal a recount of the raw log.
 */
export async function drive(seed: number, goOn: (commands: number) => boolean): Promise<Driven> {
  const random = randomFrom(seed);
  const hall = await CityHall.open(TODAY);
  const accepted = new Map<string, number>();
  const wrong: string[] = [];
  let refused = 0;
  try {
    await hall.loadExample();
    for (const { path, body } of openings) await hall.done(path, body);
    let log = await hall.log();
    for (let count = 0; goOn(count) && wrong.length === 0; count++) {
      const command = nextCommand(log, count, random);
      const told = await hall.post(command.path, command.body);
      if (CALLS_FOR_MORE.has(command.name)) await settled(hall);
      const added = await hall.log(log.at(-1)!.position);
      wrong.push(...heldAgainst(command, told, log, added));
      if (told.status < 300) accepted.set(command.name, (accepted.get(command.name) ?? 0) + 1);
      else refused++;
      log = [...log, ...added];
      if (count % LOOK_AFTER === LOOK_AFTER - 1) wrong.push(...(await compared(hall, log, random)));
    }
    wrong.push(...(await historiesOf(hall, log)));
  } finally {
    await hall.close();
  }
  return { accepted, refused, wrong };
}

/** The commands whose events call for others. */
const CALLS_FOR_MORE = new Set(['split', 'hold', 'reschedule', 'correct', 'void', 'void whole', 'restore']);

/** Resolves once what events called for is through. */
async function settled(hall: CityHall): Promise<void> {
  const deadline = performance.now() + 20_000;
  while ((await hall.get<DistrictTotals>('/v1/district-totals')).underWay > 0) {
    if (performance.now() > deadline) throw new Error('it is still under way');
  }
}

function heldAgainst(
  { name, path, body }: Sent,
  { status, body: told }: Told,
  log: readonly Recorded[],
  added: readonly Recorded[],
): string[] {
  const said = `${name} ${path} ${JSON.stringify(body)} (${String(status)} ${told.type ?? ''})`;
  const own = added.filter(({ metadata }) => metadata.commandId === told.commandId);
  if (status >= 500) return [`${said}: ${told.detail ?? ''}`];
  if (status >= 300) return added.length === 0 ? [] : [`${said} was refused and wrote ${String(added.length)} events`];
  // Where it stands so already, nothing is to be done, and the answer is of what stands.
  if (own.length === 0 && (status === 201 || !stands(told, log)))
    return [`${said} was accepted and wrote nothing of its own`];
  const others = added.filter((one) => !own.includes(one) && one.metadata.recordedBy.id !== 'reactions');
  return others.map(({ type }) => `${said}: ${type} is of nobody`);
}

function stands({ id, revision }: Told['body'], log: readonly Recorded[]): boolean {
  return log.findLast(({ stream }) => stream.endsWith(id))?.revision === revision;
}

/** Totals and counts of a random moment against a recount. */
async function compared(hall: CityHall, log: readonly Recorded[], random: () => number): Promise<string[]> {
  const asOf = random() < 0.3 ? TODAY : addDays('2022-03-01', Math.floor(random() * 122));
  const known = random() < 0.4 ? log.length : 80 + Math.floor(random() * (log.length - 80));
  const moment = `asOf=${asOf}&knownAt=${String(known)}`;
  const expected = countedAt(log, asOf, known);
  const { total, cells } = await hall.get<SuggestionCounts>(`/v1/suggestion-counts?by=round,dong,status&${moment}`);
  const cellsOf = (all: readonly (readonly [string, number])[]) =>
    JSON.stringify([...all].sort((a, b) => (a[0] < b[0] ? -1 : 1)));
  const recount = Map.groupBy(expected, ({ round, dong, status }) => `${round} ${dong ?? ''} ${status}`);
  const here = cellsOf(cells.map(({ of, count }) => [`${of.round!} ${of.dong ?? ''} ${of.status!}`, count]));
  const there = cellsOf([...recount].map(([key, all]) => [key, all.length]));
  const wrong = here === there && total === expected.length ? [] : [`${moment}: counts ${here}, a recount ${there}`];
  const { rounds } = await hall.get<DistrictTotals>(`/v1/district-totals?${moment}`);
  for (const { carried, round, suggestions, byStatus } of rounds) {
    if (carried) continue;
    const its = expected.filter((one) => one.round === round.id);
    const sums = Object.values(byStatus?.byDistrict ?? {}).flatMap((statuses) => Object.entries(statuses));
    const byStatusHere = cellsOf(
      [...Map.groupBy(sums, ([status]) => status)].map(([status, all]) => [
        status,
        all.reduce((sum, [, n]) => sum + n, 0),
      ]),
    );
    const byStatusThere = cellsOf(
      [...Map.groupBy(its, ({ status }) => status)].map(([status, all]) => [status, all.length]),
    );
    if (suggestions.total !== its.length || byStatusHere !== byStatusThere) {
      wrong.push(
        `${moment}: ${round.code} has ${String(suggestions.total)} ${byStatusHere}, a recount ${String(its.length)} ${byStatusThere}`,
      );
    }
  }
  return wrong;
}

/** Every entry of a suggestion is in its history, with who recorded it and when; what puts another right says why. */
async function historiesOf(hall: CityHall, log: readonly Recorded[]): Promise<string[]> {
  const streams = Map.groupBy(
    log.filter(({ stream }) => stream.startsWith('suggestion-')),
    ({ stream }) => stream,
  );
  const wrong: string[] = [];
  for (const [stream, events] of streams) {
    const entries = await hall.history('suggestions', stream.slice('suggestion-'.length));
    const told = entries.map(({ eventId, metadata }) => [eventId, metadata.recordedAt, metadata.recordedBy.id].join());
    const recorded = events.map(({ id, metadata }) => [id, metadata.recordedAt, metadata.recordedBy.id].join());
    if (told.join(' ') !== recorded.join(' '))
      wrong.push(`${stream}: its history is ${told.join(' ')}, the log has ${recorded.join(' ')}`);
    for (const { type, data, eventId } of entries) {
      if (type.startsWith('Entry') && !(data as { why?: string }).why)
        wrong.push(`${stream}: ${eventId} does not say why`);
    }
  }
  return wrong;
}
