import { Injectable } from '@nestjs/common';
import { EventStoreError } from '../../../src/event-store/errors.js';
import { Unanswered } from '../../../src/health/one-question.js';
import { counted } from '../../../src/health/counted.js';
import { asItCame, filled, type Sentence } from '../../../src/history/sentence.js';
import { HealthPart, type PartHealth } from '../../../src/health/health-part.js';
import { Engine } from '../running/engine.js';
import { Operations } from './operations.js';

/** What is older than this is late, however little it is; of what was just recorded there may be much. */
const LATE_AFTER_S = 10;

/** Whether queries can be answered, from the right log, wholly and by somebody who projects on. */
@Injectable()
export class ReadModelsHealth extends HealthPart {
  readonly name = 'read-models';

  constructor(
    private readonly operations: Operations,
    private readonly engine: Engine,
  ) {
    super();
  }

  async check(): Promise<PartHealth> {
    const builds = await this.operations.builds();
    const unserved = await this.operations.unserved();
    const serving = builds.filter((build) => build.serving);
    const heldBack = serving.reduce((sum, build) => sum + build.heldBack, 0);
    const figures: Record<string, number | string | null> = {
      heldBack,
      holder: (await this.operations.holder()) ?? null,
    };
    if (unserved.length > 0) {
      const names = unserved.join(', ');
      const detail = { ko: `아직 만들어지지 않았습니다: ${names}.`, en: `Not built yet: ${names}.` };
      return { status: 'down', detail, figures };
    }
    const wrongs: Sentence[] = [];
    try {
      const { lag, wrongLog } = await this.operations.logSeen();
      if (lag) {
        const { events, seconds } = lag;
        Object.assign(figures, { eventsBehind: events, secondsBehind: Math.round(seconds * 1_000) / 1_000 });
        if (seconds > LATE_AFTER_S) wrongs.push(filled(LATE, { seconds: Math.round(seconds) }));
      }
      if (wrongLog !== undefined) wrongs.push(filled(AS_A_SENTENCE, { what: wrongLog }));
    } catch (error) {
      if (!(error instanceof EventStoreError || error instanceof Unanswered)) throw error;
      wrongs.push(LAG_UNKNOWN);
    }
    if (heldBack > 0) {
      wrongs.push({
        ko: `답이 완전하지 않습니다. 스트림 ${String(heldBack)}개가 보류되어 있습니다.`,
        en: `Answers are incomplete: ${counted(heldBack, 'stream')} held back.`,
      });
      wrongs.push(...lostInWords(await this.operations.lostStreams()));
    }
    for (const { name, state, error } of serving) {
      if (state === 'live') continue;
      const why = error === null ? { ko: '', en: '' } : { ko: `(${error})`, en: `: ${error}` };
      wrongs.push({ ko: `${name}의 상태는 ${state}입니다${why.ko}.`, en: `${name} is ${state}${why.en}.` });
    }
    if (figures.holder === null) wrongs.push(NOBODY);
    const { code, unexpected } = this.engine.status.trouble;
    for (const trouble of [code, unexpected]) if (trouble !== undefined) wrongs.push(asItCame(`${trouble}.`));
    return wrongs.length > 0
      ? { status: 'degraded', detail: oneAfterAnother(wrongs), figures }
      : { status: 'up', detail: { ko: '기록을 따라가고 있습니다.', en: 'They follow the log.' }, figures };
  }
}

const LATE = { ko: '기록보다 {seconds}초 늦습니다.', en: 'They are {seconds} seconds behind the log.' };
const AS_A_SENTENCE = { ko: '{what}.', en: '{what}.' };
const LAG_UNKNOWN = {
  ko: '이벤트 저장소에 닿지 않아 얼마나 늦는지 알 수 없습니다.',
  en: 'How far they are behind is not known while the event store is away.',
};
const NOBODY = { ko: '지금 조회 모델을 만드는 프로세스가 없습니다.', en: 'Nobody projects at present.' };

function oneAfterAnother(sentences: readonly Sentence[]): Sentence {
  return { ko: sentences.map(({ ko }) => ko).join(' '), en: sentences.map(({ en }) => en).join(' ') };
}

/** As many as an operator wants to read in a line. */
const MOST_NAMED = 10;

function lostInWords(streams: readonly string[]): readonly Sentence[] {
  if (streams.length === 0) return [];
  const named = streams.slice(0, MOST_NAMED).join(', ');
  const left = streams.length - MOST_NAMED;
  const more = left > 0 ? { ko: ` 외 ${String(left)}개`, en: ` and ${String(left)} more` } : { ko: '', en: '' };
  return [
    {
      ko: `이벤트 저장소에서 삭제되어 전부 또는 일부가 기록에 없습니다: ${named}${more.ko}.`,
      en: `Gone from the log, whole or in part, by deleting in the event store: ${named}${more.en}.`,
    },
  ];
}
