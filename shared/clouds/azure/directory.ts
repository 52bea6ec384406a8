/** Reads the identity of a login to Azure, and the subscriptions and the directory that it sees. */
import { type AccountId, parseAccountId } from '../../ids.ts';
import { CloudError } from '../cloud-error.ts';
import type { CloudDirectory, Identity, UnreadAccount, VisibleAccount, VisibleAccounts, VisibleRegion } from '../login.ts';
import { NotLoggedIn } from '../login.ts';
import { classifyError } from './access/classify-error.ts';
import { managementGroupPaths } from './access/resource-graph.ts';
import type { RestClient } from './access/rest-client.ts';
import { claimsOf, type TokenClaims } from './access/tokens.ts';
import { LOCATIONS_READ, SUBSCRIPTIONS_READ } from './login-actions.ts';
import { listPages } from './subscription.ts';
import { AZURE_TYPES } from './types.generated.ts';

export interface DirectoryOptions {
  /** The connection's name. */
  readonly connection: string;
  /** The tenant that the connection names. */
  readonly tenant: string | undefined;
  /** A client for the calls of this directory alone. */
  readonly management: RestClient;
  /** A token for each of the two APIs. */
  readonly token: (api: 'management' | 'graph') => Promise<string>;
}

type Members = Readonly<Record<string, unknown>>;

const SUBSCRIPTIONS = '/subscriptions?api-version=2022-12-01';
/** Subscriptions in these states answer reads. https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states */
const READABLE = new Set(['Enabled', 'Warned', 'PastDue', 'Disabled']);
/** The state of a subscription that is not in use any more. Azure documents no others than these five. */
const DELETED = 'Deleted';

/** The permissions of Microsoft Graph with which the application reads the directory. */
const GRAPH_PERMISSIONS: readonly string[] = [
  ...new Set(AZURE_TYPES.filter(({ account }) => account === 'directory').flatMap(({ permissions }) => permissions)),
].toSorted();

const byId = (one: VisibleAccount, other: VisibleAccount): number => (one.account_id < other.account_id ? -1 : 1);
/** Nothing is read in bulk here, so that no call waits for a budget. */
const atOnce = async (): Promise<void> => {};

export class AzureDirectory implements CloudDirectory {
  readonly #options: DirectoryOptions;
  #identity: Promise<Identity> | undefined;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  async identity(): Promise<Identity> {
    this.#identity ??= this.#askIdentity();
    try {
      return await this.#identity;
    } catch (error) {
      this.#identity = undefined;
      throw error;
    }
  }

  /** The tenant of the login. @throws NotLoggedIn */
  async tenant(): Promise<string> {
    return (await this.identity()).account_id.replace(/^azure:tenant\//, '');
  }

  /** The locations of the first subscription that the login sees. */
  async regions(): Promise<readonly VisibleRegion[]> {
    const { accounts } = await this.accounts();
    const subscription = accounts.map(({ account_id }) => account_id).find((id) => !id.startsWith('azure:tenant/'));
    if (subscription === undefined) return [];
    const id = subscription.replace(/^azure:/, '');
    const path = `/subscriptions/${id}/locations?api-version=2022-12-01`;
    const locations = await this.#list(path, `Locations of the subscription ${id}`, LOCATIONS_READ);
    return locations
      .flatMap(({ name, displayName }) => (typeof name === 'string' ? [{ id: name, name: textOf(displayName) }] : []))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  async accounts(): Promise<VisibleAccounts> {
    const tenant = await this.tenant();
    const listed = await this.#list(SUBSCRIPTIONS, `Subscriptions of the tenant ${tenant}`, SUBSCRIPTIONS_READ);
    const subscriptions = listed.flatMap((each) => {
      const id = textOf(each['subscriptionId'])?.toLowerCase();
      return id === undefined ? [] : [{ id, name: textOf(each['displayName']), state: textOf(each['state']), tags: tagsOf(each['tags']) }];
    });
    const paths = await this.#paths(
      subscriptions.map(({ id }) => id),
      tenant,
    );
    const visible = subscriptions.map(({ id, name, state, tags }) => ({
      account: { account_id: parseAccountId(`azure:${id}`), name, organizational_unit: paths.get(id) ?? null, ...(tags && { tags }) },
      state,
    }));
    const readable = visible
      .filter(({ state }) => state !== DELETED)
      .map(({ account, state }) => (state !== null && READABLE.has(state) ? account : { ...account, state_known: false as const }));
    const others = visible
      .filter(({ state }) => state === DELETED)
      .map(({ account }): UnreadAccount => ({ ...account, state: DELETED, reason: `the subscription is ${DELETED}` }));
    const directory = await this.#directory(tenant);
    const unread = 'reason' in directory ? [directory, ...others] : others;
    const accounts = 'reason' in directory ? readable : [...readable, directory];
    const missing = [...(readable.length === 0 ? [SUBSCRIPTIONS_READ] : []), ...('reason' in directory ? GRAPH_PERMISSIONS : [])];
    return {
      accounts: accounts.toSorted(byId),
      others: unread.toSorted(byId),
      // Azure leaves out subscriptions of which the login has no role.
      listing: 'granted',
      ...(readable.length === 0 && {
        note: `The login sees no subscription of the tenant ${tenant}: give the application the role Reader on subscriptions, or on the root management group.`,
      }),
      ...(missing.length > 0 && { missing }),
    };
  }

  async #askIdentity(): Promise<Identity> {
    const { connection, tenant: wanted } = this.#options;
    let claims: TokenClaims;
    try {
      claims = claimsOf(await this.#options.token('management'));
    } catch (error) {
      const { message, details } = classifyError(error, { place: notLoggedIn(connection) });
      throw new NotLoggedIn(message, { unreachable: details.class === 'transient' || details.class === 'throttled' });
    }
    const tenant = claims.tenant?.toLowerCase();
    if (tenant === undefined) throw new NotLoggedIn(`${notLoggedIn(connection)}: Entra ID gave a token that names no tenant.`);
    if (wanted !== undefined && tenant !== wanted) {
      throw new NotLoggedIn(
        `${notLoggedIn(connection)}: the login belongs to the tenant ${tenant}, and the connection names ${wanted}; correct tenant_id, or log in to that tenant.`,
      );
    }
    return { provider: 'azure', account_id: directoryOf(tenant), user: claims.user ?? 'unknown' };
  }

  /** The tenant's directory, with the reason if the login may read nothing of it. */
  async #directory(tenant: string): Promise<VisibleAccount | UnreadAccount> {
    const account = { account_id: directoryOf(tenant), name: await this.#tenantName(tenant), organizational_unit: null };
    try {
      const { permissions } = claimsOf(await this.#options.token('graph'));
      if (permissions.length > 0) return account;
      return {
        ...account,
        reason:
          'the application has no permission of Microsoft Graph: grant it those that "muster permissions azure" prints, with the consent of an administrator',
      };
    } catch (error) {
      const { message, details } = classifyError(error, { place: `Login to Microsoft Graph in the tenant ${tenant}` });
      if (details.class !== 'denied') throw new CloudError(message, details, { cause: error });
      return { ...account, reason: message.replace(/\.$/, '') };
    }
  }

  /** Null if the login may not read it. */
  async #tenantName(tenant: string): Promise<string | null> {
    try {
      const tenants = await this.#list('/tenants?api-version=2022-12-01', 'Tenants', '');
      return textOf(tenants.find(({ tenantId }) => tenantId === tenant)?.['displayName']) ?? null;
    } catch (error) {
      if (error instanceof CloudError && error.details.class !== 'transient' && error.details.class !== 'throttled') return null;
      throw error;
    }
  }

  /** The paths of management groups only name things: whatever Resource Graph answers instead of them, the accounts are known all the same. */
  async #paths(subscriptions: readonly string[], tenant: string): Promise<ReadonlyMap<string, string>> {
    try {
      return await managementGroupPaths(this.#options.management, subscriptions, tenant);
    } catch {
      return new Map();
    }
  }

  /** @throws CloudError */
  async #list(path: string, place: string, permission: string): Promise<readonly Members[]> {
    const found: Members[] = [];
    try {
      for await (const page of listPages(this.#options.management, path, atOnce)) found.push(...page);
    } catch (error) {
      throw classifyError(error, { place, permission });
    }
    return found;
  }
}

export const notLoggedIn = (connection: string): string => `Not logged in to Azure with the connection ${connection}`;

const directoryOf = (tenant: string): AccountId => parseAccountId(`azure:tenant/${tenant}`);

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A subscription without tags may lack the member. Undefined for a value that no tags can be read from. */
function tagsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
