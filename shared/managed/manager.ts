/**
 * The interface of managers. Each keeps the resources of one type. A manager is one file in `managers/`, and an entry of the map in `managers.ts`. The engine
 * (`reconcile.ts`) decides when each of its functions is called; a manager never waits for the provider to finish, and keeps no state of its own.
 */
import type { z } from 'zod';
import type { AccountId } from '../ids.ts';
import type { Clock, Random } from '../seams.ts';
import type { DeletionPolicy, Json, JsonObject, ManagedId } from './model.ts';

/** How a manager reaches the provider, and whose resource it works on. */
export interface ManagerContext {
  readonly managed_id: ManagedId;
  readonly name: string;
  readonly account_id: AccountId;
  readonly region: string;
  /** The user's tags, and those by which Muster knows what it manages (`managedTags`). Every resource is created with all of them. */
  readonly tags: Readonly<Record<string, string>>;
  /** The provider's id of the resource, once it is known. */
  readonly provider_resource_id: string | undefined;
  /** A client of AWS in the resource's account and region, with the role that may manage. It is the same for each call with the same class. */
  aws<Client extends { destroy(): void }>(clientClass: new (config: never) => Client): Promise<Client>;
  /** The secret that a reference names, which is never stored and never part of a message. @throws CloudError */
  secret(reference: string): Promise<string>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** For passwords, which no one but the provider's store of secrets is told. */
  readonly random: Random;
}

/** The state of a resource, as the provider tells it. A provider that could not be asked is no observation: `observe` throws then. */
export type Observation<Actual> =
  | { readonly state: 'absent' }
  | {
      readonly state: 'creating' | 'ready' | 'updating' | 'deleting' | 'failed';
      readonly provider_resource_id: string;
      /** The actual state, in the words of the configuration, with what users want to know besides, such as the endpoint. No secrets. */
      readonly actual: Actual;
      /** All tags that the resource has, others' and Muster's too. Absent where the provider has none, or does not tell them now. */
      readonly tags?: Readonly<Record<string, string>>;
      /** The provider's own words on a state that is not `ready`. */
      readonly message?: string;
    };

/** The way in which a field that differs is changed. */
export type Effect =
  /** The manager changes it in place. */
  | 'update'
  /** The resource is deleted, as its deletion policy says, and created again. */
  | 'replace'
  /** It cannot be changed once the resource exists: a request that changes it is refused. */
  | 'immutable';

export interface Difference {
  /** A JSON Pointer into the configuration: `/size`. */
  readonly path: string;
  readonly now: Json;
  readonly then: Json;
  readonly effect: Effect;
}

export interface TagChange {
  readonly set: Readonly<Record<string, string>>;
  /** Keys. Those that are absent already are no error. */
  readonly remove: readonly string[];
}

/** A change that a manager could not make, though the rest of the resource stands, such as the protection of a branch. */
export interface Shortfall {
  /** PascalCase: `BranchProtectionRefused`. */
  readonly reason: string;
  /** One sentence: what could not be set, why, and what to do. */
  readonly message: string;
}

/** Something a user asks for once: a snapshot, a restart. */
export interface ManagedOperation<Config, Actual> {
  /** One sentence. */
  readonly description: string;
  readonly parameters: z.ZodObject;
  /**
   * Is called again until it is done. It must do its work once, however often it is called with the same token.
   * @throws CloudError
   */
  run(context: ManagerContext, given: OperationCall<Config, Actual>): Promise<OperationProgress>;
}

export interface OperationCall<Config, Actual> {
  readonly config: Config;
  readonly actual: Actual;
  /** As the operation's schema has parsed them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** 26 lower-case letters and digits: the same for each call of one request, and for no other. */
  readonly token: string;
}

export interface OperationProgress {
  readonly done: boolean;
  /** One sentence for the user: `The snapshot shop-db-20261130 was made.` */
  readonly message: string;
}

/** Is called before and after a step. If it fails, a condition says so, and the step is tried again. */
export interface Hook<Config> {
  readonly before?: (context: ManagerContext, config: Config) => Promise<void>;
  readonly after?: (context: ManagerContext, config: Config) => Promise<void>;
}

/** A type of inventoried resources that the manager may take over. */
export interface Adoptable<Config> {
  readonly resource_type: string;
  /** The provider's id and the configuration under which the resource is managed, so that nothing differs. @throws InvalidRequest if it cannot be managed */
  adopt(resource: { readonly resource_id: string; readonly name: string | null; readonly config: JsonObject }): {
    readonly provider_resource_id: string;
    readonly config: Config;
  };
}

export interface Manager<Config extends JsonObject = JsonObject, Actual extends JsonObject = JsonObject> {
  /** The name by which users ask for it, in snake_case: `database`. It is the name of the file too, with `-` for `_`. */
  readonly type: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** Whether the resource holds data, so that it is retained when it is deleted here, unless the user says otherwise. */
  readonly holdsData: boolean;
  /** The deletion policies that it knows; `retain` is always one. */
  readonly deletionPolicies: readonly DeletionPolicy[];
  /** Whether `account_id` must name an AWS account, and `region` one of its regions. */
  readonly provider: 'aws' | 'git';
  /** The names that the provider takes. Absent: `resourceName` of `spec-schema.ts`. It is the provider's name of the resource, so it can never be changed. */
  readonly nameSchema?: z.ZodType<string>;
  /** Every field with its bounds, description and default. Parsing applies the defaults. The one source of validation, of the JSON Schema, and of the types. */
  readonly configSchema: z.ZodType<Config>;
  /** The names that other resources may use of this one: `endpoint` gives `database_endpoint` for a database. */
  readonly outputs: Readonly<Record<string, (actual: Actual) => Json | undefined>>;
  /** The fields of the configuration that outputs of dependencies fill where the user has set nothing: `database_endpoint` → the path `/environment/DATABASE_ENDPOINT`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The sizes by name, with what each is at the provider; absent if the type has none. */
  readonly sizes?: Readonly<Record<string, JsonObject>>;
  readonly operations: Readonly<Record<string, ManagedOperation<Config, Actual>>>;
  /** The IAM actions, or the rights of a token, that its calls need. */
  readonly permissions: readonly string[];
  readonly onCreate?: Hook<Config>;
  readonly onUpdate?: Hook<Config>;
  readonly onDelete?: Hook<Config>;
  readonly adoptable?: Adoptable<Config>;
  /** The row of the inventory that the resource is, once it is there; undefined if no inventory lists its type. */
  inventoried(context: ManagerContext, actual: Actual): { readonly type: string; readonly resource_id: string } | undefined;

  /**
   * Asks the provider for the resource: by its id if that is known, otherwise by `token`, which the create call has left on it. A resource of the same name
   * without that token is not this one, and counts as absent.
   * @throws CloudError if the provider could not be asked; never "absent" then
   */
  observe(context: ManagerContext, config: Config, token: string): Promise<Observation<Actual>>;
  /**
   * Asks the provider to create the resource and returns without waiting. It may be called again with the same token after it has succeeded, and then
   * creates nothing.
   * @param token 26 lower-case letters and digits
   * @throws CloudError; with the error code `NameTaken` if a resource that lacks the token has the name
   */
  create(context: ManagerContext, config: Config, token: string): Promise<{ readonly provider_resource_id: string }>;
  /**
   * Makes one change towards the configuration and returns without waiting. It is called again while something differs.
   * @throws CloudError
   */
  update(context: ManagerContext, config: Config, actual: Actual, differences: readonly Difference[]): Promise<readonly Shortfall[]>;
  /**
   * Changes the user's tags, of a resource whose observation had `tags`, and leaves all others. Absent: the provider has no tags.
   * @throws CloudError
   */
  retag?(context: ManagerContext, config: Config, change: TagChange): Promise<void>;
  /**
   * Asks the provider to delete the resource and returns without waiting. It is called again until the resource is absent. With `snapshot`, what is deleted
   * can be restored from a snapshot whose name has the token. It is not called with `retain`.
   * @throws CloudError
   */
  delete(context: ManagerContext, config: Config, policy: Exclude<DeletionPolicy, 'retain'>, token: string): Promise<void>;
  /** The differences; empty if the resource is as specified. A pure function, so that a plan needs no provider. Fields that the provider chooses do not differ. */
  diff(config: Config, actual: Actual): readonly Difference[];
}

/** The tags by which Muster's role may touch a resource, and by which a creation whose answer was lost is found again. */
export const MANAGED_BY = 'muster:managed-by';
export const MANAGED_ID = 'muster:managed-id';
export const CLIENT_TOKEN = 'muster:client-token';

/** @param deployment the name of the deployment, so that two of them never take each other's resources for their own */
export const managedTags = (deployment: string, id: ManagedId, token: string): Readonly<Record<string, string>> => ({
  [MANAGED_BY]: deployment,
  [MANAGED_ID]: id,
  [CLIENT_TOKEN]: token,
});
