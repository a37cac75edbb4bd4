import type { Sentence } from '../history/sentence.js';
import { field, flag, list, nullable, object, text } from '../history/fields.js';
import { matching, misfit } from '../history/value-checks.js';
import { type Address, type Site, useCase } from '../http/use-case.js';
import { words } from '../privacy/personal-data.js';
import { correctEntry as correct } from '../recording/amendment/correct-entry.js';
import { voidEntry as voidOne } from '../recording/amendment/void-entry.js';
import { restoreWhole as restore, voidWhole as voidAll } from '../recording/amendment/void-whole.js';
import { InvalidInput, RuleBroken } from '../recording/refusals.js';
import { rules } from '../recording/rules.js';
import type { Event } from '../history/event.js';
import { meetings } from '../meetings/meeting.stream.js';
import { collectionNamed } from './amendable.js';
import { ofAnyThing } from './any-thing.js';
import { withDerived } from './bring-along.js';

const MISSING = misfit({ ko: '있어야 합니다(null도 값입니다)', en: 'must be given, null included' });

/** Any JSON value, null included. */
const aValue = (about: string, example: string) =>
  field<unknown>((value) => (value === undefined ? MISSING : undefined), {}, { about, example });

const change = object({
  path: text(
    matching(/^(\/([^~/]|~[01])*)+$/, { ko: '/heldOn 같은 JSON Pointer', en: 'a JSON Pointer such as /heldOn' }),
    { about: "JSON Pointer into the entry's data (RFC 6901)", example: '/heldOn' },
  ),
  from: aValue('What stands there now', '2022-04-12'),
  to: aValue('What it should have said', '2022-04-13'),
});

const why = { why: words(2_000, { example: '같은 건의를 두 번 입력함' }) };

/** Says what an entry should have said. */
export const correctEntry = useCase({
  name: 'CorrectEntry',
  summary: 'Correct an entry: a further entry says what it should have said',
  at: ofAnyThing('entries/:eventId/correction'),
  body: {
    changes: list(change, 50, {
      min: 1,
      about: 'Fields that hang together change together; a district need not be named beside its dong',
    }),
    why: words(2_000, { example: '회의록의 날짜를 잘못 옮김' }),
    takeAlong: nullable(
      flag({ about: 'Of a meeting: whether its suggestions are taken along; they are unless this is false' }),
    ),
  },
  decide: async ({ raw, streams, today }, { changes, why: because, takeAlong }, address) => {
    const things = collectionNamed(address.collection!);
    const eventId = eventIdIn(address);
    const all = await withDerived(things, raw, eventId, changes, streams);
    const along = takesAlong(things.name, takeAlong);
    return correct(things.rules.aggregate, raw, { eventId, changes: all, why: because, takeAlong: along }, today);
  },
});

/** Takes out one entry; a correction or a void among them. */
export const voidEntry = useCase({
  name: 'VoidEntry',
  summary: 'Void an entry; voiding a void takes it back',
  at: ofAnyThing('entries/:eventId/void'),
  body: why,
  decide: ({ raw, today }, { why: because }, address) =>
    voidOne(collectionNamed(address.collection!).rules.aggregate, raw, eventIdIn(address), because, today),
});

/** Takes a whole round, meeting, suggestion or pledge item out of all counts. */
export const voidWhole = useCase({
  name: 'VoidWhole',
  summary: 'Take the whole thing back; what others recorded under it, such as suggestions at a meeting, stays counted',
  at: wholly(ofAnyThing('void')),
  body: why,
  decide: ({ raw }, { why: because }, { collection }) =>
    voidAll(collectionNamed(collection!).rules.aggregate, raw, because),
});

/** Takes the voiding of a whole thing back. */
export const restoreWhole = useCase({
  name: 'RestoreWhole',
  summary: 'Take the voiding of the whole thing back',
  at: wholly(ofAnyThing('restoration')),
  body: why,
  decide: ({ raw, today }, { why: because }, { collection }) =>
    restore(collectionNamed(collection!).rules.aggregate, raw, because, today),
  explain: (error) => {
    // Where an entry of its own is in the way, the refusal names it.
    if (!(error instanceof RuleBroken) || error.entry) return error;
    return new RuleBroken(error.rule, error.values, followedBy(error.sentence, PUT_RIGHT));
  },
});

/** Meetings alone have what is taken along. */
function takesAlong(collection: string, told: boolean | null): boolean | null {
  if (collection === meetings.name) return told ?? true;
  if (told === true) throw new InvalidInput([{ field: '/takeAlong', problem: NOTHING_ALONG }]);
  return null;
}

const NOTHING_ALONG = {
  ko: '간담회의 기록에만 적습니다. 빼고 보내십시오',
  en: 'is for entries of meetings alone; leave it out',
};

const broken = rules({
  'not-voidable-whole': {
    ko: '{one}은(는) 통째로 무효로 하지 않습니다. 기록을 하나씩 무효로 하십시오',
    en: 'no {one} is voided as a whole; void single entries',
  },
});

const PUT_RIGHT = {
  ko: '무효로 할 때의 모습으로 되살아납니다. 지금과 맞지 않는 것을 먼저 바로잡으십시오',
  en: 'it comes back as it was when it was voided: put right first what it no longer agrees with',
};

function followedBy(sentence: Sentence, more: Sentence): Sentence {
  return { ko: `${sentence.ko}. ${more.ko}`, en: `${sentence.en}; ${more.en}` };
}

/** What may be voided as a whole, and taken back. */
function wholly(site: Site<unknown, Event>): Site<unknown, Event> {
  return {
    ...site,
    find: (sent) => {
      const { one, voidableWhole } = collectionNamed(sent.address.collection!);
      if (!voidableWhole) throw broken('not-voidable-whole', { one });
      return site.find(sent);
    },
  };
}

/** Ids may come in capitals (RFC 9562). */
function eventIdIn({ eventId }: Address): string {
  return eventId!.toLowerCase();
}
