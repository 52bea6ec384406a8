/** Names and ids that IAM gives and that other services point to. */
import type { Blueprint } from './blueprint.ts';

/** Roles that what the workload runs needs; IAM lists exactly these and a few of its own. */
export const WORKLOAD_ROLES = ['ec2', 'lambda', 's3-replication', 'rds-monitoring'] as const;
export type WorkloadRole = (typeof WORKLOAD_ROLES)[number];

export const roleName = (blueprint: Blueprint, role: WorkloadRole): string => `${blueprint.stem}-${role}`;

export const roleArn = (blueprint: Blueprint, role: WorkloadRole): string =>
  `arn:aws:iam::${blueprint.profile.id}:role/${roleName(blueprint, role)}`;

export const instanceProfileArn = (blueprint: Blueprint): string =>
  `arn:aws:iam::${blueprint.profile.id}:instance-profile/${roleName(blueprint, 'ec2')}`;

export const instanceProfileId = (blueprint: Blueprint): string => iamId(blueprint, 'AIPA', roleName(blueprint, 'ec2'));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export type IamIdPrefix = 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA' | 'AKIA' | 'ASIA';

const ID_LENGTH: Readonly<Record<IamIdPrefix, number>> = { AIDA: 21, AROA: 21, AGPA: 21, ANPA: 21, AIPA: 21, AKIA: 20, ASIA: 20 };

/** A unique id as IAM makes them. */
export const iamId = (blueprint: Blueprint, prefix: IamIdPrefix, name: string): string =>
  `${prefix}${blueprint.draw.base32(`${prefix} ${name}`, ID_LENGTH[prefix] - prefix.length)}`;
