/** The managed policies that let a role read every resource type that Muster knows, and nothing else. */
import { Validations } from 'aws-cdk-lib';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { actionsByPolicy } from '../../shared/clouds/aws/role-policies.ts';

export interface ReadPoliciesProps {
  readonly role: IRole;
  /** IAM actions of every registered type: `ec2:DescribeVpcs`. */
  readonly actions: readonly string[];
}

/** Makes as many managed policies as the actions need. @throws RangeError if a role takes no more of them */
export class ReadPolicies extends Construct {
  constructor(scope: Construct, id: string, props: ReadPoliciesProps) {
    super(scope, id);
    actionsByPolicy(props.actions).forEach((actions, index) => {
      new ManagedPolicy(this, `Read${index}`, {
        description: 'The read actions that Muster needs, generated from its resource types',
        roles: [props.role],
        statements: [new PolicyStatement({ actions: [...actions], resources: ['*'] })],
      });
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'The inventory finds out which resources an account holds, so a policy cannot name them beforehand, and list actions take no resource. Every action is named and only reads.',
    });
  }
}
