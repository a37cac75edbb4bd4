import { EngineModule } from '../../projections/engine/engine.module.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { type AppUnderTest, start } from '../http/app-under-test.js';
import { tally } from './tally.js';
import { painted } from './workshop.js';

/** An application that has one read model, the tally. */
export function startWithTally(env: Readonly<Record<string, string>> = {}): Promise<AppUnderTest> {
  return start([], [], env, [EngineModule.with([tally()])]);
}

/** Appends an event and waits until it is dealt with. */
export async function applied(app: AppUnderTest, stream: string, colour: string): Promise<void> {
  const { position } = await app.get(EventStore).append(stream, 'no-stream', [painted(colour)]);
  await app.get(ReadModels).waitFor(position, 5_000);
}
