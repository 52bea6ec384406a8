/**
 * The only way from Muster to a cloud. It is made once, when a process starts, from the connections: those of the table, or those of a
 * configuration file. It opens each connection when an account of it is first needed, keeps the login with its credentials, and hands out
 * the sessions through which accounts are read. A connection that fails costs its own accounts only.
 */
import { isDeepStrictEqual } from 'node:util';
import { CloudError } from '../clouds/cloud-error.ts';
import type { CloudSession } from '../clouds/cloud.ts';
import type { Connection } from '../clouds/connection.ts';
import { NotLoggedIn, type OpenLogin, type VisibleAccounts } from '../clouds/login.ts';
import type { CloudProvider, LoginContext } from '../clouds/provider.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, type Provider, providerOf } from '../ids.ts';
import type { Clock } from '../seams.ts';
import { type ConnectionFailure, failureOf } from './connection-failure.ts';
import type { Secrets } from './secrets.ts';

/** Where connections are looked up: the table, or a list. */
export interface Connections {
  get(connectionId: string): Promise<Connection | undefined>;
}

/** The account to read, and the connection that it belongs to: of an account's row, or of an account that a login sees. */
export interface ConnectedAccount {
  readonly account_id: AccountId;
  readonly connection_id: string;
}

/** A connection that works, and what its login sees. */
export interface SeenConnection {
  readonly login: OpenLogin;
  readonly visible: VisibleAccounts;
}

/** A connection that cannot be used now, or whose login sees no account. */
export interface FailedConnection {
  readonly connection: Connection;
  readonly error: ConnectionFailure;
}

export interface Overview {
  readonly seen: readonly SeenConnection[];
  readonly failed: readonly FailedConnection[];
}

/** The context that the agent passes on to each login: all of a login's context but the reading of secrets. */
export interface AgentContext extends Omit<LoginContext, 'readSecret'> {
  /** True in a deployment, where no connection may log in with what the machine itself holds, whenever it was stored. */
  readonly isDeployment?: boolean;
}

interface KeptLogin {
  readonly connection: Connection;
  readonly login: Promise<OpenLogin>;
  /** References to the secrets that the login has read. */
  readonly secrets: ReadonlySet<string>;
  /** Why the cloud refused the login; undefined if it did not, or if the login is to be tried anew. */
  refusal?: CloudError;
}

/** A login that the cloud has refused is replaced by a new one at most once in this time, however many accounts it has. */
const REFUSED_MS = 60_000;

export class SubscriptionAgent {
  readonly #providers: readonly CloudProvider[];
  readonly #connections: Connections;
  readonly #secrets: Pick<Secrets, 'read' | 'forget'>;
  readonly #context: AgentContext;
  readonly #logins = new Map<string, KeptLogin>();
  /** When the login of each connection was last forgotten because the cloud had refused it, in milliseconds since 1970. */
  readonly #refusedAt = new Map<string, number>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(
    providers: readonly CloudProvider[],
    connections: Connections,
    secrets: Pick<Secrets, 'read' | 'forget'>,
    context: AgentContext,
    clock: Pick<Clock, 'now'>,
  ) {
    this.#providers = providers;
    this.#connections = connections;
    this.#secrets = secrets;
    this.#context = context;
    this.#clock = clock;
  }

  /**
   * The login of a connection: the one that is kept, or a new one if the connection's settings have changed since.
   * @throws InvalidRequest for a provider that Muster does not read yet, or a variable of the environment that cannot be used
   * @throws CloudError for settings that are not those of the provider
   */
  async login(connection: Connection): Promise<OpenLogin> {
    return await this.#opened(this.#kept(connection));
  }

  /** A new login of the connection in place of the one that is kept, with its secrets read anew. @throws as `login` does */
  async renewed(connection: Connection): Promise<OpenLogin> {
    const kept = this.#logins.get(connection.connection_id);
    if (kept) this.#forget(kept);
    this.#refusedAt.delete(connection.connection_id);
    return await this.login(connection);
  }

  /** Opens a session in the account. For the parameters see `OpenLogin.session`. @throws CloudError @throws InvalidRequest as `login` does */
  async session(account: ConnectedAccount, idleMs: number, types: readonly ResourceType[]): Promise<CloudSession> {
    const { account_id, connection_id } = account;
    const provider = providerOf(account_id);
    if (!this.#providerOf(provider)) {
      throw unusable('UnknownProvider', `Muster cannot read accounts of ${provider} yet; disable the account ${account_id}.`);
    }
    const connection = await this.#connections.get(connection_id);
    if (!connection) {
      throw unusable(
        'UnknownConnection',
        `The account ${account_id} uses the connection ${connection_id}, which does not exist; add the connection again, or move the account to another.`,
      );
    }
    if (connection.provider !== provider) {
      throw unusable(
        'BadConnection',
        `The account ${account_id} uses the connection ${connection_id}, which leads to ${connection.provider} and not to ${provider}; move the account to a connection to ${provider}.`,
      );
    }
    const kept = this.#kept(connection);
    if (kept.refusal) throw kept.refusal;
    try {
      return await (await this.#opened(kept)).session(account_id, idleMs, types);
    } catch (error) {
      if (error instanceof CloudError && isRefused(error.cause) && !this.#replaced(kept))
        kept.refusal = new CloudError(error.message, error.details, { cause: error.cause });
      throw error;
    }
  }

  /**
   * Logs in by each of the connections at the same time, and asks which accounts they see. One that fails, whatever its error, leaves the others as
   * they are. @throws the reason of the sessions' signal once that is aborted
   */
  async overview(connections: readonly Connection[]): Promise<Overview> {
    const looks = await Promise.all(
      connections.map(async (connection): Promise<SeenConnection | FailedConnection> => {
        const kept = this.#kept(connection);
        try {
          const login = await this.#opened(kept);
          await login.directory.identity();
          return { login, visible: await login.directory.accounts() };
        } catch (error) {
          this.#context.sessions?.signal?.throwIfAborted();
          if (isRefused(error)) this.#replaced(kept);
          return { connection, error: failureOf(connection.connection_id, error) };
        }
      }),
    );
    const seen = looks.filter((look): look is SeenConnection => 'login' in look);
    const failed = looks.flatMap((look) => ('error' in look ? [look] : seesNothing(look)));
    return { seen, failed };
  }

  /** The connection's login, which may still be opening: the one that is kept, or a new one if its settings have changed or it was refused a while ago. */
  #kept(connection: Connection): KeptLogin {
    const kept = this.#logins.get(connection.connection_id);
    if (kept && isDeepStrictEqual(how(kept.connection), how(connection)) && !(kept.refusal && this.#replaced(kept))) return kept;
    const secrets = new Set<string>();
    const opened = { connection, login: this.#open(connection, secrets), secrets };
    this.#logins.set(connection.connection_id, opened);
    return opened;
  }

  async #opened(kept: KeptLogin): Promise<OpenLogin> {
    try {
      return await kept.login;
    } catch (error) {
      this.#forget(kept);
      throw error;
    }
  }

  /**
   * Forgets a login that the cloud refuses: its secret may have been replaced since it was read, so the next task logs in with the one that is stored
   * then. False, and nothing is forgotten, if that happened a short while ago.
   */
  #replaced(kept: KeptLogin): boolean {
    const { connection_id } = kept.connection;
    if (this.#logins.get(connection_id) !== kept) return true;
    const now = this.#clock.now();
    const since = this.#refusedAt.get(connection_id);
    if (since !== undefined && now < since + REFUSED_MS) return false;
    this.#refusedAt.set(connection_id, now);
    this.#forget(kept);
    return true;
  }

  async #open(connection: Connection, secrets: Set<string>): Promise<OpenLogin> {
    const provider = this.#providerOf(connection.provider);
    const ofMachine = this.#context.isDeployment ? provider?.facts.ownMachineOnly?.(connection.settings) : undefined;
    if (ofMachine) {
      const setting = ofMachine.setting === undefined ? 'settings' : `settings.${ofMachine.setting}`;
      throw unusable('BadConnection', `The connection ${connection.connection_id} cannot be used: ${setting}: ${ofMachine.message}.`);
    }
    const readSecret = async (reference: string): Promise<string> => {
      secrets.add(reference);
      return await this.#secrets.read(reference);
    };
    if (provider) return await provider.open(connection, { ...this.#context, readSecret });
    const readable = this.#providers.map(({ facts }) => facts.id);
    throw new InvalidRequest('provider', `Muster does not read ${connection.provider} yet; it reads ${readable.join(', ')}.`, readable);
  }

  #forget(kept: KeptLogin): void {
    const { connection_id } = kept.connection;
    if (this.#logins.get(connection_id) === kept) this.#logins.delete(connection_id);
    for (const reference of kept.secrets) this.#secrets.forget(reference);
  }

  #providerOf(id: Provider): CloudProvider | undefined {
    return this.#providers.find(({ facts }) => facts.id === id);
  }
}

/** The connections of a list, such as those of a configuration file. */
export const listedConnections = (connections: readonly Connection[]): Connections => ({
  get: (id) => Promise.resolve(connections.find(({ connection_id }) => connection_id === id)),
});

/** True if the cloud refused the login itself, and not only an account. Sessions give that error as the cause of theirs. */
const isRefused = (error: unknown): boolean => error instanceof NotLoggedIn && !error.unreachable;

/** A login that sees no account fails as one that is refused does: nothing of its organisation is read. */
function seesNothing({ login: { connection }, visible }: SeenConnection): readonly FailedConnection[] {
  if (visible.accounts.length > 0) return [];
  const why = visible.note ?? 'It sees no account: give it the right to read them, or remove the connection.';
  return [{ connection, error: new NotLoggedIn(`The login of the connection ${connection.connection_id} works. ${why}`) }];
}

const unusable = (error_code: string, message: string): CloudError => new CloudError(message, { class: 'invalid', error_code });

/** The parts of a connection that decide how it logs in. */
const how = ({ provider, profile, settings }: Connection): readonly unknown[] => [provider, profile, settings];
