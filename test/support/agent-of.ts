/** The real agent over the fake cloud of a test: every connection to AWS leads to it. */
import type { OpenLogin } from '../../shared/clouds/login.ts';
import type { CloudProvider } from '../../shared/clouds/provider.ts';
import { type Connections, SubscriptionAgent } from '../../shared/connections/subscription-agent.ts';
import { factsOf } from '../../shared/provider-facts.ts';
import { ManualClock } from './fakes.ts';

export type FakeLogin = Pick<OpenLogin, 'session'> & Partial<Pick<OpenLogin, 'directory'>>;

const unasked = (): never => {
  throw new Error('The test did not expect that the directory of the cloud is read.');
};

/** No test of it reads a secret. */
const noSecrets = { read: unasked, forget: unasked };

export const providerOver = (cloud: FakeLogin): CloudProvider => ({
  facts: factsOf('aws'),
  open: (connection) =>
    Promise.resolve({
      connection,
      directory: cloud.directory ?? { identity: unasked, regions: unasked, accounts: unasked },
      session: (...args) => cloud.session(...args),
    }),
});

export const agentOf = (cloud: FakeLogin, connections: Connections): SubscriptionAgent =>
  new SubscriptionAgent([providerOver(cloud)], connections, noSecrets, { environment: {} }, new ManualClock());
