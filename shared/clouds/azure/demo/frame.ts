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
  if (method === 'POST')
    return url.pathname === '/providers/Microsoft.ResourceGraph/resources' ? answerQuery(body, tenant, accountOf) : undefined;
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
      return url.searchParams.has('$filter') ? undefined : { value: placedResources(accountOf(id)).flatMap(([, resources]) => resources) };
    case '/providers':
      return { value: providersOf(accountOf(id)) };
    case '/providers/Microsoft.Authorization/permissions':
      return { value: [{ actions: ['*/read'], notActions: [] }] };
    default:
      return undefined;
  }
}

const subscriptionItem = ({ id, name }: DemoSubscription, { id: tenantId }: DemoTenant): object => ({
  id: `/subscriptions/${id}`,
  subscriptionId: id,
  tenantId,
  displayName: name,
  state: 'Enabled',
});

function providersOf(account: DemoAccount): readonly object[] {
  const names = account.types.map(({ type: { type } }) => type.split('/'));
  return [...Map.groupBy(names, ([namespace = '']) => namespace)].map(([namespace, types]) => ({
    namespace,
    registrationState: account.isUnregistered(`${namespace}/`) ? 'NotRegistered' : 'Registered',
    resourceTypes: types.map(([, ...parts]) => ({ resourceType: parts.join('/') })),
  }));
}

/** Answers the two queries that Muster makes of Resource Graph: the number of resources by type, and the management groups above subscriptions. */
function answerQuery(body: string | undefined, tenant: DemoTenant, accountOf: (id: string) => DemoAccount): object {
  const { query, subscriptions } = JSON.parse(body ?? '{}') as { readonly query: string; readonly subscriptions: readonly string[] };
  const asked = tenant.subscriptions.filter(({ id }) => subscriptions.includes(id));
  const data = query.startsWith('resourcecontainers')
    ? asked.map((each) => containerRow(each, tenant))
    : asked.flatMap(({ id }) => countRows(accountOf(id)));
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

/** The list of all resources and Resource Graph's table of resources have the top-level resources that have a place. */
function placedResources(account: DemoAccount): readonly (readonly [string, readonly object[]])[] {
  return account.types.flatMap((of) => {
    const placed = account.resources(of).filter(({ config }) => config['location'] !== undefined);
    const { type } = of.type;
    return placed.length === 0 ? [] : [[type, placed.map(({ id, config: { name, location } }) => ({ id, name, type, location }))] as const];
  });
}

const countRows = (account: DemoAccount): readonly object[] =>
  placedResources(account).map(([type, { length }]) => ({ id: type.toLowerCase(), resources: length }));
