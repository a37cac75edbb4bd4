import type { ExampleCommand } from '../example-command.js';
import type { CityInput } from '../example-input.js';
import { Chance } from './chance.js';
import { Diary } from './diary.js';
import { noteLives } from './lives.js';
import { noteMeetings } from './meetings.js';
import { noteOffices } from './offices.js';
import { notePolicies } from './policies.js';
import { noteReceipts } from './receipts.js';
import { noteRounds } from './rounds.js';

const SEED = 41_280;

/** Two made-up years of meetings and suggestions in the dongs of a city, the same in every run. */
export function detailedCity(city: CityInput): Diary {
  const diary = new Diary();
  const chance = new Chance(SEED);
  noteOffices(diary);
  notePolicies(diary);
  noteRounds(diary);
  const meetings = noteMeetings(diary, city, chance);
  noteLives(diary, noteReceipts(diary, meetings, city, chance), chance);
  return diary;
}

export function detailedCommands(city: CityInput): readonly ExampleCommand[] {
  return detailedCity(city).commands();
}
