import type { LocalDate } from '../../history/days.js';
import type { Address, UseCase } from '../../http/use-case.js';
import { eventIdOf, fingerprintOf, idFromCode, idFromCommand } from '../../recording/command.js';
import { type ExampleCommand, exampleOf } from '../example-command.js';

/** The last day on which anything of the detailed example was recorded. */
export const LAST_DAY = '2026-06-30';

/** What a command will have made, known before it is sent: ids derive from what is sent. */
export interface Made {
  /** Of the thing, where the command makes one. */
  readonly id: string;
  /** Of its first entry in a stream. */
  entryIn(stream: string): string;
}

/** What was recorded on which day. Of one day it stands in the order in which it was put in. */
export class Diary {
  private readonly pages: { readonly on: LocalDate; readonly command: ExampleCommand }[] = [];

  /** Records on a day; nothing beyond the last one. `kind` is what the thing is called that it makes. */
  note(on: LocalDate, useCase: UseCase, address: Address, body: object, kind = 'thing'): Made {
    const sent = useCase.sentTo(address, body);
    const fingerprint = fingerprintOf({ sent });
    const commandId = idFromCode('example-command', fingerprint);
    if (on <= LAST_DAY) this.pages.push({ on, command: exampleOf(useCase, address, body) });
    return {
      id: idFromCommand(kind, commandId),
      entryIn: (stream) => eventIdOf(stream, commandId, fingerprint, 0),
    };
  }

  /** All of it, in the order of the days. */
  commands(): readonly ExampleCommand[] {
    return [...this.pages].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map(({ command }) => command);
  }
}
