import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '9a2c1a5e-0a51-5d5e-8b0f-6a1f2f0f7c11';
const DONGS = ['4128151000', '4128152000', '4128551000'];
const PARTS = [{ text: '가로등' }, { text: '그늘막' }, { text: '의자' }];
const CITY: readonly (readonly [path: string, body: object])[] = [
  ['/v1/districts', { code: '41281', name: '덕양구' }],
  ['/v1/districts', { code: '41285', name: '일산동구' }],
  ...DONGS.map((code): [string, object] => [
    '/v1/dongs',
    { code, district: code.slice(0, 5), name: `${code}동`, source: '행정동 코드', confidence: '확실' },
  ]),
  [
    '/v1/rounds',
    {
      code: 'live',
      counting: 'live',
      kind: { code: 'resident-autonomy', ko: '동 주민자치 소통 간담회', en: 'autonomy meeting' },
      participants: '주민자치위원',
      agenda: '현안',
      meetingPeriod: { from: '2022-03', to: '2022-06' },
      suggestionPeriod: { from: '2022-03', to: '2022-06' },
      participationKind: 'briefing',
    },
  ],
];

interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: object;
  readonly kind: 'city' | 'meeting' | 'scheduled' | 'suggestion' | 'move' | 'split' | 'change' | 'void';
}

/** A command that was answered, with its answer. */
interface Answered extends Sent {
  readonly status: number;
  /** Where what it made is to be read. */
  readonly location: string | null;
  readonly answer: { readonly id: string; readonly position: string | null };
}

/**
 * Clerks who send commands to a server that may be killed at any moment, and send again, under the same key, what
 * was not answered. What was answered they keep, to hold the ledger to it.
 */
export class Clerks {
  readonly answered: Answered[] = [];
  private unanswered: Sent[];
  private sent = 0;

  constructor(private readonly random: () => number) {
    this.unanswered = CITY.map(([path, body]) => ({ key: this.key(), path, body, kind: 'city' }));
  }

  /** Sends, several at a time, until told to stop or until the server is gone. */
  async work(url: string, at: number, goOn: () => boolean): Promise<void> {
    await this.catchUp(url);
    const clerk = async () => {
      while (goOn()) if (!(await this.send(url, this.next()))) return;
    };
    await Promise.all(Array.from({ length: at }, clerk));
  }

  /** Sends again, in their order, the commands that were not answered, as far as the server answers. */
  async catchUp(url: string): Promise<void> {
    const waiting = this.unanswered;
    this.unanswered = [];
    for (const [index, command] of waiting.entries()) {
      if (await this.send(url, command)) continue;
      this.unanswered.push(...waiting.slice(index + 1));
      return;
    }
  }

  /** How many commands wait for an answer. */
  get waiting(): number {
    return this.unanswered.length;
  }

  /** The last position that was answered. */
  get seen(): string {
    return this.answered.reduce((last, { answer }) => ((answer.position ?? '') > last ? answer.position! : last), '');
  }

  count(kind: Sent['kind']): number {
    return this.done(kind).length;
  }

  /**
   * What commands called for and is not so: parts of a suggestion that was split, each once, and suggestions on the day
   * and in the dong of their meeting. Told of what nobody voided. One that was decided while its meeting moved may have
   * it as it was: that is listed as disagreeing.
   */
  async undone(url: string): Promise<readonly string[]> {
    const voided = new Set(this.answered.filter(({ kind }) => kind === 'void').map(({ path }) => path.split('/')[3]!));
    const suggestions = (await allOf(url)).filter(({ id }) => !voided.has(id));
    const split = new Set(
      this.answered
        .filter(({ kind, status }) => kind === 'split' && status < 300)
        .map(({ path }) => path.split('/')[3]!),
    );
    const partsOf = Map.groupBy(suggestions, ({ splitFrom }) => splitFrom);
    const meetings = await meetingsOf(url);
    return [
      ...[...split]
        .filter((id) => !voided.has(id) && partsOf.get(id)?.length !== PARTS.length)
        .filter((id) => !this.movedMeanwhile(id))
        .map((id) => `${id} has ${String(partsOf.get(id)?.length ?? 0)} parts`),
      ...suggestions
        .filter(({ meetingId }) => meetingId !== null && meetings.has(meetingId))
        .filter(({ meetingId, raisedOn, dong }) => meetings.get(meetingId!) !== `${raisedOn} ${dong!}`)
        .filter(({ id }) => !this.movedMeanwhile(id))
        .map(({ id, meetingId, raisedOn, dong }) => `${id} ${raisedOn} ${dong!}, not ${meetings.get(meetingId!)!}`),
    ];
  }

  /** Whether its meeting moved at about the time when the suggestion was recorded. */
  private movedMeanwhile(suggestion: string): boolean {
    const recorded = this.answered.find(({ kind, answer }) => kind === 'suggestion' && answer.id === suggestion);
    const at = Number(recorded?.answer.position);
    const meeting = (recorded?.body as { readonly meetingId?: string } | undefined)?.meetingId;
    const moves = this.answered.filter(({ kind, answer }) => kind === 'move' && answer.id === meeting);
    return moves.some(({ answer: { position } }) => Math.abs(at - Number(position)) <= MEANWHILE);
  }

  /** Ids of what was made, or changed. */
  private done(kind: Sent['kind']): readonly string[] {
    return this.answered.filter((one) => one.kind === kind && one.status < 300).map(({ answer }) => answer.id);
  }

  /**
   * Positions that were answered and that no command, sent once more, is answered alike, status and Location included.
   * A command that decided nothing answers the position of another's event, of another clerk or of what a move called
   * for, and is decided anew.
   */
  async lost(url: string): Promise<readonly string[]> {
    const kept = new Map<string, boolean>();
    for (const one of this.answered) {
      const { position } = one.answer;
      if (one.status >= 300 || position === null || kept.get(position)) continue;
      const again = await answeredBy(await post(url, one));
      const { status, location, answer } = one;
      const alike = JSON.stringify(again) === JSON.stringify({ status, location, answer });
      kept.set(position, alike || (await recordedByReaction(url, one, position)));
    }
    return [...kept].filter(([, alike]) => !alike).map(([position]) => position);
  }

  /** False where no answer came, or none that settles it. */
  private async send(url: string, command: Sent): Promise<boolean> {
    try {
      const answered = await answeredBy(await post(url, command));
      if (answered.status < 500) {
        this.answered.push({ ...command, ...answered });
        return true;
      }
    } catch {
      // It was killed before it answered: whether it recorded this is not known.
    }
    this.unanswered.push(command);
    return false;
  }

  private next(): Sent {
    const dice = this.random();
    const dong = this.oneOf(DONGS);
    const day = `2022-0${String(3 + Math.floor(this.random() * 4))}-${String(10 + Math.floor(this.random() * 18))}`;
    const key = this.key();
    if (dice < 0.1) {
      return { key, kind: 'meeting', path: '/v1/meetings', body: { round: 'live', dong, heldOn: day } };
    }
    const scheduled = this.done('scheduled');
    if (dice < 0.13 || scheduled.length === 0) {
      const body = { round: 'live', dong, scheduledOn: day };
      return { key, kind: 'scheduled', path: '/v1/meetings/scheduled', body };
    }
    if (dice < 0.17) {
      const path = `/v1/meetings/${this.oneOf(scheduled)}/rescheduling`;
      return { key, kind: 'move', path, body: { dong, scheduledOn: day, why: '시험' } };
    }
    const known = this.done('suggestion');
    if (dice < 0.6 || known.length === 0) {
      const where = dice < 0.35 ? { meetingId: this.oneOf(scheduled) } : { round: 'live', dong, raisedOn: day };
      const body = { ...where, channel: 'pre-submitted', proposerKind: 'resident', text: '건의' };
      return { key, kind: 'suggestion', path: '/v1/suggestions', body };
    }
    const about = `/v1/suggestions/${this.oneOf(known)}`;
    if (dice < 0.68) {
      const body = { splitOn: '2022-07-01', parts: PARTS };
      return { key, kind: 'split', path: `${about}/split`, body };
    }
    if (dice < 0.75) {
      return {
        key,
        kind: 'change',
        path: `${about}/assignment`,
        body: { department: 'parks', assignedOn: '2022-07-01' },
      };
    }
    if (dice < 0.9) {
      const body = { outcome: 'completed', resolvedOn: '2022-07-02' };
      return { key, kind: 'change', path: `${about}/resolution`, body };
    }
    const kind = dice < 0.95 ? 'void' : 'change';
    return { key, kind, path: `${about}/${kind === 'void' ? 'void' : 'restoration'}`, body: { why: '시험' } };
  }

  private key(): string {
    return uuidv5(String(this.sent++), NAMESPACE);
  }

  private oneOf<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)]!;
  }
}

/** Entries between which two commands may have been under way together: as many as clerks at most, and what follows them. */
const MEANWHILE = 30;

/** Whether what a command answered with is an entry that it did not call for itself. */
async function recordedByReaction(url: string, { path }: Sent, position: string): Promise<boolean> {
  const [, , collection, id] = path.split('/');
  const response = await fetch(`${url}/v1/${collection!}/${id!}/history?limit=500`);
  if (response.status !== 200) return false;
  const { entries } = (await response.json()) as {
    readonly entries: readonly { readonly position: string; readonly metadata: { recordedBy: { id: string } } }[];
  };
  return entries.some((entry) => entry.position === position && entry.metadata.recordedBy.id === 'reactions');
}

interface Listed {
  readonly id: string;
  readonly splitFrom: string | null;
  readonly meetingId: string | null;
  readonly raisedOn: string;
  readonly dong: string | null;
}

/** All suggestions that count. */
async function allOf(url: string): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = (await (await fetch(`${url}/v1/suggestions?ahead=true&limit=500${more}`)).json()) as {
      readonly suggestions: readonly Listed[];
      readonly nextCursor: string | null;
    };
    all.push(...page.suggestions);
    cursor = page.nextCursor;
  }
  return all;
}

/** The day and the dong of each meeting that is scheduled. */
async function meetingsOf(url: string): Promise<ReadonlyMap<string, string>> {
  const { meetings } = (await (await fetch(`${url}/v1/rounds/live/meetings`)).json()) as {
    readonly meetings: readonly {
      readonly id: string;
      readonly scheduledOn: string | null;
      readonly places: readonly { readonly dong: string }[];
    }[];
  };
  const scheduled = meetings.filter(({ scheduledOn }) => scheduledOn !== null);
  return new Map(scheduled.map(({ id, scheduledOn, places }) => [id, `${scheduledOn!} ${places[0]!.dong}`]));
}

async function answeredBy(response: Response): Promise<Omit<Answered, keyof Sent>> {
  const location = response.headers.get('location');
  // A hint at what is there like it already is no part of what is given again.
  const { hints: _, ...answer } = (await response.json()) as Answered['answer'] & { readonly hints?: unknown };
  return { status: response.status, location, answer };
}

function post(url: string, { key, path, body }: Sent): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
}
