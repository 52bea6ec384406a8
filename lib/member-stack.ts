/**
 * The read role of one member account, and with muster:manage=true the role that manages resources there. The stack needs no bootstrap and no asset, so that the same template can be deployed
 * by `cdk deploy`, by a StackSet or by hand.
 */
import {
  Aws,
  BootstraplessSynthesizer,
  CfnOutput,
  CfnParameter,
  Duration,
  type IStackSynthesizer,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ManageRole } from './constructs/manage-role.ts';
import { ReadPolicies } from './constructs/read-policies.ts';
import type { Settings } from './context.ts';

export interface MemberStackProps extends StackProps {
  readonly settings: Settings;
  /** IAM actions of every registered AWS type. */
  readonly readActions: readonly string[];
}

/** The cast is needed because the CDK's types do not allow for exactOptionalPropertyTypes. */
export const withoutBootstrap = (): IStackSynthesizer => new BootstraplessSynthesizer() as IStackSynthesizer;

/** The template parameters that tie a member role to the platform. The context's values are their defaults. */
export function platformParameters(
  scope: Construct,
  settings: Settings,
): { readonly account: CfnParameter; readonly externalId: CfnParameter } {
  return {
    account: new CfnParameter(scope, 'PlatformAccount', {
      description: 'Account that Muster is deployed in',
      allowedPattern: '\\d{12}',
      constraintDescription: 'must be 12 digits',
      ...(settings.platformAccount !== undefined && { default: settings.platformAccount }),
    }),
    externalId: new CfnParameter(scope, 'ExternalId', {
      description: 'Output ExternalId of the stack Muster',
      minLength: 16,
      maxLength: 1224,
      ...(settings.externalId !== undefined && { default: settings.externalId }),
    }),
  };
}

export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, { settings, readActions, ...props }: MemberStackProps) {
    super(scope, id, { ...props, synthesizer: withoutBootstrap() });
    const platform = platformParameters(this, settings);
    const account = platform.account.valueAsString;

    const role = new Role(this, 'Role', {
      roleName: settings.roleName,
      description: 'Muster assumes this role to read the inventory of this account',
      maxSessionDuration: Duration.hours(1),
      // docs/adr/0010 says why the principal is the account with a condition and not the worker's role itself.
      assumedBy: new AccountPrincipal(account).withConditions({
        ArnEquals: { 'aws:PrincipalArn': `arn:${Aws.PARTITION}:iam::${account}:role/${settings.workerRoleName}` },
        StringEquals: { 'sts:ExternalId': platform.externalId.valueAsString },
      }),
    });
    new ReadPolicies(this, 'Policies', { role, actions: readActions });
    new CfnOutput(this, 'RoleArn', { value: role.roleArn });

    if (!settings.manage) return;
    const externalId = platform.externalId.valueAsString;
    // The deployments of one account are told apart by their external ids.
    const manage = new ManageRole(this, 'Manage', { settings, platformAccount: account, externalId, deployment: `${account}/*` });
    new CfnOutput(this, 'ManageRoleArn', { value: manage.role.roleArn });
  }
}
