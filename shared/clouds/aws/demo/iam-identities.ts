/** All that IAM keeps for one account. */
import type { AttachedPolicy, GroupDetail, ManagedPolicyDetail } from '@aws-sdk/client-iam';
import type { Blueprint } from './blueprint.ts';
import { daysBefore } from './calendar.ts';
import { FaultLog, type Fault } from './faults.ts';
import { iamId } from './iam-names.ts';
import { awsManaged, encodedPolicy } from './iam-policies.ts';
import { buildRoles, WORKLOAD_POLICY, workloadPolicyArn, type DemoRole } from './iam-roles.ts';
import { buildUsers, GROUP_NAMES, type DemoUser, type GroupName } from './iam-users.ts';

/** In order of their names, as IAM lists them. */
export interface Identities {
  readonly users: readonly DemoUser[];
  readonly groups: readonly GroupDetail[];
  readonly roles: readonly DemoRole[];
  /** Policies of the account's own. */
  readonly policies: readonly ManagedPolicyDetail[];
  readonly faults: readonly Fault[];
}

const GROUP_POLICY: Readonly<Record<GroupName, AttachedPolicy>> = {
  administrators: awsManaged('AdministratorAccess'),
  developers: awsManaged('PowerUserAccess'),
  auditors: awsManaged('SecurityAudit'),
};

export function buildIdentities(blueprint: Blueprint): Identities {
  const { profile } = blueprint;
  const faults = new FaultLog(blueprint);
  const users = buildUsers(blueprint, faults);
  const roles = buildRoles(blueprint, faults);
  const groups = GROUP_NAMES.map((name) => ({
    Path: '/',
    GroupName: name,
    GroupId: iamId(blueprint, 'AGPA', name),
    Arn: `arn:aws:iam::${profile.id}:group/${name}`,
    CreateDate: daysBefore(1_500),
    GroupPolicyList: [],
    AttachedManagedPolicies: [GROUP_POLICY[name]],
  }));
  return { users, groups, roles, policies: [workloadPolicy(blueprint)], faults: faults.list };
}

function workloadPolicy(blueprint: Blueprint): ManagedPolicyDetail {
  const created = daysBefore(700);
  return {
    PolicyName: WORKLOAD_POLICY,
    PolicyId: iamId(blueprint, 'ANPA', WORKLOAD_POLICY),
    Arn: workloadPolicyArn(blueprint),
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: created,
    PolicyVersionList: [
      {
        Document: encodedPolicy({
          Effect: 'Allow',
          Action: ['s3:GetObject', 'sqs:SendMessage', 'secretsmanager:GetSecretValue'],
          Resource: '*',
        }),
        VersionId: 'v1',
        IsDefaultVersion: true,
        CreateDate: created,
      },
    ],
  };
}
