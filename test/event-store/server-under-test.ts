import { RunningStandIn } from '../stand-in/running.js';

/** The server that EVENTSTORE_URL names, else a stand-in for as long as the tests around run. */
export function serverUnderTest(): { readonly url: () => string; readonly standIn: () => RunningStandIn | undefined } {
  const named = process.env.TEST_EVENTSTORE_URL;
  let standIn: RunningStandIn | undefined;
  beforeAll(async () => {
    standIn = named === undefined ? await RunningStandIn.start() : undefined;
  });
  afterAll(() => standIn?.kill());
  return { url: () => named ?? standIn!.url, standIn: () => standIn };
}
