/** The interface of a cloud provider. Each is one object in `clouds/<provider>/provider.ts`; `shared/providers.ts` lists them. */
import type { z } from 'zod';
import type { AccountId, Cloud } from '../ids.ts';
import type { SessionSettings } from './cloud.ts';
import type { ProviderViews } from './common-views.ts';
import type { ConfigFields } from './config-fields.ts';
import type { Connection, ConnectionSettings } from './connection.ts';
import type { OpenLogin } from './login.ts';
import type { ResourceType } from './resource-type.ts';

/** A setting that only a person's own machine may use. */
export interface MachineSetting {
  /** The setting's name; undefined if the settings lack one. */
  readonly setting: string | undefined;
  /** One sentence without its subject and its full stop: what a deployment does, and what to give instead. */
  readonly message: string;
}

/** Facts that need no client of the cloud. Importing them loads no SDK. */
export interface ProviderFacts {
  readonly id: Cloud;
  /** Checks the `settings` of a connection, both from the API and from a configuration file. */
  readonly loginSchema: z.ZodObject;
  /**
   * Why the settings lead to a login of the machine itself, such as its configuration file, which is not for a deployment. Undefined if they do not;
   * absent if the provider has no such rule.
   */
  readonly ownMachineOnly?: (settings: ConnectionSettings) => MachineSetting | undefined;
  /**
   * Why a connection with these settings can never read the account, as far as ids tell: a sentence without its subject, the account, and its full stop.
   * `before`: the settings by which the account was read until now, if there are any. Undefined if nothing speaks against it.
   */
  readonly cannotRead: (account: AccountId, settings: ConnectionSettings, before: ConnectionSettings | undefined) => string | undefined;
  readonly types: readonly ResourceType[];
  /** The fields that the types of a service may have. Loads the file that was generated for that service. */
  readonly fields: (service: string) => Promise<ConfigFields>;
  /** Where the columns of the SQL views that span clouds come from. */
  readonly views: ProviderViews;
  /** The names of the provider's regions, sorted; an account may have enabled only some of them. */
  readonly regions: readonly string[];
  /** The settings of the deployment's own connection, from the environment variables that the stack sets on its functions. */
  readonly deploymentSettings: (environment: NodeJS.ProcessEnv) => ConnectionSettings;
}

/** The part of the process that a provider's logins need. */
export interface LoginContext {
  /**
   * The variables of the process. They say what answers in the cloud's place (`MUSTER_DEMO`, ...) and give the values that a
   * connection does not set (`AWS_REGION`, `MUSTER_ROLE_NAME`).
   */
  readonly environment: NodeJS.ProcessEnv;
  /** The secret that a reference in the connection's settings names. @throws CloudError that names the reference and says what to do */
  readonly readSecret: (reference: string) => Promise<string>;
  readonly sessions?: SessionSettings | undefined;
}

/** The facts of a provider, and the way to log in to it. */
export interface CloudProvider {
  readonly facts: ProviderFacts;
  /**
   * Opens a connection. The SDK is loaded now; the cloud is called when the login is first used.
   * @throws CloudError if the settings are not those of a connection to this provider
   * @throws InvalidRequest that names the unusable variable of the environment
   */
  readonly open: (connection: Connection, context: LoginContext) => Promise<OpenLogin>;
}
