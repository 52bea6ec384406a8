/** A login to an Azure tenant: its tokens, which all its sessions share, and the sessions of its subscriptions and its directory. */
import { accountClassOf, type AccountId, nativeId } from '../../ids.ts';
import type { Clock, Random } from '../../seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { CloudSession } from '../cloud.ts';
import type { Connection } from '../connection.ts';
import { type CloudDirectory, NotLoggedIn, type OpenLogin, type ToldPermissions } from '../login.ts';
import type { ResourceType } from '../resource-type.ts';
import { AzureError } from './access/azure-error.ts';
import { classifyError } from './access/classify-error.ts';
import { type AzureApi, type AzureHosts, scopeOf } from './hosts.ts';
import type { SendHttp } from './access/http.ts';
import { type CallCounter, RestClient } from './access/rest-client.ts';
import { isGranted } from './access/graph-permissions.ts';
import { claimsOf, type TokenSource } from './access/tokens.ts';
import { AzureDirectory } from './directory.ts';
import { SUBSCRIPTIONS_READ } from './login-actions.ts';
import { permissionsFor } from './permissions.ts';
import { AzureSession, type ServiceCatalog } from './session.ts';
import { Subscription } from './subscription.ts';

export interface AzureLoginOptions {
  readonly connection: Connection;
  /** The tenant that the connection names. */
  readonly tenant: string | undefined;
  readonly hosts: AzureHosts;
  readonly send: SendHttp;
  readonly tokens: Pick<TokenSource, 'token' | 'renewed'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  /** True if no request reaches a cloud. */
  readonly offline: boolean;
  readonly detailConcurrency?: number | undefined;
  readonly catalog?: ServiceCatalog | undefined;
}

/** Attempts of a call that a person waits for. */
const INTERACTIVE_ATTEMPTS = 3;

export class AzureLogin implements OpenLogin {
  readonly connection: Connection;
  readonly directory: CloudDirectory;
  readonly #directory: AzureDirectory;
  readonly #options: AzureLoginOptions;

  constructor(options: AzureLoginOptions) {
    this.connection = options.connection;
    this.#options = options;
    this.#directory = new AzureDirectory({
      connection: options.connection.connection_id,
      tenant: options.tenant,
      management: this.#client('management', { calls: 0 }, INTERACTIVE_ATTEMPTS),
      token: async (api) => await options.tokens.token(scopeOf(options.hosts, api)),
    });
    this.directory = this.#directory;
  }

  async session(accountId: AccountId, idleMs: number): Promise<CloudSession> {
    const counter: CallCounter = { calls: 0 };
    const clients = {
      management: this.#client('management', counter),
      graph: this.#client('graph', counter),
      vault: this.#client('vault', counter),
    };
    const tenant = await this.#tenant();
    const isDirectory = accountClassOf(accountId) === 'directory';
    const subscription = isDirectory ? undefined : nativeId(accountId);
    try {
      if (subscription === undefined) await this.#checkDirectory(accountId, tenant);
      else await checkSubscription(clients.management, subscription);
    } catch (error) {
      const place = subscription === undefined ? `The directory of the tenant ${tenant}` : `The subscription ${subscription}`;
      const { message, details, cause } = classifyError(error, { place, permission: SUBSCRIPTIONS_READ });
      // Tokens for Resource Manager are those of every subscription; that Entra ID gives none for Microsoft Graph concerns the directory alone.
      const isLogin = subscription !== undefined && details.class === 'denied' && cause instanceof AzureError && cause.source === 'entra';
      throw new CloudError(message, details, { cause: isLogin ? new NotLoggedIn(message) : cause, apiCalls: counter.calls });
    }
    const { clock, offline, detailConcurrency, signal, catalog } = this.#options;
    return new AzureSession({ subscription, tenant, clients, counter, clock, idleMs, offline, detailConcurrency, signal, catalog });
  }

  /** Resource Manager tells what the login may do in a subscription, and its token for Microsoft Graph what it may read in the directory. */
  async missing(accountId: AccountId, types: readonly ResourceType[]): Promise<ToldPermissions | undefined> {
    const { actions, data_actions, graph_permissions } = permissionsFor(types);
    if (accountClassOf(accountId) === 'directory')
      return await this.#missingInDirectory(graph_permissions.map(({ permission }) => permission));
    const client = this.#client('management', { calls: 0 }, INTERACTIVE_ATTEMPTS);
    const subscription = new Subscription(client, nativeId(accountId), async () => {});
    try {
      // A role on a vault may allow a data action as well, or an access policy of the vault.
      return { missing: await subscription.missing(actions), unknown: await subscription.missingData(data_actions) };
    } catch (error) {
      if (error instanceof CloudError && error.details.class === 'denied') return undefined;
      throw error;
    }
  }

  /** Undefined for the login of a person, whose own roles in the directory decide as well. */
  async #missingInDirectory(permissions: readonly string[]): Promise<ToldPermissions | undefined> {
    const { hosts, tokens } = this.#options;
    const { permissions: granted, isDelegated } = claimsOf(await tokens.token(scopeOf(hosts, 'graph')));
    if (isDelegated) return undefined;
    return { missing: permissions.filter((permission) => !isGranted(granted, permission)), unknown: [] };
  }

  /** @throws CloudError */
  async #tenant(): Promise<string> {
    try {
      return await this.#directory.tenant();
    } catch (error) {
      if (!(error instanceof NotLoggedIn)) throw error;
      throw new CloudError(
        error.message,
        { class: error.unreachable ? 'transient' : 'denied', error_code: 'NotLoggedIn' },
        { cause: error },
      );
    }
  }

  /** @throws CloudError for another tenant's directory; what `TokenSource` throws if Microsoft Graph is closed to the login */
  async #checkDirectory(accountId: AccountId, tenant: string): Promise<void> {
    if (nativeId(accountId) !== `tenant/${tenant}`) {
      throw new CloudError(
        `The account ${accountId} is the directory of another tenant than ${tenant}, to which the connection ${this.connection.connection_id} leads; move the account to the connection of its tenant.`,
        { class: 'invalid', error_code: 'WrongTenant' },
      );
    }
    await this.#options.tokens.token(scopeOf(this.#options.hosts, 'graph'));
  }

  #client(api: AzureApi, counter: CallCounter, attempts?: number): RestClient {
    const { hosts, send, tokens, clock, random, signal } = this.#options;
    return new RestClient({ api, hosts, send, tokens, clock, random, signal, counter, attempts });
  }
}

/** @throws AzureError if the login does not see the subscription; CloudError if it was deleted */
async function checkSubscription(client: RestClient, id: string): Promise<void> {
  const { state }: { readonly state?: unknown } = await client.send({
    method: 'GET',
    url: `/subscriptions/${id}?api-version=2022-12-01`,
    // It is the first call of the session, and the only one without the session's budget.
    take: async () => {},
  });
  if (state !== 'Deleted') return;
  throw new CloudError(`The subscription ${id} was deleted; remove the account, or disable it.`, {
    class: 'denied',
    error_code: 'SubscriptionDeleted',
  });
}
