import { Injectable } from '@nestjs/common';
import { EventStoreError } from '../../../src/event-store/errors.js';
import { Unanswered } from '../../../src/health/one-question.js';
import { counted } from '../../../src/health/counted.js';
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
      return { status: 'down', detail: `Not built yet: ${unserved.join(', ')}.`, figures };
    }
    const wrongs: string[] = [];
    try {
      const { lag, wrongLog } = await this.operations.logSeen();
      if (lag) {
        const { events, seconds } = lag;
        Object.assign(figures, { eventsBehind: events, secondsBehind: Math.round(seconds * 1_000) / 1_000 });
        if (seconds > LATE_AFTER_S) wrongs.push(`They are ${String(Math.round(seconds))} seconds behind the log.`);
      }
      if (wrongLog !== undefined) wrongs.push(`${wrongLog}.`);
    } catch (error) {
      if (!(error instanceof EventStoreError || error instanceof Unanswered)) throw error;
      wrongs.push('How far they are behind is not known while the event store is away.');
    }
    if (heldBack > 0) {
      wrongs.push(`Answers are incomplete: ${counted(heldBack, 'stream')} held back.`);
      wrongs.push(...lostInWords(await this.operations.lostStreams()));
    }
    for (const { name, state, error } of serving) {
      if (state !== 'live') wrongs.push(`${name} is ${state}${error === null ? '' : `: ${error}`}.`);
    }
    if (figures.holder === null) wrongs.push('Nobody projects at present.');
    const { code, unexpected } = this.engine.status.trouble;
    for (const trouble of [code, unexpected]) if (trouble !== undefined) wrongs.push(`${trouble}.`);
    return wrongs.length > 0
      ? { status: 'degraded', detail: wrongs.join(' '), figures }
      : { status: 'up', detail: 'They follow the log.', figures };
  }
}

/** As many as an operator wants to read in a line. */
const MOST_NAMED = 10;

function lostInWords(streams: readonly string[]): readonly string[] {
  if (streams.length === 0) return [];
  const named = streams.slice(0, MOST_NAMED).join(', ');
  const more = streams.length > MOST_NAMED ? ` and ${String(streams.length - MOST_NAMED)} more` : '';
  return [`Gone from the log, whole or in part, by deleting in the event store: ${named}${more}.`];
}
