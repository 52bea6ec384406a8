/** The dependencies of the API, and the variables of each request. */
import type { RequestIdVariables } from 'hono/request-id';
import type { Allowed } from '../connections/allowed.ts';
import type { CheckedConnection } from '../connections/check-connection.ts';
import type { AccountSync, SyncRequest } from '../connections/sync-accounts.ts';
import type { ProviderFacts } from '../clouds/provider.ts';
import type { ApiBindings, Authenticate } from '../access/authenticate.ts';
import type { OidcSettings } from '../access/oidc-settings.ts';
import type { Change } from '../audit/audit-log.ts';
import type { Principal } from '../access/principal.ts';
import type { DeploymentLogin } from '../connections/connection-repository.ts';
import type { ExportReader } from '../exports/export-objects.ts';
import type { SearchAnswer, SearchRequest } from '../exports/search/search-request.ts';
import type { CustomerId, JobId } from '../ids.ts';
import type { JobStarter, StartedJob } from '../jobs/job-api.ts';
import type { JobRow } from '../jobs/model.ts';
import type { MigrationActions } from '../migrations/actions.ts';
import type { PolicyCheck } from '../policies/check-apart.ts';
import type { PolicyLibrary } from '../policies/policy-library.ts';
import type { PolicyTexts } from '../policies/policy-texts.ts';
import type { PolicyTrial } from '../policies/trial-apart.ts';
import type { SqlEngine } from '../queries/sql-engine.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { AnyManager } from '../managed/define-manager.ts';
import type { ManagedId } from '../managed/model.ts';
import type { Inbox } from '../notifications/inbox.ts';
import type { Clock, Log, Random } from '../seams.ts';
import type { Outbox } from '../events/outbox.ts';
import type { Severity } from '../severity.ts';
import type { Store } from '../storage/store.ts';
import type { DeploymentSettings } from './schemas/settings.ts';
import type { View } from './view.ts';

/** The actions on jobs. @throws NotFound, Conflict, InvalidRequest */
export interface JobActions extends JobStarter {
  cancel(jobId: JobId): Promise<JobRow>;
  /** Starts a new job over the accounts that failed or were partial, for the customer whose user asks for it. */
  retry(jobId: JobId, customerId: CustomerId | undefined): Promise<StartedJob>;
}

/** All policies, and the files of those that users have added. */
export interface PolicyAccess {
  /** All policies; each load reads users' files again. */
  readonly library: Pick<PolicyLibrary, 'load'>;
  readonly files: PolicyFileStore;
  /** Checks a file before it is stored. */
  readonly check: PolicyCheck;
  /** Judges resources by a text that `check` has found to be a policy. */
  readonly trial: PolicyTrial;
  /** Reads the texts of Muster's own policies. */
  readonly texts: () => Promise<PolicyTexts>;
}

/** Users' policy files, by the policy's id. @throws Error if the files cannot be reached */
export interface PolicyFileStore {
  /** The file's text; undefined if there is no file. */
  get(policyId: string): Promise<string | undefined>;
  /** Creates or replaces the file. */
  put(policyId: string, text: string): Promise<void>;
  remove(policyId: string): Promise<void>;
}

/** Answers calls of the services of `proto/`, by their paths. */
export interface RpcDoor {
  readonly paths: readonly string[];
  /** Undefined if no service has this path. */
  readonly answer: (
    path: string,
    request: Request,
    caller: { readonly inbox: Inbox; readonly requestId: string },
  ) => Promise<Response | undefined>;
}

/** The deployment that the API is a part of, as the API describes it to its users. */
export interface Deployment {
  readonly version: string;
  readonly settings: DeploymentSettings;
  /** ARN of the topic that events are sent to; undefined if there is none. */
  readonly topic: string | undefined;
  /** Findings of this severity, and of graver ones, are told. */
  readonly eventSeverity: Severity;
}

/** How the API asks for resources to be made and kept. */
export interface ManagedAccess {
  /** Whether the deployment manages resources (`-c muster:manage=true`). */
  readonly isOn: boolean;
  readonly managers: ReadonlyMap<string, AnyManager>;
  /** Has the worker look at a resource now. If that fails, the poller does so within a minute. */
  readonly wake: (id: ManagedId) => Promise<void>;
}

export interface ApiDependencies {
  readonly store: Store;
  readonly deployment: Deployment;
  /** Finds out who makes a request; without it, every caller is an administrator of everything. */
  readonly authenticate?: Authenticate;
  /** The issuer whose tokens the API takes, to be told to those who have none yet; absent if it takes none. */
  readonly tokens?: OidcSettings | undefined;
  readonly jobs: JobActions;
  /** Tells subscribers what requests cause. */
  readonly outbox: Outbox;
  /** @throws InvalidRequest naming `field` if no policy is selected */
  readonly fullSelector: (written: string, field: string) => Promise<string>;
  readonly policies: PolicyAccess;
  readonly exports: ExportReader;
  /** Imports what runs SQL over the newest nightly export. */
  readonly sqlEngine: () => Promise<SqlEngine>;
  /** Every registered resource type. */
  readonly types: readonly ResourceType[];
  /** The providers of which accounts and connections can be registered. */
  readonly providers: readonly ProviderFacts[];
  /** Every region that a resource may be in, besides `global`. */
  readonly regions: readonly string[];
  /** The roles and the secrets that connections may name. */
  readonly allowed: Allowed;
  /** Checks a stored connection, with the permissions that the workers have. */
  readonly connectionCheck: (connectionId: string) => Promise<CheckedConnection>;
  /** Syncs the accounts, with the permissions that the workers have. Undefined if it takes longer than a caller waits; it goes on then. */
  readonly accountSync: (request: SyncRequest) => Promise<AccountSync | undefined>;
  /** Finds resources in the newest night, and in what has changed since. Undefined if there is no night to search. */
  readonly search: (request: SearchRequest) => Promise<SearchAnswer | undefined>;
  /** The login of the default connection. */
  readonly login: DeploymentLogin;
  /** Work on all rows of the tables, whoever asks. */
  readonly migrations: MigrationActions;
  readonly management: ManagedAccess;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Imports what answers calls of the services of `proto/`. */
  readonly rpc: () => Promise<RpcDoor>;
  /** Reads the script of the page `/docs`, compressed by gzip. */
  readonly redoc: () => Promise<Uint8Array>;
}

/** The dependencies that the routes share. What is stored is in the `view` of each request, because it depends on the caller. */
export type RouteContext = Omit<ApiDependencies, 'store' | 'deployment' | 'authenticate' | 'tokens'>;

/** The dependencies of a route with what is stored, for the functions that a route's handler calls. */
export type RequestContext = RouteContext & View;

export interface ApiEnv {
  Bindings: ApiBindings;
  Variables: RequestIdVariables & {
    readonly log: Log;
    readonly principal: Principal;
    readonly view: View;
    changes: readonly Change[] | undefined;
  };
}
