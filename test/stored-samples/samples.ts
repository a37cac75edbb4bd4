import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Recorded } from '../../src/history/event.js';

/**
 * What a program of its day put into the log, and what it answered: a folder a day, made once by
 * `npm run record-samples -- DAY` from its `input.json` and never written again. Each folder's log goes on from those
 * before it. In `input.json` a command's `as` names what it is about (`@name`) and its first event (`@name.entry`).
 */
export interface Input {
  /** The day on which the questions are asked. */
  readonly today: string;
  readonly commands: readonly {
    /** It is this day from here on. */
    readonly on?: string;
    readonly path: string;
    readonly body: object;
    readonly as?: string;
  }[];
  readonly questions: readonly string[];
}

/** A command as it was sent, and what it was answered. */
export interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
  readonly answer: object;
}

export interface Answered {
  readonly path: string;
  readonly answer: unknown;
}

/** What a stream's events fold to, of the fields that `states.ts` names. */
export interface State {
  readonly stream: string;
  readonly state: unknown;
}

/** An event as stored; its place in the log is its line. */
export type Stored = Omit<Recorded, 'position'>;

export interface Sample {
  readonly name: string;
  readonly today: string;
  /** With those of the samples before it. */
  readonly log: readonly Stored[];
  readonly commands: readonly Sent[];
  readonly answers: readonly Answered[];
  readonly states: readonly State[];
}

const ROOM = 'test/stored-samples';
const NAMES = readdirSync(ROOM)
  .filter((name) => /^\d/.test(name))
  .sort();

/** Those that were recorded, the oldest first. */
export function samples(): readonly Sample[] {
  return NAMES.filter(isRecorded).map((name) => ({
    name,
    today: inputOf(name).today,
    log: logUpTo(name),
    commands: lines(name, 'commands') as Sent[],
    answers: lines(name, 'answers') as Answered[],
    states: lines(name, 'states') as State[],
  }));
}

export function isRecorded(name: string): boolean {
  return existsSync(`${ROOM}/${name}/log.ndjson`);
}

export function inputOf(name: string): Input {
  return JSON.parse(readFileSync(`${ROOM}/${name}/input.json`, 'utf8')) as Input;
}

/** The log that a day's commands were sent to: that of the days before, and where it is recorded its own. */
export function logUpTo(name: string): readonly Stored[] {
  return NAMES.filter((other) => other <= name && isRecorded(other)).flatMap((other) =>
    lines(other, 'log'),
  ) as Stored[];
}

export function write(name: string, file: 'log' | 'commands' | 'answers' | 'states', items: readonly object[]): void {
  const text = items.map((item) => `${JSON.stringify(item)}\n`).join('');
  writeFileSync(`${ROOM}/${name}/${file}.ndjson`, text);
}

function lines(name: string, file: string): readonly unknown[] {
  const text = readFileSync(`${ROOM}/${name}/${file}.ndjson`, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
