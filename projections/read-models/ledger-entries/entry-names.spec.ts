import { everyContract } from '../../../test/every-contract.js';
import { entryName } from './entry-names.js';

it.each([...everyContract.flatMap(Object.keys), 'EntryCorrected', 'EntryVoided'])(
  'an entry of the type %s has a name of its own, in Korean and in English',
  (type) => {
    const { ko, en } = entryName(type);
    expect(ko).toMatch(/^[가-힣·, ]+$/);
    expect(en).not.toBe(type);
  },
);

it('an entry of a type that the program does not know goes by that', () => {
  expect(entryName('SuggestionPainted')).toEqual({ ko: 'SuggestionPainted', en: 'SuggestionPainted' });
});
