import type { Command } from '@nestjs/cqrs';
import type { Address, UseCase } from '../http/use-case.js';
import { fingerprintOf, idFromCode } from '../recording/command.js';
import type { Receipt } from '../recording/recorder.js';

/** One command of the example; throws InvalidInput where the input does not make one. */
export type ExampleCommand = () => Command<Receipt>;

/** A use case of the example. Its id derives from the content, so that loading the same again is the same command. */
export function exampleOf(useCase: UseCase, address: Address, body: unknown): ExampleCommand {
  return () => {
    const sent = useCase.sentTo(address, body);
    const commandId = idFromCode('example-command', fingerprintOf({ sent }));
    return useCase.commandOf(address, body, { commandId, correlationId: commandId, causationId: commandId });
  };
}
