import type { LocalDate } from '../../history/days.js';
import type { UseCase } from '../../http/use-case.js';
import type { Chance } from './chance.js';
import type { Diary } from './diary.js';
import { officeOn } from './offices.js';
import type { Asked } from './receipts.js';
import { workingDay } from './working-days.js';

/** What is done about a suggestion, one thing after the other, each on a working day. */
export class Course {
  /** The day of what was done last. */
  day: LocalDate;

  constructor(
    readonly diary: Diary,
    readonly asked: Asked,
    readonly chance: Chance,
  ) {
    this.day = asked.recordedOn > asked.acceptedOn ? asked.recordedOn : asked.acceptedOn;
  }

  /** Who has it on the day. */
  get office(): string {
    return officeOn(this.asked.office, this.day);
  }

  /** So many working days later. */
  then(after: number, useCase: UseCase, body: (on: LocalDate) => object): void {
    this.day = workingDay(this.day, after);
    this.diary.note(this.day, useCase, { suggestionId: this.asked.id }, body(this.day));
  }
}
