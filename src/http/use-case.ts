import { Body, Controller, Param, Post, type Type } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { DataOf, Fields } from '../history/fields.js';
import type { Event } from '../history/event.js';
import type { CommandContext } from '../recording/command.js';
import { mustBeThere } from '../recording/must-be-there.js';
import { type Decision, type Receipt, Recorder, type Situation, type StreamRules } from '../recording/recorder.js';
import { named, type Things } from '../recording/things.js';
import { bodyOf } from '../validation/fields.js';
import { validated } from '../validation/validated.js';
import { type Answer, answered, type CommandAnswer, made } from './answer.js';
import { CommandOf } from './command-of.js';

/** The parameters in an address, by name. */
export type Address = Readonly<Record<string, string>>;

/** What a stream is found by. */
export interface Sent {
  readonly address: Address;
  readonly commandId: string;
  readonly body: object;
  readonly city: string;
}

/** What the documentation says of a parameter of an address. */
export interface ParameterShape {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
}

/** Where a command is sent, and which stream it is about. */
export interface Site<State, E extends Event> {
  /** Below the root, such as `v1/meetings/:meeting/holding`; its parameters are the command's target. */
  readonly path: string;
  readonly tag: string;
  /** The stream that it is about, and the rules of its kind. Throws NotThere where the address can name nothing. */
  find(sent: Sent): { readonly rules: StreamRules<State, E>; readonly stream: string };
  /** Throws where what the address names is not there; undefined where the command makes it. */
  readonly judge?: (situation: Situation<State>, address: Address) => void;
  /** Where what was made is read, by its stream; undefined where nothing is made. */
  readonly location?: (stream: string) => string;
  /** What the documentation says of a parameter. */
  readonly parameters?: Readonly<Record<string, ParameterShape>>;
}

/** What a clerk does: its name, what is sent, where to, and what is decided. */
export interface UseCaseOf<State, E extends Event, F extends Fields> {
  /** The command's name. It enters the fingerprint of what is sent: never change it. */
  readonly name: string;
  readonly summary: string;
  readonly at: Site<State, E>;
  readonly body: F;
  readonly decide: (situation: Situation<State>, body: DataOf<F>, address: Address) => ReturnType<Decision<State, E>>;
  /** What else stands on the route, such as the permission that it takes. */
  readonly marks?: readonly MethodDecorator[];
  /** Says more of what went wrong. */
  readonly explain?: (error: unknown) => unknown;
}

/** A use case as Nest runs it: its command goes over the command bus to its handler, its controller has its route. */
export interface UseCase {
  readonly name: string;
  /** What is sent, field by field. */
  readonly body: Fields;
  readonly Body: new () => object;
  readonly Handler: Type<ICommandHandler>;
  readonly Controller: Type<object>;
  /** What is sent to an address, as the command's fingerprint is made of it. */
  sentTo(address: Address, body: unknown): CommandContext['sent'];
  /** The command that is sent to an address; throws InvalidInput where the body does not make one. */
  commandOf(address: Address, body: unknown, identity: Omit<CommandContext, 'sent'>): Command<Receipt>;
}

/** A command about a thing that is there: `POST /v1/{things}/{named}/{what}`. */
export function about<State, E extends Event>(
  things: Things<State, E>,
  parameter: string,
  what: string,
): Site<State, E> {
  return {
    path: `v1/${things.name}/:${parameter}/${what}`,
    tag: things.name,
    find: ({ address, city }) => ({ rules: things.rules, stream: things.streamOf(address[parameter]!, city) }),
    judge: (situation, address) => {
      mustBeThere(situation, named(things.one, address[parameter]!));
    },
  };
}

/** A command that makes a thing: `POST /v1/{things}`. */
export function making<State, E extends Event>(
  things: Things<State, E>,
  streamOf: (sent: Sent) => string,
): Site<State, E> {
  return {
    path: `v1/${things.name}`,
    tag: things.name,
    find: (sent) => ({ rules: things.rules, stream: streamOf(sent) }),
    location: (stream) => things.readAt(stream),
  };
}

/** Makes the command, its handler and its route. */
export function useCase<State, E extends Event, F extends Fields>(of: UseCaseOf<State, E, F>): UseCase {
  const { name, at } = of;
  const parameters = [...at.path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter!);
  const BodyClass = bodyOf(`${name}Body`, of.body);
  const Its = commandClass(name);
  const sentTo: UseCase['sentTo'] = (address, body) => {
    const target = parameters.length === 0 ? null : parameters.map((parameter) => address[parameter]!).join('/');
    return { name, target, body };
  };
  return {
    name,
    body: of.body,
    Body: BodyClass,
    Handler: handlerOf(of, Its),
    Controller: controllerOf(of, parameters, BodyClass, Its),
    sentTo,
    commandOf: (address, body, identity) =>
      new Its(address, validated(BodyClass, body), { ...identity, sent: sentTo(address, body) }),
  };
}

/** What a module of use cases declares. */
export function declared(...useCases: readonly UseCase[]): {
  controllers: Type<object>[];
  providers: Type<ICommandHandler>[];
} {
  return {
    controllers: useCases.map(({ Controller: its }) => its),
    providers: useCases.map(({ Handler }) => Handler),
  };
}

type CommandClass = new (address: Address, body: object, context: CommandContext) => SentCommand;

abstract class SentCommand extends Command<Receipt> {
  constructor(
    readonly address: Address,
    readonly body: object,
    readonly context: CommandContext,
  ) {
    super();
  }
}

function commandClass(name: string): CommandClass {
  return { [name]: class extends SentCommand {} }[name]!;
}

function handlerOf<State, E extends Event, F extends Fields>(
  { name, at, decide, explain }: UseCaseOf<State, E, F>,
  Its: CommandClass,
): Type<ICommandHandler> {
  const { [`${name}Handler`]: Handler } = {
    [`${name}Handler`]: class implements ICommandHandler<SentCommand> {
      constructor(private readonly recorder: Recorder) {}

      async execute({ address, body, context }: SentCommand): Promise<Receipt> {
        const { city } = this.recorder;
        const { rules, stream } = at.find({ address, commandId: context.commandId, body, city });
        const recorded = this.recorder.record(rules, stream, context, (situation) => {
          at.judge?.(situation, address);
          return decide(situation, body as DataOf<F>, address);
        });
        return explain ? recorded.catch((error: unknown) => Promise.reject(explain(error) as Error)) : recorded;
      }
    },
  };
  Reflect.defineMetadata('design:paramtypes', [Recorder], Handler!);
  CommandHandler(Its)(Handler!);
  return Handler as unknown as Type<ICommandHandler>;
}

function controllerOf<State, E extends Event, F extends Fields>(
  { name, summary, at, marks }: UseCaseOf<State, E, F>,
  parameters: readonly string[],
  BodyClass: new () => object,
  Its: CommandClass,
): Type<object> {
  const { [`${name}Controller`]: Made } = {
    [`${name}Controller`]: class {
      constructor(private readonly commands: CommandBus) {}

      async send(address: Address, body: object, context: CommandContext): Promise<Answer<CommandAnswer>> {
        const receipt = await this.commands.execute(new Its({ ...address }, body, context));
        return at.location ? made(receipt, at.location(receipt.stream)) : answered(receipt);
      }
    },
  };
  const Controls = Made!;
  Controller()(Controls);
  ApiTags(at.tag)(Controls);
  Reflect.defineMetadata('design:paramtypes', [CommandBus], Controls);
  const prototype = Controls.prototype as object;
  const send = Object.getOwnPropertyDescriptor(prototype, 'send')!;
  Reflect.defineMetadata('design:paramtypes', [Object, BodyClass, Object], prototype, 'send');
  Param()(prototype, 'send', 0);
  Body()(prototype, 'send', 1);
  CommandOf(name, ...parameters)(prototype, 'send', 2);
  for (const parameter of parameters) {
    ApiParam({ type: String, ...at.parameters?.[parameter], name: parameter })(prototype, 'send', send);
  }
  ApiOperation({ summary, operationId: `${name.charAt(0).toLowerCase()}${name.slice(1)}` })(prototype, 'send', send);
  for (const mark of [Post(at.path), ...(marks ?? [])]) mark(prototype, 'send', send);
  return Controls;
}
