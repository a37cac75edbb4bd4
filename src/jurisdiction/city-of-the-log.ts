import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { EventStoreError } from '../event-store/errors.js';
import { EventStore } from '../event-store/event-store.js';
import { EXIT, Failure } from '../failure.js';

/** A city's districts and dongs, departments or rules are recorded before what hangs on them: among the first events. */
const FIRST_EVENTS = 1_000;
/** Streams that a city has one of, by its code. */
const OF_A_CITY = /^(?:jurisdiction|organisation|policy)-(.+)$/;
/** A start does not wait for a store that is away. */
const ASK_FOR_MS = 1_000;

/** One installation serves one city: under another code, its districts and dongs would be asked for in an empty stream. */
@Injectable()
export class CityOfTheLog implements OnApplicationBootstrap {
  constructor(
    private readonly store: EventStore,
    private readonly settings: Settings,
  ) {}

  /** Throws Failure where the log is another city's. */
  async onApplicationBootstrap(): Promise<void> {
    const { cityCode } = this.settings;
    const streams = await Promise.race([this.firstStreams(), delay(ASK_FOR_MS, [], { ref: false })]);
    const cities = streams.flatMap((stream) => OF_A_CITY.exec(stream)?.[1] ?? []);
    if (cities.length === 0 || cities.includes(cityCode)) return;
    const code = cities[0]!;
    throw new Failure(
      `The event log is of the city ${code}, and CITY_CODE is ${cityCode}: set it to ${code}, or name another log.`,
      EXIT.configuration,
    );
  }

  private async firstStreams(): Promise<readonly string[]> {
    try {
      return (await this.store.readAll({ limit: FIRST_EVENTS })).map(({ stream }) => stream);
    } catch (error) {
      if (error instanceof EventStoreError) return [];
      throw error;
    }
  }
}
