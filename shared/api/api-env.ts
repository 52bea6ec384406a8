/** What the API is made of, and what travels with each request. */
import type { RequestIdVariables } from 'hono/request-id';
import type { AccountDirectory } from '../connections/account-repository.ts';
import type { ProviderFacts } from '../clouds/provider.ts';
import type { ConnectionDirectory, DeploymentLogin } from '../connections/connection-repository.ts';
import type { ExportObjects } from '../exports/export-objects.ts';
import type { JobId } from '../ids.ts';
import type { JobStarter, StartedJob } from '../jobs/job-api.ts';
import type { JobRepository } from '../jobs/job-repository.ts';
import type { JobRow } from '../jobs/model.ts';
import type { PolicyLibrary } from '../policies/policy-library.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { Clock, Log, Random } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import type { ApiBindings } from './caller.ts';

/** What can be done to jobs. @throws NotFound, Conflict, InvalidRequest */
export interface JobActions extends JobStarter {
  cancel(jobId: JobId): Promise<JobRow>;
  /** Starts a new job over the accounts that failed or were partial. */
  retry(jobId: JobId): Promise<StartedJob>;
}

/** Policies, and the part of them that users bring without a deployment. */
export interface PolicyAccess {
  /** All of them; users' files are read anew with each load. */
  readonly library: Pick<PolicyLibrary, 'load'>;
  readonly files: PolicyFileStore;
}

/** Users' policy files, by the policy's id. @throws Error if they cannot be reached */
export interface PolicyFileStore {
  /** Undefined if there is none. */
  get(policyId: string): Promise<string | undefined>;
  /** Takes the place of what is there. */
  put(policyId: string, text: string): Promise<void>;
  remove(policyId: string): Promise<void>;
}

export interface ApiDependencies {
  readonly store: Store;
  readonly jobs: JobActions;
  /** @throws InvalidRequest naming `field` if no policy is selected */
  readonly fullSelector: (written: string, field: string) => Promise<string>;
  readonly policies: PolicyAccess;
  readonly exports: Pick<ExportObjects, 'get' | 'list' | 'url'>;
  /** Every registered resource type. */
  readonly types: readonly ResourceType[];
  /** The providers that accounts and connections may be of. */
  readonly providers: readonly ProviderFacts[];
  /** Every region that a resource may be in, besides `global`. */
  readonly regions: readonly string[];
  /** How the default connection logs in. */
  readonly login: DeploymentLogin;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What the routes work with. */
export interface RouteContext extends ApiDependencies {
  readonly accounts: AccountDirectory;
  readonly connections: ConnectionDirectory;
  readonly jobRows: JobRepository;
}

export interface ApiEnv {
  Bindings: ApiBindings;
  Variables: RequestIdVariables & { readonly log: Log };
}
