import type { CommandBus } from '@nestjs/cqrs';
import type { Position } from '../event-store/event-store.js';
import { cityCommands } from './city-commands.js';
import type { ExampleCommand } from './example-command.js';
import type { ExampleInput } from './example-input.js';
import { sheetCommands } from './sheet-commands.js';

export interface Loaded {
  readonly commands: number;
  /** How many of them changed something; the others were recorded before. */
  readonly recorded: number;
  /** Of the last event, for a query that must see it all. */
  readonly position: Position | null;
}

/**
 * Sends the example through the command bus, as the API does. The ids of its commands derive from their content:
 * loading it again, in another process or beside a running server, changes nothing. `further` is sent after the published sheet.
 */
export async function loadExample(
  commands: CommandBus,
  input: ExampleInput,
  further: readonly ExampleCommand[] = [],
): Promise<Loaded> {
  const all = [...cityCommands(input.city), ...sheetCommands(input), ...further];
  let recorded = 0;
  let position: Position | null = null;
  for (const command of all) {
    const receipt = await commands.execute(command());
    if (!receipt.repeated && receipt.outcome !== 'nothing') recorded += 1;
    // Positions are text of one width, whose order is the log's.
    if (receipt.position !== null && receipt.position > (position ?? '')) position = receipt.position;
  }
  return { commands: all.length, recorded, position };
}
