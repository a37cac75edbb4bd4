import { CityHall } from '../journeys/city-hall.js';
import { inputOf, isRecorded, logUpTo, type Sent, write } from './samples.js';
import { statesOf } from './states.js';

/** `npm run record-samples -- DAY`: sends what DAY/input.json says to this program and keeps what came of it. */
const [day] = process.argv.slice(2);
if (day === undefined) throw new Error('Say which folder of test/stored-samples is to be recorded.');
if (isRecorded(day))
  throw new Error(`${day} is recorded already, and stays as it is: what is new goes into a new one.`);

const { commands, questions, today } = inputOf(day);
const before = logUpTo(day);
const names = new Map<string, string>();
const sent: Sent[] = [];
const hall = await CityHall.open(today, {}, { reacting: false });
try {
  await hall.replay(before);
  for (const { on, path, body, as } of commands) {
    if (on !== undefined) hall.itIs(on);
    const number = String(sent.length + 1).padStart(4, '0');
    const key = `00000000-0000-4000-8000-${day.replaceAll(/\D/g, '')}${number}`;
    const command = named({ path: `/v1/${path}`, body });
    const { status, body: answer } = await hall.post(command.path, command.body, { 'Idempotency-Key': key });
    if (status >= 300) throw new Error(`${JSON.stringify(command)} is refused: ${JSON.stringify(answer)}`);
    sent.push({ key, ...command, answer });
    if (as === undefined) continue;
    names.set(as, answer.id);
    const first = (await hall.log()).find(({ metadata }) => metadata.commandId === key);
    names.set(`${as}.entry`, first!.id);
  }
  hall.itIs(today, '18:00');
  const answers = [];
  for (const question of questions) {
    const path = named(`/v1/${question}`);
    answers.push({ path, answer: await hall.get(path) });
  }
  const log = (await hall.log()).map(({ position: _, ...stored }) => stored);
  write(day, 'log', log.slice(before.length));
  write(day, 'commands', sent);
  write(day, 'answers', answers);
  write(day, 'states', statesOf(log));
} finally {
  await hall.close();
}

/** With ids for the names. */
function named<T>(value: T): T {
  const text = JSON.stringify(value).replaceAll(/@([a-zA-Z0-9]+(?:\.entry)?)/g, (_, name: string) => {
    const id = names.get(name);
    if (id === undefined) throw new Error(`@${name} is named by no command before.`);
    return id;
  });
  return JSON.parse(text) as T;
}
