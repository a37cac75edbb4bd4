import { documentReferred } from '../history/document.js';
import { onLastOfSpan } from '../history/facts.js';
import { useCase } from '../http/use-case.js';
import { referDocument as refer } from '../recording/document.js';
import { mustBeThere } from '../recording/must-be-there.js';
import { named } from '../recording/things.js';
import { collectionNamed } from './amendable.js';
import { ofAnyThing } from './any-thing.js';

/** Says of any thing which document is about it: minutes, photographs, a reply. The file stays where it is kept. */
export const referDocument = useCase({
  name: 'ReferDocument',
  summary: 'Refer to a document (문서): what it is and where it is kept; the file itself stays there',
  at: ofAnyThing('documents'),
  body: documentReferred,
  decide: (situation, body, { collection, id }) => {
    const { one, rules } = collectionNamed(collection!);
    mustBeThere(situation, named(one, id!));
    const { today, raw } = situation;
    return refer(raw, rules.aggregate.contracts, onLastOfSpan(body, today), today);
  },
});
