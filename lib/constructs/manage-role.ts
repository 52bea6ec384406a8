/** The role by which Muster manages resources of an account. It may do what the managers' calls need, and touches nothing that Muster has not made. */
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { AccountPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { MANAGE_STATEMENTS } from '../../shared/managed/manage-statements.ts';
import type { Settings } from '../context.ts';

export interface ManageRoleProps {
  readonly settings: Pick<Settings, 'manageRoleName' | 'manageWorkerRoleName'>;
  /** The account that Muster is deployed in. */
  readonly platformAccount: string;
  readonly externalId: string;
  /** The value of the tag `muster:managed-by`, in which `*` stands for any text. */
  readonly deployment: string;
}

export class ManageRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { settings, platformAccount, externalId, deployment }: ManageRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      roleName: settings.manageRoleName,
      description: 'Muster assumes this role to manage the resources that it has made in this account',
      maxSessionDuration: Duration.hours(1),
      // As the read role does: docs/adr/0010.
      assumedBy: new AccountPrincipal(platformAccount).withConditions({
        ArnEquals: { 'aws:PrincipalArn': `arn:${Aws.PARTITION}:iam::${platformAccount}:role/${settings.manageWorkerRoleName}` },
        StringEquals: { 'sts:ExternalId': externalId },
      }),
    });
    const place = { partition: Aws.PARTITION, account: Aws.ACCOUNT_ID, deployment };
    // One policy for each manager: together they would be too long for one.
    for (const [type, statementsOf] of Object.entries(MANAGE_STATEMENTS))
      new ManagedPolicy(this, type, {
        description: `What Muster needs to manage resources of the type ${type}`,
        roles: [this.role],
        statements: statementsOf(place).map((statement) => PolicyStatement.fromJson(statement)),
      });
    for (const resource of wildcards())
      Validations.of(this).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason:
          'Names of managed resources are chosen at run time. Every action is named, and those that change something are bound to the tag of Muster, or to the beginning of a name.',
      });
  }
}

/** The resources of the statements whose names are open, as cdk-nag writes them. */
export function wildcards(): readonly string[] {
  const place = { partition: '<AWS::Partition>', account: '<AWS::AccountId>', deployment: '' };
  const resources = Object.values(MANAGE_STATEMENTS).flatMap((statementsOf) => statementsOf(place).flatMap(({ Resource }) => Resource));
  return [...new Set(resources)].filter((resource) => resource.includes('*'));
}
