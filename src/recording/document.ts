import { correctedHistory } from '../history/corrected-history.js';
import type { LocalDate } from '../history/days.js';
import type { DocumentReferred } from '../history/document.js';
import type { Recorded } from '../history/event.js';
import type { Contracts } from '../history/contract.js';
import { alike } from './aggregate.js';
import { notInFuture } from './day.rules.js';
import { rules } from './rules.js';

const broken = rules({
  'document-of-nothing': {
    ko: '가리킬 것이 남아 있지 않은 문서입니다. 그 문서의 기록을 먼저 무효로 하십시오',
    en: 'the document would be of nothing that stands; void its entry first',
  },
});

/** Refers a thing to a document (문서), unless the same stands already. */
export function referDocument(
  raw: readonly Recorded[],
  contracts: Contracts,
  document: DocumentReferred['data'],
  today: LocalDate,
): readonly DocumentReferred[] {
  const stands = correctedHistory(raw, contracts).some(
    ({ type, data }) => type === 'DocumentReferred' && alike(data, document),
  );
  if (stands) return [];
  admitDated(document, today);
  return [{ type: 'DocumentReferred', data: document }];
}

/** Whether a document may stand in a stream that has come to this. */
export function admitDocument(state: unknown, { data }: DocumentReferred, today: LocalDate): void {
  if ((state as { readonly phase?: unknown } | null)?.phase === 'none') throw broken('document-of-nothing');
  admitDated(data, today);
}

function admitDated({ dated, datedPrecision }: DocumentReferred['data'], today: LocalDate): void {
  // Of a month or a year that still runs, the day stored is today or before.
  if (dated !== null && datedPrecision === 'day') notInFuture(dated, today);
}
