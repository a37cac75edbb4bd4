import { registerDecorator, type ValidationArguments } from 'class-validator';
import { personalDataIn } from './personal-data.js';

/** Refuses text that holds a resident registration number, a phone number or an e-mail address. */
export function NoPersonalData(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'noPersonalData',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || personalDataIn(value) === undefined,
        defaultMessage: ({ value }: ValidationArguments) =>
          `must not hold ${personalDataIn(String(value)) ?? 'personal data'}: leave it out`,
      },
    });
  };
}
