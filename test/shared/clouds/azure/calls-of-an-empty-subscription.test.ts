import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sendThrough } from '../../../../shared/clouds/azure/access/http.ts';
import { AzureLogin } from '../../../../shared/clouds/azure/azure-login.ts';
import { AZURE_TYPES } from '../../../../shared/clouds/azure/types.generated.ts';
import { CloudError } from '../../../../shared/clouds/cloud-error.ts';
import { type CloudSession, GLOBAL_SEGMENT } from '../../../../shared/clouds/cloud.ts';
import { type AccountId, accountClassOf, parseAccountId } from '../../../../shared/ids.ts';
import { CountingRandom } from '../../../support/fakes.ts';
import { AzureServer } from './support/azure-server.ts';
import { CLIENT, SECRET, SUBSCRIPTION, TENANT, tokensOf, trusting } from './support/logins.ts';

let server: AzureServer;
let slept: number;

beforeEach(async () => {
  server = await AzureServer.start();
  server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
  slept = 0;
});

afterEach(async () => {
  await server.stop();
});

const login = (): AzureLogin =>
  new AzureLogin({
    connection: { connection_id: 'contoso', provider: 'azure', settings: {} },
    tenant: TENANT,
    hosts: server.hosts,
    send: sendThrough(trusting(server)),
    tokens: tokensOf(server),
    random: new CountingRandom(),
    clock: {
      now: () => 0,
      sleep: async (ms) => {
        slept = Math.max(slept, ms);
      },
    },
    offline: false,
  });

/** The state, the providers, the roles, and the query of Resource Graph. */
const ABOUT_THE_SUBSCRIPTION = 4;
const MOST_OF_A_NEW_ONE = 12;

/** The namespaces that Azure registers in every new subscription. https://learn.microsoft.com/azure/azure-resource-manager/management/azure-services-resource-providers */
const OF_EVERY_SUBSCRIPTION = [
  'Microsoft.Authorization',
  'Microsoft.Resources',
  'Microsoft.Features',
  'Microsoft.Billing',
  'Microsoft.Portal',
];

/** An Azure in which every list is empty, and only some providers are registered. */
function empty(registered: (namespace: string) => boolean): void {
  const namespaces = new Set(AZURE_TYPES.map(({ type }) => type.split('/')[0] ?? ''));
  server.on(/./, { body: { value: [] } });
  server.on(`/subscriptions/${SUBSCRIPTION}`, { body: { id: `/subscriptions/${SUBSCRIPTION}`, displayName: 'New', state: 'Enabled' } });
  server.on(`/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/permissions`, {
    body: { value: [{ actions: ['*/read'], notActions: [] }] },
  });
  server.on(`/subscriptions/${SUBSCRIPTION}/providers`, {
    body: {
      value: [...namespaces].map((namespace) => ({ namespace, registrationState: registered(namespace) ? 'Registered' : 'NotRegistered' })),
    },
  });
  server.on('POST /providers/Microsoft.ResourceGraph/resources', { body: { data: [], resultTruncated: 'false' } });
}

const typesOf = (account: AccountId) => AZURE_TYPES.filter(({ account: held }) => held === accountClassOf(account));

/** Reads every type as an inventory does. */
async function inventory(account: AccountId): Promise<{ readonly session: CloudSession; readonly outcomes: readonly string[] }> {
  const session = await login().session(account, Infinity);
  const types = typesOf(account);
  await session.discover?.(new Set(types.map(({ type }) => type)));
  const outcomes: string[] = [];
  let found = 0;
  for (const type of types) {
    try {
      for await (const page of session.fetch(type, GLOBAL_SEGMENT)) found += page.length;
      outcomes.push('complete');
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      outcomes.push(error.details.class);
    }
  }
  // The subscription itself is a resource.
  expect(found).toBe(1);
  return { session, outcomes };
}

describe('an inventory of an empty subscription', () => {
  const account = parseAccountId(`azure:${SUBSCRIPTION}`);

  it('takes few calls if it is new, because providers that are not registered are not asked', async () => {
    empty((namespace) => OF_EVERY_SUBSCRIPTION.includes(namespace));
    const { session, outcomes } = await inventory(account);
    expect(session.apiCalls()).toBeLessThanOrEqual(MOST_OF_A_NEW_ONE);
    expect(new Set(outcomes)).toEqual(new Set(['complete', 'unsupported']));
  });

  it('takes one list for each type at most if every provider is registered, within the burst that it is allowed', async () => {
    empty(() => true);
    const { session, outcomes } = await inventory(account);
    expect(new Set(outcomes)).toEqual(new Set(['complete']));
    expect(session.apiCalls()).toBeLessThanOrEqual(typesOf(account).length + ABOUT_THE_SUBSCRIPTION);
    expect(slept).toBe(0);
  });

  it('waits for 80 milliseconds for each call beyond 125, which is half of the limit of Resource Manager', async () => {
    empty(() => true);
    const session = await login().session(account, Infinity);
    const disks = AZURE_TYPES.find(({ type }) => type === 'Microsoft.Compute/disks');
    if (!disks) throw new Error('There is no such type.');
    for (let read = 0; read < 130; read += 1) for await (const page of session.fetch(disks, GLOBAL_SEGMENT)) expect(page).toEqual([]);
    // The first call of a session, for the state of the subscription, has no budget.
    expect(slept).toBe((session.apiCalls() - 1 - 125) * 80);
  });
});
