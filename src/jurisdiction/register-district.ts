import { useCase } from '../http/use-case.js';
import { districtRegistered } from './jurisdiction.events.js';
import { registerDistrict as register } from './jurisdiction.js';
import { inTheCity, jurisdictions } from './jurisdiction.stream.js';

export const registerDistrict = useCase({
  name: 'RegisterDistrict',
  summary: 'Register a district (구)',
  at: { ...inTheCity, path: 'v1/districts', location: jurisdictions.readAt },
  body: districtRegistered,
  decide: ({ state, today }, body) => register(state, body, today),
});
