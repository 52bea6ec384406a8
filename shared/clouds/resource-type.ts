/**
 * A resource type as the core sees it, the same for all providers. Each provider defines its types in its own way
 * (`clouds/aws/types/definition.ts`); the registry lists them all.
 */
import { type AccountClass, type AccountGroup, accountGroupOf, type AccountId, groupOf, type Provider } from '../ids.ts';

/** The cross-cloud class of a resource. */
export const KINDS = [
  'network',
  'subnet',
  'firewall',
  'web_firewall',
  'network_interface',
  'public_address',
  'private_endpoint',
  'gateway',
  'route_table',
  'flow_log',
  'load_balancer',
  'target_group',
  'listener',
  'api',
  'cdn',
  'dns_zone',
  'dns_record',
  'domain',
  'virtual_machine',
  'virtual_machine_group',
  'launch_template',
  'image',
  'disk',
  'snapshot',
  'bucket',
  'storage_account',
  'file_system',
  'file_transfer',
  'database',
  'database_server',
  'table',
  'data_warehouse',
  'data_pipeline',
  'cache',
  'search_service',
  'stream',
  'message_broker',
  'event_bus',
  'event_source',
  'function',
  'web_app',
  'web_app_plan',
  'container_cluster',
  'container_service',
  'container_registry',
  'task_definition',
  'batch_account',
  'automation_account',
  'stack',
  'build_project',
  'code_repository',
  'document',
  'workflow',
  'job',
  'workspace',
  'ai_service',
  'model',
  'notebook',
  'encryption_key',
  'secret',
  'certificate',
  'certificate_authority',
  'vault',
  'backup_vault',
  'backup_plan',
  'user',
  'group',
  'role',
  'role_assignment',
  'service_account',
  'credential',
  'identity_provider',
  'application',
  'policy',
  'lock',
  'assessment',
  'security_service',
  'audit_log',
  'alert',
  'topic',
  'subscription',
  'email_identity',
  'queue',
  'log_group',
  'account',
  'organization',
  'resource_group',
  'settings',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];

/** A field that names other resources. */
export interface Reference {
  readonly relation: string;
  /** The type of the resources that the field names. */
  readonly type: string;
  /** The top-level field of `config` that holds the names. */
  readonly by: string;
}

export interface ResourceType {
  readonly provider: Provider;
  /** The provider's own name: `AWS::EC2::VPC`. */
  readonly type: string;
  readonly kind: Kind;
  /** The service that a job selects by `service`: `ec2`. */
  readonly service: string;
  readonly scope: 'global' | 'regional';
  /** The class of the accounts that hold resources of the type; the provider's usual accounts if absent. */
  readonly account?: AccountClass;
  /** Permissions that listing and detail reads need. The member role's policy is generated from these. */
  readonly permissions: readonly string[];
  /** Paths in `config` of lists whose order has a meaning (`Field` or `Field.Sub`, through lists too). All other lists are sets. */
  readonly ordered: readonly string[];
  /** Paths in `config` of values that change by themselves. They are stored, but a difference in them alone is no change. */
  readonly volatile: readonly string[];
  /** Paths in `config` of times that change by themselves but that policies read. A difference in them alone is no change, but the stored row takes it. */
  readonly times: readonly string[];
  /** The relationships that come from a field with a read of its own: while that field is unread, they are unknown. */
  readonly references: readonly Reference[];
  /**
   * The member of `config` that holds the id of the owner's account, where accounts share resources of the type. A resource that another account
   * shares is stored, because others name it, but policies judge it only where its owner's account is inventoried.
   */
  readonly owner?: string;
  /** Fields that are read only where they are asked for, because each takes a call for every resource and few policies need them. */
  readonly optional?: readonly string[];
  /** Those of `optional` that are read; none if absent. `asking` sets it. */
  readonly asked?: readonly string[];
  /** True if Muster has no definition of the type. */
  readonly undeclared?: true;
}

/** The group of the accounts that hold resources of the type. */
export const holdersOf = ({ provider, account }: Pick<ResourceType, 'provider' | 'account'>): AccountGroup => groupOf(provider, account);

export const isHeldBy = (type: Pick<ResourceType, 'provider' | 'account'>, accountId: AccountId): boolean =>
  holdersOf(type) === accountGroupOf(accountId);

/** A type that Muster knows by its name alone, because the provider told of resources of it. Only what the provider's list says is stored. */
export const undeclaredType = (provider: Provider, type: string, scope: ResourceType['scope']): ResourceType => ({
  provider,
  type,
  kind: 'other',
  service: OTHER_SERVICE,
  scope,
  permissions: [],
  ordered: [],
  volatile: [],
  times: [],
  references: [],
  undeclared: true,
});

/** The service of all undeclared types. A job selects services by name, so it reads undeclared types only if it reads every service. */
const OTHER_SERVICE = 'other';
