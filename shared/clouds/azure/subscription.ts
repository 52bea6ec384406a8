/** Asks Resource Manager about a subscription as a whole: which providers it uses, and what the login may read there. Each is asked once a session. */
import { CloudError } from '../cloud-error.ts';
import { classifyError } from './access/classify-error.ts';
import type { RestClient } from './access/rest-client.ts';
import { PERMISSIONS_READ, PROVIDERS_READ } from './login-actions.ts';
import { allows, rolesIn, type SubscriptionRoles } from './access/role-permissions.ts';

/** The resource providers by their namespace in lower case. */
export type Providers = ReadonlyMap<string, Provider>;

interface Provider {
  readonly isRegistered: boolean;
  /** The types as Resource Manager writes them, by their names in lower case: `microsoft.compute/disks` → `Microsoft.Compute/disks`. */
  readonly types: ReadonlyMap<string, string>;
}

/** States of a namespace in which the subscription cannot have resources of it: Azure unregisters none that is in use. */
const UNUSED = new Set(['NotRegistered', 'Unregistered']);

export class Subscription {
  readonly #client: RestClient;
  readonly #id: string;
  readonly #take: () => Promise<void>;
  #providers: Promise<Providers | undefined> | undefined;
  #roles: Promise<SubscriptionRoles> | undefined;

  constructor(client: RestClient, id: string, take: () => Promise<void>) {
    this.#client = client;
    this.#id = id;
    this.#take = take;
  }

  /** @throws CloudError if a list of the type could leave resources out, because the login may not read all of the subscription */
  async checkReadable(type: string, permission: string): Promise<void> {
    const { actions } = await this.#rolesOnce();
    if (allows(actions, permission)) return;
    throw new CloudError(
      `${type} in the subscription ${this.#id}: the login may not call ${permission} on the whole subscription, so that lists leave resources out; give the application the role Reader on the subscription.`,
      { class: 'denied', error_code: 'NotOnWholeSubscription', permission },
    );
  }

  /** Those of the actions that the login's roles on the subscription itself do not allow. @throws CloudError */
  async missing(actions: readonly string[]): Promise<readonly string[]> {
    const roles = await this.#rolesOnce();
    return actions.filter((action) => !allows(roles.actions, action));
  }

  /** The same for data actions. @throws CloudError */
  async missingData(actions: readonly string[]): Promise<readonly string[]> {
    if (actions.length === 0) return [];
    const roles = await this.#rolesOnce();
    return actions.filter((action) => !allows(roles.dataActions, action));
  }

  /** @throws CloudError if the subscription has not registered the type's provider, so that there are no resources of it */
  async checkRegistered(type: string): Promise<void> {
    const [namespace = ''] = type.toLowerCase().split('/');
    if ((await this.providers())?.get(namespace)?.isRegistered !== false) return;
    throw new CloudError(
      `${type} in the subscription ${this.#id}: the subscription has not registered the resource provider (NotRegistered).`,
      {
        class: 'unsupported',
        error_code: 'NotRegistered',
      },
    );
  }

  /** Undefined if the login may not list them: each list then says itself whether its provider is registered. @throws CloudError if a retry may help */
  async providers(): Promise<Providers | undefined> {
    this.#providers ??= this.#askProviders().catch((error: unknown) => {
      this.#providers = undefined;
      throw error;
    });
    return await this.#providers;
  }

  async #rolesOnce(): Promise<SubscriptionRoles> {
    this.#roles ??= this.#askRoles().catch((error: unknown) => {
      this.#roles = undefined;
      throw error;
    });
    return await this.#roles;
  }

  async #askProviders(): Promise<Providers | undefined> {
    const providers = new Map<string, Provider>();
    try {
      for await (const { namespace, registrationState, resourceTypes } of this.#list('/providers?api-version=2021-04-01')) {
        if (typeof namespace !== 'string') continue;
        const names = (Array.isArray(resourceTypes) ? resourceTypes : []).flatMap((each: { readonly resourceType?: unknown }) =>
          typeof each?.resourceType === 'string' ? [`${namespace}/${each.resourceType}`] : [],
        );
        providers.set(namespace.toLowerCase(), {
          isRegistered: !UNUSED.has(String(registrationState)),
          types: new Map(names.map((name) => [name.toLowerCase(), name])),
        });
      }
    } catch (error) {
      const classed = classifyError(error, { place: `Resource providers of the subscription ${this.#id}`, permission: PROVIDERS_READ });
      if (classed.details.class !== 'denied' && classed.details.class !== 'invalid') throw classed;
      return undefined;
    }
    return providers;
  }

  async #askRoles(): Promise<SubscriptionRoles> {
    const found: unknown[] = [];
    try {
      for await (const role of this.#list('/providers/Microsoft.Authorization/permissions?api-version=2022-04-01')) found.push(role);
    } catch (error) {
      throw classifyError(error, { place: `What the login may read in the subscription ${this.#id}`, permission: PERMISSIONS_READ });
    }
    return rolesIn(found);
  }

  async *#list(path: string): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for await (const page of listPages(this.#client, `/subscriptions/${this.#id}${path}`, this.#take)) yield* page;
  }
}

/** The items of each page of a list. @throws AzureError @throws CloudError for an answer without a list of objects */
export async function* listPages(
  client: RestClient,
  path: string,
  take: () => Promise<void>,
): AsyncGenerator<readonly Readonly<Record<string, unknown>>[]> {
  const seen = new Set<string>();
  for (let url: string | undefined = path; url !== undefined;) {
    seen.add(url);
    const { value, nextLink }: { readonly value?: unknown; readonly nextLink?: unknown } = await client.send({ method: 'GET', url, take });
    if (!Array.isArray(value)) throw notWhole(path, 'has no list');
    if (!value.every(isMembers)) throw notWhole(path, 'lists an item that is no object');
    yield value;
    url = typeof nextLink === 'string' && nextLink !== '' ? nextLink : undefined;
    if (url !== undefined && seen.has(url)) throw notWhole(path, 'names a page that was read already');
  }
}

const isMembers = (item: unknown): item is Readonly<Record<string, unknown>> =>
  typeof item === 'object' && item !== null && !Array.isArray(item);

const notWhole = (path: string, why: string): CloudError =>
  new CloudError(`The answer to GET ${path.split('?')[0]} ${why}.`, { class: 'transient', error_code: 'BadAnswer' });
