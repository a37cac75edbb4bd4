import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '9a2c1a5e-0a51-5d5e-8b0f-6a1f2f0f7c11';
const DONGS = ['4128151000', '4128152000', '4128551000'];
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
  readonly kind: 'city' | 'meeting' | 'suggestion' | 'change' | 'void';
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
    return this.answered.filter((one) => one.kind === kind && one.status < 300).length;
  }

  /**
   * Positions that were answered and that no command, sent once more, is answered alike, status and Location included.
   * A command that decided nothing answers the position of another's event and is decided anew.
   */
  async lost(url: string): Promise<readonly string[]> {
    const kept = new Map<string, boolean>();
    for (const one of this.answered) {
      const { position } = one.answer;
      if (one.status >= 300 || position === null || kept.get(position)) continue;
      const again = await answeredBy(await post(url, one));
      const { status, location, answer } = one;
      kept.set(position, JSON.stringify(again) === JSON.stringify({ status, location, answer }));
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
    if (dice < 0.15) {
      return { key, kind: 'meeting', path: '/v1/meetings', body: { round: 'live', dong, heldOn: day } };
    }
    const known = this.answered.filter(({ kind, status }) => kind === 'suggestion' && status < 300);
    if (dice < 0.6 || known.length === 0) {
      const body = {
        round: 'live',
        dong,
        raisedOn: day,
        channel: 'pre-submitted',
        proposerKind: 'resident',
        text: '건의',
      };
      return { key, kind: 'suggestion', path: '/v1/suggestions', body };
    }
    const { id } = this.oneOf(known).answer;
    const about = `/v1/suggestions/${id}`;
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
