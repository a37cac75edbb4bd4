import type { Site } from '../http/use-case.js';
import type { StreamRules, Streams } from '../recording/recorder.js';
import { NotThere } from '../recording/refusals.js';
import { named, type Things } from '../recording/things.js';
import type { Policy } from './in-force.js';
import { policy } from './policy.js';
import { type PolicyEvent, policyStream } from './policy.events.js';

/** The city's own rules obey none but their own. */
const rules: StreamRules<Policy, PolicyEvent> = { aggregate: policy, judgeAcross: () => Promise.resolve() };

const one = { ko: '시의 기준', en: 'policy' };

export const policies: Things<Policy, PolicyEvent> = {
  name: 'policies',
  one,
  rules,
  voidableWhole: false,
  streamOf: (name, city) => {
    if (name !== city) throw new NotThere(named(one, name));
    return policyStream(city);
  },
  readAt: () => '/v1/policies',
};

/** What is set for the city: `POST /v1/policies/{what}`. */
export function inThePolicy(what: string): Site<Policy, PolicyEvent> {
  return {
    tag: 'policies',
    path: `v1/policies/${what}`,
    find: ({ city }) => ({ rules, stream: policyStream(city) }),
    location: policies.readAt,
  };
}

/** The city's own rules as they stand now. */
export function policyNow(streams: Streams): Promise<Policy> {
  return streams.state(policy, policyStream(streams.city));
}
