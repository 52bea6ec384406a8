/** Implements the core's `Cloud` for AWS. */
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AccountRow, ConnectionRow } from '../../connections/model.ts';
import { nativeId } from '../../ids.ts';
// oxlint-disable-next-line no-restricted-imports -- `createAwsCloud` puts the parts together
import { systemClock } from '../../real-seams.ts';
import type { Clock } from '../../seams.ts';
import { CloudError } from '../cloud-error.ts';
import type { Cloud, CloudSession } from '../cloud.ts';
import type { ResourceType } from '../resource-type.ts';
import { ANSWERED_CREDENTIALS, type AnsweringCloud, exchangeFromEnvironment } from './answering.ts';
import type { CredentialProvider } from './clients.ts';
import { type AwsConnectionSettings, awsConnectionSettings } from './connection-settings.ts';
import type { Door } from './exchange.ts';
import { checkHomeAccount, roleCredentials, type LoginOptions } from './login.ts';
import { partitionOf } from './regions.ts';
import { AwsSession, type CallCounter, type ServiceCatalog } from './session.ts';
import { SESSION_PERMISSIONS, sessionPolicy } from './session-policy.ts';

export interface AwsCloudOptions extends AnsweringCloud {
  /** The account that the `base` credentials belong to, 12 digits. It is read without a role. */
  readonly homeAccount?: string | undefined;
  /** STS has already said that the `base` credentials belong to `homeAccount`, so that it is not asked again. */
  readonly homeIsChecked?: boolean;
  /** The role for connections that name none; likewise `externalId`. */
  readonly roleName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly homeRegion: string;
  readonly base: CredentialProvider;
  readonly clock: Clock;
  readonly detailConcurrency?: number | undefined;
  /** The services that sessions can read; the registered ones if absent. */
  readonly catalog?: ServiceCatalog;
}

export class AwsCloud implements Cloud {
  readonly provider = 'aws';
  readonly #options: AwsCloudOptions;

  constructor(options: AwsCloudOptions) {
    this.#options = options;
  }

  async open(account: AccountRow, connection: ConnectionRow, idleMs: number, types: readonly ResourceType[]): Promise<CloudSession> {
    const { homeAccount, homeIsChecked, homeRegion, base, exchange, offline, clock, detailConcurrency, catalog } = this.#options;
    const id = nativeId(account.account_id);
    const counter: CallCounter = { calls: 0 };
    const door: Door = async (operation, input, send) => {
      counter.calls += 1;
      return await exchange({ account: id, region: homeRegion, service: 'sts', operation, input }, send);
    };
    const login = { account: id, region: homeRegion, base, door };
    const credentials = id === homeAccount ? base : this.#role(login, connection, types);
    try {
      if (id !== homeAccount) await credentials();
      else if (!homeIsChecked) await checkHomeAccount(login);
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      throw new CloudError(error.message, error.details, { cause: error.cause, apiCalls: counter.calls });
    }
    return new AwsSession({ account: id, homeRegion, credentials, exchange, offline, counter, clock, idleMs, detailConcurrency, catalog });
  }

  #role(login: LoginOptions, connection: ConnectionRow, types: readonly ResourceType[]): CredentialProvider {
    const { role_name, external_id } = settingsOf(connection);
    const roleName = role_name ?? this.#options.roleName;
    if (roleName === undefined) {
      throw new CloudError(
        `The connection ${connection.connection_id} names no role to assume in account ${login.account}; give it a role_name, or set MUSTER_ROLE_NAME.`,
        { class: 'invalid', error_code: 'NoRoleName' },
      );
    }
    const partition = partitionOf(login.region);
    return roleCredentials({
      ...login,
      roleArn: `arn:${partition}:iam::${login.account}:role/${roleName}`,
      externalId: external_id ?? this.#options.externalId,
      policy: sessionPolicy([...SESSION_PERMISSIONS, ...types.flatMap(({ permissions }) => permissions)], partition),
      clock: this.#options.clock,
    });
  }
}

/** @throws CloudError if the connection's settings are not those of an AWS login */
function settingsOf({ connection_id, settings }: ConnectionRow): AwsConnectionSettings {
  const { success, data } = awsConnectionSettings.safeParse(settings);
  if (success) return data;
  throw new CloudError(
    `The settings of the connection ${connection_id} are not those of an AWS login; give it role_name and external_id only.`,
    {
      class: 'invalid',
      error_code: 'BadConnection',
    },
  );
}

/**
 * AWS as this process's environment configures it: with the usual credential chain and `AWS_ENDPOINT_URL`, or with an answerer that
 * `MUSTER_ANSWERER` or `MUSTER_REPLAY` names, recorded if `MUSTER_RECORD` is set.
 * @throws InvalidRequest that names the unusable variable
 */
export function createAwsCloud(environment: NodeJS.ProcessEnv): Cloud {
  const { exchange, offline } = exchangeFromEnvironment(environment);
  return new AwsCloud({
    exchange,
    offline,
    homeAccount: set(environment['MUSTER_HOME_ACCOUNT'])?.replace(/^aws:/, ''),
    roleName: set(environment['MUSTER_ROLE_NAME']),
    externalId: set(environment['MUSTER_EXTERNAL_ID']),
    homeRegion: set(environment['AWS_REGION']) ?? set(environment['AWS_DEFAULT_REGION']) ?? 'us-east-1',
    base: offline ? async () => ANSWERED_CREDENTIALS : fromNodeProviderChain(),
    clock: systemClock,
  });
}

const set = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
