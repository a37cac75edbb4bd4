import type { Position } from '../../../src/event-store/event-store.js';
import type { Sentence } from '../../../src/history/sentence.js';
import type { ProblemDetails } from '../../../src/http/problem-details.js';
import { Problem } from '../../../src/http/problem.js';
import { DatabaseAway, DatabaseBusy, TableDamaged } from '../database/database.js';
import type { AppliedTo } from './applied-to.js';

/** A position was asked for that the read models have not reached within the time given. */
export class NotYetVisible extends Problem {
  override readonly name = 'NotYetVisible';

  constructor(
    readonly position: Position,
    /** How far the read models are. */
    readonly appliedTo: AppliedTo,
  ) {
    super({
      status: 503,
      type: 'not-yet-visible',
      detail: {
        ko:
          `위치 ${position}은 아직 반영되지 않았습니다. 조회 모델은 ${appliedTo.position ?? '처음'}` +
          `(기록 ${String(appliedTo.ordinal)}번)까지 반영되었습니다. 잠시 뒤에 다시 물어 주십시오.`,
        en:
          `position ${position} is not yet visible; the read models stand at ${appliedTo.position ?? 'the start'}` +
          ` (event ${String(appliedTo.ordinal)})`,
      },
      more: { position, appliedTo: appliedTo.position ?? null, ordinal: appliedTo.ordinal },
      headers: { 'Retry-After': '1' },
    });
  }
}

/** No build of the read model can be read by this program. */
export class NotServed extends Problem {
  override readonly name = 'NotServed';

  constructor(
    readonly readModel: string,
    why: Sentence,
  ) {
    super({
      status: 503,
      type: 'read-model-not-served',
      detail: {
        ko: `조회 모델 ${readModel}을(를) 읽을 수 없습니다: ${why.ko}`,
        en: `read model ${readModel} cannot be read: ${why.en}`,
      },
      more: { readModel },
      headers: { 'Retry-After': '1' },
    });
  }
}

/** Why the read models' database does not answer, as it is told to a caller; any other error as it is. */
export function databaseProblem(error: unknown): unknown {
  if (error instanceof DatabaseBusy) return new Problem(BUSY, { cause: error });
  if (error instanceof DatabaseAway) return new Problem(AWAY, { cause: error });
  return error instanceof TableDamaged ? new Problem(DAMAGED, { cause: error }) : error;
}

const BUSY: ProblemDetails = {
  status: 503,
  type: 'read-models-busy',
  detail: {
    ko: '조회 데이터베이스가 지금 바쁩니다. 잠시 뒤에 다시 물어 주십시오. 기록은 그대로 됩니다.',
    en: 'The database of the read models has too much to do at present; ask again in a moment. Commands go on.',
  },
  headers: { 'Retry-After': '1' },
};

const AWAY: ProblemDetails = {
  status: 503,
  type: 'read-models-away',
  detail: {
    ko: '조회 데이터베이스에 닿지 않습니다. 기록은 그대로 되고, 조회는 기다려야 합니다.',
    en: 'The database of the read models is away; commands go on, what is asked must wait.',
  },
  headers: { 'Retry-After': '5' },
};

/** No retry cures it, so no Retry-After. */
const DAMAGED: ProblemDetails = {
  status: 503,
  type: 'read-models-damaged',
  detail: {
    ko: '조회 데이터베이스의 표가 없거나 만들어진 것과 다릅니다. 운영자가 DATABASE_URL과 /health/ready를 확인하고 다시 만들어야 합니다(npm run rebuild). 기록은 그대로 됩니다.',
    en:
      'A table of the read models is gone, or not as it was made: whoever runs the ledger is to look at DATABASE_URL ' +
      'and /health/ready, and to rebuild (npm run rebuild). Commands go on.',
  },
};
