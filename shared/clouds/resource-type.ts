/**
 * What the core knows of a resource type, whatever its provider. Each provider has its own way to define one
 * (`clouds/aws/types/definition.ts`); the registry lists them all.
 */
import type { Provider } from '../ids.ts';

/** The cross-cloud class of a resource. */
export const KINDS = [
  'network',
  'subnet',
  'firewall',
  'virtual_machine',
  'disk',
  'bucket',
  'user',
  'role',
  'database',
  'function',
  'container_cluster',
  'container_service',
  'encryption_key',
  'group',
  'listener',
  'load_balancer',
  'log_group',
  'policy',
  'queue',
  'settings',
  'table',
] as const;
export type Kind = (typeof KINDS)[number];

/** A field that names other resources. */
export interface Reference {
  readonly relation: string;
  /** Type of what is named. */
  readonly type: string;
  /** Top-level field of `config`. */
  readonly by: string;
}

export interface ResourceType {
  readonly provider: Provider;
  /** The provider's own name: `AWS::EC2::VPC`. */
  readonly type: string;
  readonly kind: Kind;
  /** What a job's `service` selects: `ec2`. */
  readonly service: string;
  readonly scope: 'global' | 'regional';
  /** Permissions that listing and detail reads need. The member role's policy is generated from these. */
  readonly permissions: readonly string[];
  /** Paths of lists in `config` (`Field` or `Field.Sub`, through lists too) whose order has a meaning. All other lists are sets. */
  readonly ordered: readonly string[];
  /** Paths in `config` that change by themselves: kept, but no change when only they differ. */
  readonly volatile: readonly string[];
  /** Paths of times that change by themselves and that policies ask for: a change when their day changes. */
  readonly daily: readonly string[];
  /** Which relationships cannot be told while a field is unread that is a read of its own. */
  readonly references: readonly Reference[];
  /** Whether it has detail reads: without them, what the list says is all that Muster knows. */
  readonly detailed: boolean;
}
