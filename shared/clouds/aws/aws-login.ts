/** A login to AWS: the credentials of this machine or function, and the roles that they may take in other accounts. */
import { type AccountId, nativeId } from '../../ids.ts';
import type { Clock } from '../../seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { CloudSession } from '../cloud.ts';
import type { Connection } from '../connection.ts';
import { type CloudDirectory, NotLoggedIn, type OpenLogin, type ToldPermissions } from '../login.ts';
import type { ResourceType } from '../resource-type.ts';
import type { AnsweringCloud } from './answering.ts';
import { ClientSettings, type CredentialProvider } from './clients.ts';
import { AwsDirectory } from './directory.ts';
import type { Door } from './exchange.ts';
import { type IdentityOptions, LoginIdentity } from './identity.ts';
import { checkHomeAccount, roleCredentials, type LoginOptions } from './login.ts';
import { missingPermissions, principalOf } from './missing-permissions.ts';
import { partitionOf } from './regions.ts';
import { AwsSession, type CallCounter, type ServiceCatalog } from './session.ts';
import { SURVEY_PERMISSIONS } from './survey/explorer-api.ts';
import { CHECK_PERMISSION, DIRECTORY_PERMISSIONS, SESSION_PERMISSIONS, sessionPolicy } from './session-policy.ts';

export interface AwsLoginOptions extends IdentityOptions, AnsweringCloud {
  /** The account that the `base` credentials belong to, 12 digits, which is read without a role. If absent, AWS is asked. */
  readonly homeAccount?: string | undefined;
  /** The name of the role to take in the other accounts, and the external id that its trust policy requires. */
  readonly roleName?: string | undefined;
  readonly externalId?: string | undefined;
  /** The one account of the connection, 12 digits; if absent, those of the organization. */
  readonly account?: string | undefined;
  /** The ARN of the role that lists the organization; if absent, the login itself does. */
  readonly organizationRole?: string | undefined;
  readonly clock: Clock;
  readonly detailConcurrency?: number | undefined;
  /** The services that sessions can read; the registered ones if absent. */
  readonly catalog?: ServiceCatalog | undefined;
}

export class AwsLogin implements OpenLogin {
  readonly connection: Connection;
  readonly directory: CloudDirectory;
  readonly #options: AwsLoginOptions;
  readonly #identity: LoginIdentity;
  readonly #settings = new ClientSettings();

  constructor(options: AwsLoginOptions) {
    const { connection, homeRegion, base, exchange, offline, clock, roleName, account } = options;
    this.connection = connection;
    this.#options = options;
    this.#identity = new LoginIdentity(options);
    this.directory = new AwsDirectory({
      identity: this.#identity,
      homeRegion,
      credentials: base,
      exchange,
      offline,
      clock,
      takesRoles: roleName !== undefined,
      account,
      organization: this.#organization(),
    });
  }

  /** Credentials of the role that lists the organization. */
  #organization(): CredentialProvider | undefined {
    const { organizationRole: roleArn, externalId, homeRegion, base, exchange, clock } = this.#options;
    const account = /:(\d{12}):/.exec(roleArn ?? '')?.[1];
    if (roleArn === undefined || account === undefined) return undefined;
    const door: Door = async (operation, input, send) =>
      await exchange({ account, region: homeRegion, service: 'sts', operation, input }, send);
    const policy = sessionPolicy(DIRECTORY_PERMISSIONS, partitionOf(homeRegion));
    const remedy = `create it in account ${account} with the permissions ${DIRECTORY_PERMISSIONS.join(', ')}`;
    return roleCredentials({ account, region: homeRegion, base, door, roleArn, remedy, externalId, policy, clock });
  }

  async session(accountId: AccountId, idleMs: number, types: readonly ResourceType[]): Promise<CloudSession> {
    const { homeRegion, base, exchange, offline, clock, detailConcurrency, catalog } = this.#options;
    const id = nativeId(accountId);
    const home = await this.#homeAccount();
    const counter: CallCounter = { calls: 0 };
    const door: Door = async (operation, input, send) => {
      counter.calls += 1;
      return await exchange({ account: id, region: homeRegion, service: 'sts', operation, input }, send);
    };
    const login = { account: id, region: homeRegion, base, door };
    const credentials = id === home.account ? base : this.#role(login, permissionsOf(types)).credentials;
    try {
      if (id !== home.account) await credentials();
      else if (!home.isChecked) await checkHomeAccount(login);
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      throw new CloudError(error.message, error.details, { cause: error.cause, apiCalls: counter.calls });
    }
    const settings = this.#settings;
    return new AwsSession({
      account: id,
      homeRegion,
      credentials,
      exchange,
      offline,
      counter,
      clock,
      idleMs,
      detailConcurrency,
      catalog,
      settings,
    });
  }

  /** The account that the `base` credentials belong to, and whether AWS has said so. @throws CloudError */
  async #homeAccount(): Promise<{ readonly account: string; readonly isChecked: boolean }> {
    const { homeAccount } = this.#options;
    if (!this.#identity.known && homeAccount !== undefined) return { account: homeAccount, isChecked: false };
    try {
      return { account: nativeId((await this.#identity.ask()).account_id), isChecked: true };
    } catch (error) {
      if (!(error instanceof NotLoggedIn)) throw error;
      throw new CloudError(
        error.message,
        { class: error.unreachable ? 'transient' : 'denied', error_code: 'NotLoggedIn' },
        { cause: error, apiCalls: 1 },
      );
    }
  }

  async missing(accountId: AccountId, types: readonly ResourceType[]): Promise<ToldPermissions | undefined> {
    const { homeRegion, base, exchange } = this.#options;
    const account = nativeId(accountId);
    const doorOf =
      (service: string): Door =>
      async (operation, input, send) =>
        await exchange({ account, region: homeRegion, service, operation, input }, send);
    const { user, account_id } = await this.#identity.ask();
    const login = { account, region: homeRegion, base, door: doorOf('sts') };
    const { roleArn, credentials } =
      account_id === accountId ? { roleArn: principalOf(user), credentials: base } : this.#role(login, [CHECK_PERMISSION]);
    const missing = await missingPermissions({ principal: roleArn, credentials, homeRegion, door: doorOf('iam') }, permissionsOf(types));
    return missing && { missing, unknown: [] };
  }

  /** The role to take in the account, and credentials of it that are narrowed to the permissions. @throws CloudError */
  #role(login: LoginOptions, permissions: readonly string[]): { readonly roleArn: string; readonly credentials: CredentialProvider } {
    const { connection, roleName, externalId, clock } = this.#options;
    if (roleName === undefined) {
      throw new CloudError(
        `The connection ${connection.connection_id} names no role to assume in account ${login.account}; give it a role_name, or set MUSTER_ROLE_NAME.`,
        { class: 'invalid', error_code: 'NoRoleName' },
      );
    }
    const partition = partitionOf(login.region);
    const roleArn = `arn:${partition}:iam::${login.account}:role/${roleName}`;
    const remedy = `deploy Muster's member stack in account ${login.account}`;
    const policy = sessionPolicy(permissions, partition);
    return { roleArn, credentials: roleCredentials({ ...login, roleArn, remedy, externalId, policy, clock }) };
  }
}

/** The permissions of a session that reads the types. A job over one service makes no survey. */
const permissionsOf = (types: readonly ResourceType[]): readonly string[] => [
  ...SESSION_PERMISSIONS,
  ...(new Set(types.map(({ service }) => service)).size > 1 ? SURVEY_PERMISSIONS : []),
  ...types.flatMap(({ permissions }) => permissions),
];
