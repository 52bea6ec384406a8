/** Answers Resource Manager's requests that belong to no resource type: tenants, subscriptions, providers, permissions, Resource Graph. */
import type { AzureCall } from '../answering.ts';
import type { DemoAccount } from './demo-account.ts';
import type { DemoSubscription, DemoTenant } from './tenants.ts';

export interface FrameCall extends Omit<AzureCall, 'url'> {
  readonly url: URL;
}

const LOCATIONS = { northeurope: 'North Europe', westeurope: 'West Europe', swedencentral: 'Sweden Central' } as const;

/** Undefined for a request that the samples answer. @throws what `accountOf` throws for a subscription that the tenant does not have */
export function answerFrame(
  { method, url, body }: FrameCall,
  tenant: DemoTenant,
  accountOf: (id: string) => DemoAccount,
): object | undefined {
  if (method === 'POST') return url.pathname === '/providers/Microsoft.ResourceGraph/resources' ? answerQuery(body, tenant) : undefined;
  if (url.pathname === '/tenants') return { value: [{ id: `/tenants/${tenant.id}`, tenantId: tenant.id, displayName: tenant.name }] };
  if (url.pathname === '/subscriptions') return { value: tenant.subscriptions.map((each) => subscriptionItem(each, tenant)) };
  const [, id = '', rest = ''] = /^\/subscriptions\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const subscription = tenant.subscriptions.find((each) => each.id === id);
  if (!subscription) return undefined;
  switch (rest) {
    case '':
      return subscriptionItem(subscription, tenant);
    case '/locations':
      return {
        value: Object.entries(LOCATIONS).map(([name, displayName]) => ({
          id: `/subscriptions/${id}/locations/${name}`,
          name,
          displayName,
        })),
      };
    case '/resources':
      // A filtered list is that of a type, which the samples answer.
      return url.searchParams.has('$filter') ? undefined : { value: placedResources(accountOf(id)) };
    case '/providers':
      return { value: providersOf(accountOf(id)) };
    case '/providers/Microsoft.Authorization/permissions':
      return { value: [{ actions: ['*/read'], notActions: [], dataActions: dataActionsIn(subscription), notDataActions: [] }] };
    default:
      return undefined;
  }
}

/** Those of Key Vault Reader, which the login has where it may read its vaults. */
const dataActionsIn = ({ trait }: DemoSubscription): readonly string[] =>
  trait === 'vault_keys_denied' ? [] : ['Microsoft.KeyVault/vaults/*/read'];

const subscriptionItem = ({ id, name, workload, environment }: DemoSubscription, { id: tenantId }: DemoTenant): object => ({
  id: `/subscriptions/${id}`,
  subscriptionId: id,
  tenantId,
  displayName: name,
  state: 'Enabled',
  tags: { env: environment, workload },
});

function providersOf(account: DemoAccount): readonly object[] {
  const names = account.types.map(({ type: { type } }) => type.split('/'));
  return [...Map.groupBy(names, ([namespace = '']) => namespace)].map(([namespace, types]) => ({
    namespace,
    registrationState: account.isUnregistered(`${namespace}/`) ? 'NotRegistered' : 'Registered',
    resourceTypes: types.map(([, ...parts]) => ({ resourceType: parts.join('/') })),
  }));
}

/** Answers the query that Muster makes of Resource Graph, for the management groups above subscriptions. */
function answerQuery(body: string | undefined, tenant: DemoTenant): object {
  const { subscriptions } = JSON.parse(body ?? '{}') as { readonly subscriptions: readonly string[] };
  const data = tenant.subscriptions.filter(({ id }) => subscriptions.includes(id)).map((each) => containerRow(each, tenant));
  return { totalRecords: data.length, count: data.length, resultTruncated: 'false', data };
}

/** The nearest group comes first, the tenant's root group last. */
const containerRow = ({ id, groups }: DemoSubscription, tenant: DemoTenant): object => ({
  id: `/subscriptions/${id}`,
  subscriptionId: id,
  chain: [
    ...groups.map((name) => ({ name: name.toLowerCase(), displayName: name })).toReversed(),
    { name: tenant.id, displayName: 'Tenant Root Group' },
  ],
});

/** The list of all resources has the top-level resources that have a place. */
const placedResources = (account: DemoAccount): readonly object[] =>
  account.types.flatMap((of) =>
    account
      .resources(of)
      .filter(({ config }) => config['location'] !== undefined)
      .map(({ id, config: { name, location } }) => ({ id, name, type: of.type.type, location })),
  );
