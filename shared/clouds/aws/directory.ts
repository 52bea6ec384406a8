/** Reads the identity of an AWS login, its regions, and the accounts of its organization. */
import {
  type Account,
  DescribeOrganizationalUnitCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListTagsForResource,
} from '@aws-sdk/client-organizations';
import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { type AccountId, nativeId, parseAccountId } from '../../ids.ts';
import type { Clock } from '../../seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { CloudDirectory, Identity, UnreadAccount, VisibleAccount, VisibleAccounts, VisibleRegion } from '../login.ts';
import { unitName } from '../unit-path.ts';
import type { AwsClient, ClientClass } from './types/loaded-service.ts';
import { classifyError } from './classify-error.ts';
import { INTERACTIVE, createTargetClient, type CredentialProvider } from './clients.ts';
import type { Exchange } from './exchange.ts';
import type { LoginIdentity } from './identity.ts';
import { globalRegionOf, partitionOf } from './regions.ts';
import { AwsSession } from './session.ts';

export interface DirectoryOptions {
  readonly identity: LoginIdentity;
  readonly homeRegion: string;
  readonly credentials: CredentialProvider;
  readonly exchange: Exchange;
  /** True if no call reaches a cloud. */
  readonly offline: boolean;
  readonly clock: Clock;
  /** True if the connection has a role to assume in the other accounts. */
  readonly takesRoles: boolean;
  /** The one account of the connection, 12 digits; if absent, the organization is asked. */
  readonly account?: string | undefined;
  /** The credentials that list the organization, if they are not the login's own. */
  readonly organization?: CredentialProvider | undefined;
}

/** The organization's accounts, or one sentence why they are not known. */
type Organization =
  | { readonly members: readonly VisibleAccount[]; readonly inactive: readonly UnreadAccount[] }
  | { readonly why: string; readonly listing: 'granted' | 'refused' };

const NAME_A_ROLE = 'give the connection a role_name, or set MUSTER_ROLE_NAME';

const withoutRole = (account: VisibleAccount): UnreadAccount => ({
  ...account,
  reason: `the connection names no role to assume there: ${NAME_A_ROLE}`,
});

const byId = (one: VisibleAccount, other: VisibleAccount): number => (one.account_id < other.account_id ? -1 : 1);

export class AwsDirectory implements CloudDirectory {
  readonly #options: DirectoryOptions;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  async identity(): Promise<Identity> {
    return await this.#options.identity.ask();
  }

  /** The names are null: EC2 gives none for regions. */
  async regions(): Promise<readonly VisibleRegion[]> {
    const { homeRegion, credentials, exchange, offline, clock } = this.#options;
    const account = nativeId((await this.identity()).account_id);
    const session = new AwsSession({ account, homeRegion, credentials, exchange, offline, clock, counter: { calls: 0 }, idleMs: Infinity });
    try {
      return (await session.regions()).map((id) => ({ id, name: null }));
    } finally {
      session.close();
    }
  }

  async accounts(): Promise<VisibleAccounts> {
    const { takesRoles, account, organization: credentials = this.#options.credentials } = this.#options;
    const identity = await this.identity();
    if (account !== undefined) return await this.#oneAccount(account, identity, takesRoles);
    const missing: string[] = [];
    // The role is taken here: if that is refused, the error says so, and is no error of Organizations.
    await this.#options.organization?.();
    const organization = await this.#with(OrganizationsClient, 'organizations', credentials, async (client) =>
      this.#organization(client, missing),
    );
    const told = missing.length > 0 ? { missing } : {};
    if ('why' in organization) {
      const { why, listing } = organization;
      return { accounts: [await this.#ownAccount()], others: [], note: why, listing, ...told };
    }
    const members = organization.members.toSorted(byId);
    const inactive = organization.inactive.toSorted(byId);
    if (takesRoles) return { accounts: members, others: inactive, ...told };
    const own = members.find(({ account_id }) => account_id === identity.account_id) ?? (await this.#ownAccount());
    const others = members.filter(({ account_id }) => account_id !== identity.account_id);
    if (others.length === 0) return { accounts: [own], others: inactive, ...told };
    return {
      ...told,
      accounts: [own],
      others: [...others.map(withoutRole), ...inactive].toSorted(byId),
      note: `The login names no role to assume, so it reads only ${own.account_id} of its organization's accounts: ${NAME_A_ROLE}.`,
    };
  }

  async #oneAccount(digits: string, identity: Identity, takesRoles: boolean): Promise<VisibleAccounts> {
    const account_id = parseAccountId(digits);
    const listing = 'granted';
    if (account_id === identity.account_id) return { accounts: [await this.#ownAccount()], others: [], listing };
    const account = { account_id, name: null, organizational_unit: null };
    return takesRoles ? { accounts: [account], others: [], listing } : { accounts: [], others: [withoutRole(account)], listing };
  }

  async tags(accountId: AccountId): Promise<Readonly<Record<string, string>> | undefined> {
    const { organization: credentials = this.#options.credentials } = this.#options;
    return await this.#with(OrganizationsClient, 'organizations', credentials, async (client) => {
      const tags = new Map<string, string>();
      try {
        for await (const { Tags = [] } of paginateListTagsForResource({ client }, { ResourceId: nativeId(accountId) }))
          for (const { Key, Value } of Tags) if (Key !== undefined && Value !== undefined) tags.set(Key, Value);
        return Object.fromEntries(tags);
      } catch (error) {
        const classed = this.#classed(error, 'organizations', 'organizations:ListTagsForResource');
        if (classed.details.class !== 'denied') throw classed;
        return undefined;
      }
    });
  }

  /** Adds the permissions that are refused to `missing`. */
  async #organization(client: OrganizationsClient, missing: string[]): Promise<Organization> {
    const { account_id } = await this.identity();
    const found: Account[] = [];
    try {
      for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) found.push(...Accounts);
    } catch (error) {
      const { message, details } = this.#classed(error, 'organizations', 'organizations:ListAccounts');
      if (details.error_code === 'AWSOrganizationsNotInUseException')
        return { why: `${account_id} belongs to no organization.`, listing: 'granted' };
      if (details.class !== 'denied') throw new CloudError(message, details);
      missing.push('organizations:ListAccounts');
      return {
        listing: 'refused',
        why: `The login may not call organizations:ListAccounts (${details.error_code}), so it sees only ${account_id}; allow it in the organization's management account or in a delegated administrator.`,
      };
    }
    // An organization lists its management account at least; emulators without one list nothing.
    if (found.length === 0) return { why: `${account_id} belongs to no organization.`, listing: 'granted' };
    const unitOf = this.#units(client, missing);
    const members: VisibleAccount[] = [];
    const inactive: UnreadAccount[] = [];
    for (const account of found) {
      const member = {
        account_id: parseAccountId(account.Id ?? ''),
        name: account.Name ?? null,
        organizational_unit: await unitOf(account.Paths?.[0]),
      };
      const state = stateOf(account);
      if (state === 'ACTIVE') members.push(member);
      else if (state === undefined || !NOT_IN_USE.has(state)) members.push({ ...member, state_known: false });
      else inactive.push({ ...member, state, reason: `the account is ${state}` });
    }
    return { members, inactive };
  }

  /**
   * Returns a function that names the units of a path: `o-1/r-1/ou-1-a/ou-1-b/` → `Workloads/Production`. It reads each unit
   * once; without the permission, all names are null. An account directly below the root has an empty path.
   */
  #units(client: OrganizationsClient, missing: string[]): (path: string | undefined) => Promise<string | null> {
    const names = new Map<string, string>();
    let isDenied = false;
    const nameOf = async (unit: string): Promise<string> => {
      const known = names.get(unit);
      if (known !== undefined) return known;
      const { OrganizationalUnit } = await client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit }));
      const name = unitName(OrganizationalUnit?.Name ?? unit);
      names.set(unit, name);
      return name;
    };
    return async (path) => {
      if (path === undefined) return null;
      const units = path.split('/').filter((part) => part.startsWith('ou-'));
      if (units.length === 0) return '';
      if (isDenied) return null;
      try {
        const parts: string[] = [];
        for (const unit of units) parts.push(await nameOf(unit));
        return parts.join('/');
      } catch (error) {
        const classed = this.#classed(error, 'organizations', 'organizations:DescribeOrganizationalUnit');
        if (classed.details.class !== 'denied') throw classed;
        isDenied = true;
        missing.push('organizations:DescribeOrganizationalUnit');
        return null;
      }
    };
  }

  /** The login's own account. The name is its alias, or null if the login may not read it. */
  async #ownAccount(): Promise<VisibleAccount> {
    const { account_id } = await this.identity();
    const name = await this.#with(IAMClient, 'iam', this.#options.credentials, async (client) => {
      const { AccountAliases = [] } = await client.send(new ListAccountAliasesCommand({}));
      return AccountAliases[0] ?? null;
    }).catch((error: unknown) => {
      const classed = this.#classed(error, 'iam', 'iam:ListAccountAliases');
      if (classed.details.class !== 'denied') throw classed;
      return null;
    });
    return { account_id, name, organizational_unit: null };
  }

  /** Runs `use` with a client in the global region: both services have one endpoint for all regions of a partition. */
  async #with<Client extends AwsClient, T>(
    clientClass: ClientClass<Client>,
    service: string,
    credentials: CredentialProvider,
    use: (client: Client) => Promise<T>,
  ): Promise<T> {
    const { exchange } = this.#options;
    const account = nativeId((await this.identity()).account_id);
    const region = this.#globalRegion;
    const client = createTargetClient(clientClass, {
      region,
      credentials,
      door: async (operation, input, send) => await exchange({ account, region, service, operation, input }, send),
      // A person waits, but a list of many pages is throttled at some point, so more attempts are needed.
      retryLimits: { ...INTERACTIVE, attempts: 5 },
    });
    try {
      return await use(client);
    } finally {
      client.destroy();
    }
  }

  get #globalRegion(): string {
    return globalRegionOf(partitionOf(this.#options.homeRegion));
  }

  #classed(error: unknown, service: string, permission: string): CloudError {
    return classifyError(error, { service, region: this.#globalRegion, permission, loginWorks: true, regionEnabled: true });
  }
}

/** `State` replaces `Status`, which AWS retires. */
const stateOf = ({ State, Status }: Account): string | undefined => State ?? Status;

/** The states of accounts that are not in use. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
const NOT_IN_USE: ReadonlySet<string> = new Set(['PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED']);
