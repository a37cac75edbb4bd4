import { useCase } from '../http/use-case.js';
import { dongEstablished } from './jurisdiction.events.js';
import { establishDong as establish } from './jurisdiction.js';
import { inTheCity, jurisdictions } from './jurisdiction.stream.js';

/** A dong is there, from a day on or since before the records. */
export const establishDong = useCase({
  name: 'EstablishDong',
  summary: 'Establish a dong (동)',
  at: { ...inTheCity, path: 'v1/dongs', location: jurisdictions.readAt },
  body: dongEstablished,
  decide: ({ state, today }, body) => establish(state, body, today),
});
