/** Asks AWS who a login is. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { parseAccountId } from '../../ids.ts';
import type { Connection } from '../connection.ts';
import type { Identity } from '../login.ts';
import { INTERACTIVE, createTargetClient, type CredentialProvider, type RetryLimits } from './clients.ts';
import type { Exchange } from './exchange.ts';
import { loginFailure } from './login-failure.ts';

export interface IdentityOptions {
  readonly connection: Connection;
  readonly exchange: Exchange;
  /** The profile that the `base` credentials come from, if they come from one. */
  readonly profile?: string | undefined;
  /** The value of `AWS_ENDPOINT_URL_STS` or `AWS_ENDPOINT_URL`, if it is set. */
  readonly endpoint?: string | undefined;
  readonly homeRegion: string;
  readonly base: CredentialProvider;
  readonly signal?: AbortSignal | undefined;
  /** The timeouts of the call that asks for the login's identity. */
  readonly retryLimits?: RetryLimits | undefined;
}

export class LoginIdentity {
  readonly #options: IdentityOptions;
  #asked: Promise<Identity> | undefined;
  #known: Identity | undefined;

  constructor(options: IdentityOptions) {
    this.#options = options;
  }

  /** The identity, if AWS has told it before. */
  get known(): Identity | undefined {
    return this.#known;
  }

  /** The identity. AWS is asked once, and again after a failure. @throws NotLoggedIn */
  async ask(): Promise<Identity> {
    this.#asked ??= this.#fetch();
    try {
      return (this.#known = await this.#asked);
    } catch (error) {
      this.#asked = undefined;
      throw error;
    }
  }

  async #fetch(): Promise<Identity> {
    const { connection, exchange, profile, homeRegion: region, endpoint, base, signal, retryLimits = INTERACTIVE } = this.#options;
    const name = connection.connection_id;
    let sts: STSClient | undefined;
    try {
      const account = `login-${encodeURIComponent(name)}`;
      sts = createTargetClient(STSClient, {
        region,
        credentials: base,
        door: async (operation, input, send) => await exchange({ account, region, service: 'sts', operation, input }, send),
        retryLimits,
      });
      const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
      return { provider: 'aws', account_id: parseAccountId(Account), user: Arn };
    } catch (error) {
      signal?.throwIfAborted();
      throw loginFailure(error, { name, profile, region, endpoint });
    } finally {
      sts?.destroy();
    }
  }
}
