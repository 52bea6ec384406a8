/** IAM roles: those of the workload, those of the organization, and those that outsiders may take. */
import type { AttachedPolicy, PolicyDetail, RoleDetail } from '@aws-sdk/client-iam';
import { ORGANIZATION, type Blueprint } from './blueprint.ts';
import { daysBefore, morningOf } from './calendar.ts';
import type { FaultLog } from './faults.ts';
import { iamId, instanceProfileArn, instanceProfileId, roleName } from './iam-names.ts';
import { awsManaged, encodedPolicy, trust } from './iam-policies.ts';
import { tagList, tagMap } from './tags.ts';

export interface DemoRole {
  readonly detail: RoleDetail & { readonly RoleName: string; readonly RoleId: string; readonly Arn: string; readonly CreateDate: Date };
  readonly description: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
}

/** Where the organization is run from. */
export const MANAGEMENT_ACCOUNT = '100200300400';
const VENDOR_ACCOUNT = '210987654321';

interface Plan {
  readonly name: string;
  readonly path?: string;
  readonly description: string;
  readonly trust: string;
  readonly managed?: readonly AttachedPolicy[];
  readonly inline?: readonly PolicyDetail[];
  readonly isInstanceProfile?: boolean;
  /** Probability that it was in use of late. */
  readonly used?: number;
}

const service = (name: string): string => trust({ Service: `${name}.amazonaws.com` });

export const buildRoles = (blueprint: Blueprint, faults: FaultLog): DemoRole[] =>
  [...workloadRoles(blueprint), ...organizationRoles(blueprint), ...outsiderRoles(blueprint, faults)]
    .map((plan) => roleOf(blueprint, plan))
    .toSorted((one, other) => (one.detail.RoleName < other.detail.RoleName ? -1 : 1));

function roleOf(blueprint: Blueprint, plan: Plan): DemoRole {
  const { draw, profile, day, primary } = blueprint;
  const { name, path = '/', isInstanceProfile = false } = plan;
  const created = daysBefore(draw.integer(`age of role ${name}`, 40, 1_500));
  const identity = {
    Path: path,
    RoleName: name,
    RoleId: iamId(blueprint, 'AROA', name),
    Arn: `arn:aws:iam::${profile.id}:role${path}${name}`,
    CreateDate: created,
    AssumeRolePolicyDocument: plan.trust,
  };
  return {
    detail: {
      ...identity,
      InstanceProfileList: isInstanceProfile
        ? [
            {
              Path: path,
              InstanceProfileName: name,
              InstanceProfileId: instanceProfileId(blueprint),
              Arn: instanceProfileArn(blueprint),
              CreateDate: created,
              Roles: [identity],
            },
          ]
        : [],
      RolePolicyList: [...(plan.inline ?? [])],
      AttachedManagedPolicies: [...(plan.managed ?? [])],
      Tags: path === '/' ? tagList(tagMap(blueprint, `role ${name}`)) : [],
      RoleLastUsed: draw.chance(`uses role ${name}`, plan.used ?? 0.9)
        ? {
            LastUsedDate: new Date(morningOf(day).getTime() - draw.integer(`used role ${name} on ${day}`, 60, 18_000) * 1000),
            Region: primary,
          }
        : {},
    },
    description: plan.description,
    maxSessionDuration: 3600,
  };
}

function workloadRoles(blueprint: Blueprint): Plan[] {
  return [
    {
      name: roleName(blueprint, 'ec2'),
      description: 'Instances of the workload',
      trust: service('ec2'),
      managed: [awsManaged('AmazonSSMManagedInstanceCore'), { PolicyArn: workloadPolicyArn(blueprint), PolicyName: WORKLOAD_POLICY }],
      isInstanceProfile: true,
    },
    {
      name: roleName(blueprint, 'lambda'),
      description: 'Functions of the workload',
      trust: service('lambda'),
      managed: [awsManaged('service-role/AWSLambdaVPCAccessExecutionRole')],
      inline: [
        {
          PolicyName: 'read-data',
          PolicyDocument: encodedPolicy({ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }),
        },
      ],
    },
    {
      name: roleName(blueprint, 's3-replication'),
      description: 'Copies the data bucket to the second region',
      trust: service('s3'),
      inline: [
        {
          PolicyName: 'replicate',
          PolicyDocument: encodedPolicy({ Effect: 'Allow', Action: ['s3:Replicate*', 's3:GetReplicationConfiguration'], Resource: '*' }),
        },
      ],
    },
    {
      name: roleName(blueprint, 'rds-monitoring'),
      description: 'Enhanced monitoring of databases',
      trust: service('monitoring.rds'),
      managed: [awsManaged('service-role/AmazonRDSEnhancedMonitoringRole')],
    },
    ...Array.from({ length: blueprint.large ? 16 : 0 }, (_, index) => ({
      name: `${blueprint.stem}-team-${index + 1}`,
      description: `Jobs of team ${index + 1}`,
      trust: service('glue'),
      managed: [awsManaged('service-role/AWSGlueServiceRole')],
      used: 0.5,
    })),
  ];
}

const organizationRoles = ({ profile, stem, today }: Blueprint): Plan[] => [
  {
    name: 'OrganizationAccountAccessRole',
    description: '',
    trust: trust({ AWS: `arn:aws:iam::${MANAGEMENT_ACCOUNT}:root` }),
    managed: [awsManaged('AdministratorAccess')],
    used: 0.1,
  },
  {
    name: 'AWSServiceRoleForSupport',
    path: '/aws-service-role/support.amazonaws.com/',
    description: 'Enables resource access for AWS to provide billing, administrative and support services',
    trust: service('support'),
    managed: [awsManaged('aws-service-role/AWSSupportServiceRolePolicy')],
    used: 0,
  },
  {
    name: 'github-actions-deploy',
    description: 'Deployments from pipelines',
    trust: trust(
      { Federated: `arn:aws:iam::${profile.id}:oidc-provider/token.actions.githubusercontent.com` },
      {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: {
          // The second day narrows it from every repository of the organization to the workload's own.
          'token.actions.githubusercontent.com:sub': `repo:${ORGANIZATION}/${today('narrow pipeline', 0.25) ? stem : '*'}:*`,
        },
      },
      'sts:AssumeRoleWithWebIdentity',
    ),
    managed: [awsManaged('PowerUserAccess')],
  },
];

function outsiderRoles(blueprint: Blueprint, faults: FaultLog): Plan[] {
  const { draw, profile } = blueprint;
  const role = (name: string) => ({ type: 'AWS::IAM::Role', region: 'global', id: name });
  const plans: Plan[] = [];
  const vendor = 'vendor-monitoring';
  if (profile.environment === 'production') {
    const isOpen = faults.has('role_trusts_vendor_without_external_id', role(vendor), 0.4);
    const externalId = { StringEquals: { 'sts:ExternalId': draw.uuid('external id of vendor') } };
    plans.push({
      name: vendor,
      description: 'Read access of the monitoring vendor',
      trust: trust({ AWS: `arn:aws:iam::${VENDOR_ACCOUNT}:root` }, isOpen ? undefined : externalId),
      managed: [awsManaged('SecurityAudit')],
    });
  }
  const legacy = 'legacy-integration';
  if (profile.index === 0 || draw.chance('legacy integration', 0.3)) {
    const trustsAnyone = faults.has('role_trusts_anyone', role(legacy), 0.5);
    plans.push({
      name: legacy,
      description: 'Batch interface of the old enterprise service bus',
      trust: trust({ AWS: trustsAnyone ? '*' : `arn:aws:iam::${MANAGEMENT_ACCOUNT}:root` }),
      inline: [{ PolicyName: 'files', PolicyDocument: encodedPolicy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) }],
      used: 0.2,
    });
  }
  return plans;
}

export const WORKLOAD_POLICY = 'workload-access';

export const workloadPolicyArn = ({ profile }: Blueprint): string => `arn:aws:iam::${profile.id}:policy/${WORKLOAD_POLICY}`;
