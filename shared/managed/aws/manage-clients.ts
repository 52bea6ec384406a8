/** Clients of AWS for managers. Each account has a role for managing, which no inventory takes. */
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { CloudError } from '../../clouds/cloud-error.ts';
import { ClientPool, ClientSettings, type CredentialProvider } from '../../clouds/aws/clients.ts';
import type { Door } from '../../clouds/aws/exchange.ts';
import { roleCredentials } from '../../clouds/aws/login.ts';
import { partitionOf } from '../../clouds/aws/regions.ts';
import type { AwsClient } from '../../clouds/aws/types/loaded-service.ts';
import { type AccountId, nativeId, providerOf } from '../../ids.ts';
import type { Clock } from '../../seams.ts';

export interface ManageRole {
  /** Its name is the same in every account. */
  readonly roleName: string;
  /** The external id that its trust policy requires. */
  readonly externalId: string | undefined;
  /** The region in which roles are taken. */
  readonly homeRegion: string;
  /** The credentials of this process; those that the SDK finds if absent. */
  readonly base?: CredentialProvider | undefined;
  readonly clock: Clock;
}

const SEND: Door = async (_operation, _input, send) => await send();

/** Hands out clients, one for each account, region and class. */
export class ManageClients {
  readonly #role: ManageRole;
  readonly #base: CredentialProvider;
  readonly #settings = new ClientSettings();
  readonly #pools = new Map<AccountId, ClientPool>();

  constructor(role: ManageRole) {
    this.#role = role;
    this.#base = role.base ?? fromNodeProviderChain();
  }

  /** @throws CloudError if the account is none of AWS's; a client throws it if the role cannot be taken */
  get<Client extends { destroy(): void }>(account: AccountId, region: string, clientClass: new (config: never) => Client): Client {
    if (providerOf(account) !== 'aws') throw new CloudError(`${account} is no account of AWS.`, { class: 'invalid', error_code: 'NotAws' });
    const pool = this.#pools.get(account) ?? new ClientPool(this.#credentials(account), this.#settings);
    this.#pools.set(account, pool);
    // Every client of the SDK is an `AwsClient`; managers name their classes by the one method that this type of theirs shows.
    const awsClass = clientClass as unknown as new (config: never) => AwsClient;
    return pool.get(awsClass, region, SEND) as unknown as Client;
  }

  #credentials(accountId: AccountId): CredentialProvider {
    const { roleName, externalId, homeRegion: region, clock } = this.#role;
    const account = nativeId(accountId);
    return roleCredentials({
      account,
      region,
      base: this.#base,
      door: SEND,
      roleArn: `arn:${partitionOf(region)}:iam::${account}:role/${roleName}`,
      remedy: `deploy Muster's member stack in account ${account} with muster:manage=true`,
      externalId,
      clock,
    });
  }
}
