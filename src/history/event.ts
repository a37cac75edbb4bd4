/** What every event is made of, on both sides of the house. */

/** A fact in the past tense. `data` is JSON; what is not known is an explicit null. */
export interface Event<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** Who recorded an event, as then: people move. `verified` is true only where somebody signed in. */
export interface RecordedBy {
  readonly id: string;
  readonly role: string;
  /** Code of the department, where it is known. */
  readonly department?: string;
  /** 직위, where it is known. */
  readonly position?: string;
  readonly verified: boolean;
}

/** What is stored beside the data of every event. These names are the storage format. */
export interface Metadata {
  /** UUID of the command that decided it. */
  readonly commandId: string;
  /** SHA-256 (hex) over the command's name, target and body as sent, in canonical JSON (RFC 8785). */
  readonly fingerprint: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** Instant of recording, RFC 3339 in UTC; stamped by the application, kept when a log is moved. */
  readonly recordedAt: string;
  readonly recordedBy: RecordedBy;
  /** Version of the data's shape, from 1. */
  readonly schemaVersion: number;
  /** Where a moved event stood before the move. */
  readonly origin?: { readonly store: string; readonly position: string };
}

/** An event as it stands in the log. */
export type Recorded<E extends Event = Event> = E & {
  /** UUIDv5 of stream, command id, fingerprint and index. */
  readonly id: string;
  readonly stream: string;
  /** Its number in its stream, from 0. */
  readonly revision: number;
  /** Its place in the log: opaque, of fixed width, text order is log order. Never stored in events. */
  readonly position: string;
  readonly metadata: Metadata;
};
