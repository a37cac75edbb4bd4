import type { QuarantinedEventRow } from '../database/bookkeeping.js';
import type { LedgerEvent } from '../read-model/projection.js';

/** U+0000 and half characters, which no database takes, and what writes them out. */
const ODD = /[\\\0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A stream's name as quarantine keeps and shows it. */
export function keptName(stream: string): string {
  return stream.replace(ODD, (odd) =>
    odd === '\\' ? '\\\\' : `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The stream's own name. */
export function ownName(kept: string): string {
  return kept.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_, code?: string) =>
    code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** An error as quarantine keeps it. */
export function keptError({ name, message }: Error): string {
  return `${name}: ${message}`.replaceAll('\0', '').toWellFormed();
}

/** An event as quarantine keeps it. */
export function keptEvent(build: number, event: LedgerEvent): QuarantinedEventRow {
  const { ordinal, recordedUpTo, dayRecorded: _, ...recorded } = event;
  const stream = keptName(event.stream);
  return { build, ordinal, stream, recorded_up_to: recordedUpTo, event: json(recorded) };
}

/** Of what is nested deeper than can be written down only what names it is kept. */
function json({ data, metadata, ...names }: Omit<LedgerEvent, 'ordinal' | 'recordedUpTo' | 'dayRecorded'>): string {
  try {
    return JSON.stringify({ ...names, data, metadata });
  } catch {
    return JSON.stringify(names);
  }
}
