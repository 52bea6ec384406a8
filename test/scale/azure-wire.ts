/** Azure in virtual time: nearly every list is empty, requests take time, and the limits of requests are enforced. */
import type { HttpAnswer, SendHttp } from '../../shared/clouds/azure/access/http.ts';
import { AZURE_CLOUDS } from '../../shared/clouds/azure/hosts.ts';
import { AZURE_TYPES } from '../../shared/clouds/azure/types.generated.ts';
import type { Clock } from '../../shared/seams.ts';
import { CLOUD_LIMITS, LATENCIES } from './model.ts';
import { Buckets, type LimitFigures, Window } from './request-limits.ts';

export const TENANT = '00000000-0000-4000-8000-000000000000';
const GRAPH = new URL(AZURE_CLOUDS.public.graph).host;
const NAMESPACES = [...new Set(AZURE_TYPES.map(({ type }) => type.split('/')[0] ?? ''))];
/** The namespaces that Azure registers in every subscription: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-services-resource-providers */
const OF_EVERY_SUBSCRIPTION = new Set(['Microsoft.Authorization', 'Microsoft.Resources']);

export interface SimulatedSubscription {
  /** Whether every provider is registered, as in a subscription that is long in use, or only those of a new one. */
  readonly registered: boolean;
  /** Each takes several calls. */
  readonly storageAccounts: number;
}

export class AzureWire {
  readonly #clock: Clock;
  readonly #subscriptions: ReadonlyMap<string, SimulatedSubscription>;
  readonly #arm: Buckets;
  readonly #storage: Buckets;
  readonly #queries: Window;
  readonly #graph: Window;

  /** `subscriptions`: those of the tenant, by id. */
  constructor(clock: Clock, subscriptions: ReadonlyMap<string, SimulatedSubscription>) {
    this.#clock = clock;
    this.#subscriptions = subscriptions;
    this.#arm = new Buckets(clock, CLOUD_LIMITS.arm);
    this.#storage = new Buckets(clock, CLOUD_LIMITS.storage);
    this.#queries = new Window(clock, CLOUD_LIMITS.resource_graph);
    this.#graph = new Window(clock, CLOUD_LIMITS.graph);
  }

  readonly send: SendHttp = async ({ url: text }) => {
    const url = new URL(text);
    const refused = this.#refused(url);
    await this.#clock.sleep(LATENCIES.cloud);
    return refused ?? { status: 200, headers: {}, text: JSON.stringify(this.#body(url)) };
  };

  figures(): readonly LimitFigures[] {
    return [
      this.#arm.figures('Azure Resource Manager: reads of a subscription'),
      this.#storage.figures('Azure Storage: reads of a subscription'),
      this.#queries.figures('Azure Resource Graph: queries of a login in 5 s'),
      this.#graph.figures('Microsoft Graph: resource units of a login in 10 s'),
    ];
  }

  #refused({ host, pathname }: URL): HttpAnswer | undefined {
    const answer = (name: string, value: string): HttpAnswer => ({
      status: 429,
      headers: { [name]: value },
      text: JSON.stringify({ error: { code: 'TooManyRequests', message: 'Too many.' } }),
    });
    const seconds = (ms: number): string => String(Math.ceil(ms / 1000));
    if (host === GRAPH) {
      const wait = this.#graph.refuse(CLOUD_LIMITS.graph.units_of_a_list);
      return wait === undefined ? undefined : answer('retry-after', seconds(wait));
    }
    if (pathname.includes('Microsoft.ResourceGraph')) {
      const wait = this.#queries.refuse();
      return wait === undefined ? undefined : answer('x-ms-user-quota-resets-after', `00:00:${seconds(wait).padStart(2, '0')}`);
    }
    const isOfStorage = pathname.includes('/Microsoft.Storage/');
    const wait = this.#arm.refuse(subscriptionOf(pathname)) ?? (isOfStorage ? this.#storage.refuse(subscriptionOf(pathname)) : undefined);
    return wait === undefined ? undefined : answer('retry-after', seconds(wait));
  }

  #body({ host, pathname }: URL): object {
    const id = subscriptionOf(pathname);
    if (pathname.includes('Microsoft.ResourceGraph')) return { data: [], resultTruncated: 'false' };
    // An answer that is no list has an id.
    const settings = { id: pathname, value: [] };
    if (host === GRAPH) return settings;
    if (pathname === '/subscriptions') {
      return { value: [...this.#subscriptions.keys()].map((subscriptionId) => ({ subscriptionId, state: 'Enabled', tenantId: TENANT })) };
    }
    const path = `/subscriptions/${id}`;
    switch (pathname) {
      case path:
        return { id: path, subscriptionId: id, state: 'Enabled' };
      case `${path}/providers`:
        return {
          value: NAMESPACES.map((namespace) => ({
            namespace,
            registrationState:
              this.#subscriptions.get(id)?.registered || OF_EVERY_SUBSCRIPTION.has(namespace) ? 'Registered' : 'NotRegistered',
          })),
        };
      case `${path}/providers/Microsoft.Authorization/permissions`:
        return { value: [{ actions: ['*/read'], notActions: [] }] };
      case `${path}/providers/Microsoft.Storage/storageAccounts`: {
        const length = this.#subscriptions.get(id)?.storageAccounts ?? 0;
        return {
          value: Array.from({ length }, (_, index) => ({
            id: `${path}/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/s${index}`,
          })),
        };
      }
      default:
        return settings;
    }
  }
}

const subscriptionOf = (path: string): string => /^\/subscriptions\/([^/]+)/.exec(path)?.[1] ?? '';
