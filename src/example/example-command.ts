import type { Command } from '@nestjs/cqrs';
import { type CommandContext, fingerprintOf, idFromCode } from '../recording/command.js';
import type { Receipt } from '../recording/recorder.js';
import { validated } from '../validation/validated.js';

/** One command of the example; throws InvalidInput where the input does not make one. */
export type ExampleCommand = () => Command<Receipt>;

type Sent = CommandContext['sent'];

/** A command that makes something. */
export function making<Body extends object>(
  name: string,
  bodyType: new () => Body,
  body: unknown,
  command: new (body: Body, context: CommandContext) => Command<Receipt>,
): ExampleCommand {
  return () => new command(validated(bodyType, body), contextOf({ name, target: null, body }));
}

/** A command about a thing that the address would name; `named` reads the address where it takes more than text. */
export function about<Body extends object, Target = string>(
  name: string,
  target: string,
  bodyType: new () => Body,
  body: unknown,
  command: new (target: Target, body: Body, context: CommandContext) => Command<Receipt>,
  named: (target: string) => Target = (text) => text as Target,
): ExampleCommand {
  return () => new command(named(target), validated(bodyType, body), contextOf({ name, target, body }));
}

/** The id derives from the content, so that loading the same again is the same command. */
function contextOf(sent: Sent): CommandContext {
  const commandId = idFromCode('example-command', fingerprintOf({ sent }));
  return { commandId, correlationId: commandId, causationId: commandId, sent };
}
