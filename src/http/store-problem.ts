import {
  ConflictError,
  DamagedLogError,
  EventStoreError,
  LogGoneError,
  NotALogError,
  NotPermittedError,
  NotWritableError,
  OutcomeUnknownError,
  StreamClosedError,
  TooLargeError,
  UnavailableError,
} from '../event-store/errors.js';
import { lossTold } from '../event-store/stream-loss.js';
import type { ProblemDetails } from './problem-details.js';

/** Seconds after which a caller may try again while something is away. */
const TRY_AGAIN_AFTER = 5;
/** After a second the others that were in the way are done. */
export const SOON = { 'Retry-After': '1' };

const UNUSABLE_LOG = [
  [
    DamagedLogError,
    'log-damaged',
    '이벤트 기록이 손상되었습니다. "ledger check"로 손상된 곳을 모두 볼 수 있고, "ledger restore"로 백업을 빈 폴더에 되살릴 수 있습니다.',
  ],
  [
    LogGoneError,
    'log-gone',
    '이벤트 기록 파일이 사라지거나 바뀌어 명령을 받지 않습니다. 모든 프로세스를 멈추고 올바른 파일을 제자리에 둔 뒤("ledger restore"로 백업에서 되살릴 수 있습니다) 다시 시작하십시오.',
  ],
  [
    NotALogError,
    'not-a-log',
    '이벤트 기록으로 읽을 수 없는 파일입니다. 올바른 파일을 제자리에 두거나 다른 파일을 지정하십시오.',
  ],
] as const;

/** How a failure of the event store is answered; undefined for one that nobody foresaw. */
export function storeProblem(error: EventStoreError): ProblemDetails | undefined {
  const headers = { 'Retry-After': String(TRY_AGAIN_AFTER) };
  if (error instanceof UnavailableError) {
    const detail = {
      ko: '이벤트 저장소에 닿지 않아 아무것도 기록되지 않았습니다. 같은 Idempotency-Key로 다시 보내 주십시오.',
      en: 'The event store is away and nothing was recorded; send the same again, with the same Idempotency-Key.',
    };
    return { status: 503, type: 'event-store-away', detail, headers };
  }
  if (error instanceof NotWritableError) {
    const { ko, en } = error.reason;
    const detail = {
      ko: `이벤트 저장소에 쓸 수 없어 아무것도 기록되지 않았습니다. ${ko}. 그런 다음 같은 Idempotency-Key로 다시 보내 주십시오.`,
      en: `The event store cannot be written and nothing was recorded: ${en}, and send the same again, with the same Idempotency-Key.`,
    };
    return { status: 503, type: 'event-store-not-writable', detail, headers };
  }
  // No retry cures these, so no Retry-After: the sentence says what does.
  for (const [kind, type, cure] of UNUSABLE_LOG) {
    // What is found in a file is told as it is found.
    if (error instanceof kind)
      return { status: 503, type, detail: { ko: `${cure} (${error.message})`, en: `${error.message}.` } };
  }
  if (error instanceof OutcomeUnknownError) {
    const detail = {
      ko: '기록되었는지 아직 알 수 없습니다. 같은 Idempotency-Key로 다시 보내면 분명해집니다.',
      en: 'Whether it was recorded is not known yet; the same sent again, with the same Idempotency-Key, settles it.',
    };
    return { status: 503, type: 'outcome-unknown', detail, headers };
  }
  if (error instanceof TooLargeError) {
    const [bytes, most] = [error.bytes === undefined ? '' : `(${String(error.bytes)}바이트)`, String(error.maximum)];
    const detail = {
      ko: `한 번에 기록하기에는 너무 큽니다${bytes}. 이벤트 저장소는 ${most}바이트까지 받습니다.`,
      en: `${error.message}.`,
    };
    return { status: 413, type: 'too-large', detail };
  }
  if (error instanceof ConflictError) {
    return { status: 409, type: 'concurrent-change', detail: CHANGED, headers: SOON };
  }
  if (error instanceof StreamClosedError) {
    const { stream, loss } = error;
    return {
      status: 409,
      type: 'stream-closed',
      detail: {
        ko: `스트림 ${stream}: ${lossTold(loss).ko}. 더는 기록을 받지 않습니다.`,
        en: `${error.message}.`,
      },
      more: { stream, loss },
      unexpected: true,
    };
  }
  if (error instanceof NotPermittedError) {
    const detail = {
      ko: '이벤트 저장소가 접속을 허락하지 않습니다. 운영자가 인증 정보를 확인해야 합니다.',
      en: 'The event store does not let the ledger in; whoever runs it must look at its credentials.',
    };
    return { status: 503, type: 'event-store-not-permitted', detail, unexpected: true };
  }
  return undefined;
}

const CHANGED = {
  ko: '판단하는 동안 바뀌었습니다. 다시 보내 주십시오.',
  en: 'It changed while this was decided; send it again.',
};
