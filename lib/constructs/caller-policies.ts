/** Managed policies for those who call the API. Attach them to people's and programs' roles; docs/operations.md says which does what. */
import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The requests that each policy allows, as `METHOD /path`; `*` is any text, also with slashes. Nothing is allowed by two of them. */
export const CALLERS = {
  // The service reads notifications and marks them as read; its calls are all sent by POST.
  Reader: [
    'GET /*',
    'POST /muster.notifications.v1.NotificationService/*',
    'POST /notifications/*/read',
    'POST /queries',
    'POST /queries/*/cancel',
    'POST /policies/check',
    'POST /managed-resources/plan',
    'PUT /views/*',
    'DELETE /views/*',
  ],
  Operator: [
    'POST /jobs',
    'POST /jobs/*/cancel',
    'POST /jobs/*/retry',
    'POST /accounts',
    'POST /accounts/sync',
    'PATCH /accounts/*',
    'DELETE /accounts/*',
    'POST /connections',
    'POST /connections/*/check',
    'PATCH /connections/*',
    'DELETE /connections/*',
    'POST /migrations/run',
    'POST /customers',
    'PUT /customers/*',
    'PATCH /customers/*',
    'DELETE /customers/*',
    'POST /resources',
    'PATCH /resources/*',
    'DELETE /resources/*',
    'PUT /registered-types/*',
    'DELETE /registered-types/*',
    'POST /managed-resources',
    'POST /managed-resources/adopt',
    'POST /managed-resources/*/reconcile',
    'POST /managed-resources/*/operations/*',
    'PATCH /managed-resources/*',
    'DELETE /managed-resources/*',
  ],
  Approver: [
    'POST /findings/suppress',
    'POST /findings/*/suppress',
    'POST /findings/*/unsuppress',
    'POST /suppressions',
    'DELETE /suppressions/*',
    'PUT /policies/*',
    'DELETE /policies/*',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const DESCRIPTIONS: Readonly<Record<keyof typeof CALLERS, string>> = {
  Reader: 'Reads everything that the API of Muster shows, queries it, tries policies, keeps views and marks notifications as read',
  Operator:
    'Starts, cancels and retries jobs of Muster, and registers, changes and removes accounts, connections, customers, managed resources and what no cloud lists',
  Approver: 'Accepts risks in Muster: suppresses findings, and stores and removes policies',
};

export class CallerPolicies extends Construct {
  constructor(scope: Construct, id: string, api: HttpApi) {
    super(scope, id);
    const apiId = Stack.of(this).getLogicalId(api.node.defaultChild as CfnElement);
    for (const [name, allowed] of Object.entries(CALLERS) as readonly [keyof typeof CALLERS, readonly string[]][]) {
      const policy = new ManagedPolicy(this, name, {
        description: DESCRIPTIONS[name],
        statements: [
          new PolicyStatement({
            actions: ['execute-api:Invoke'],
            resources: allowed.map((each) => {
              const [method = '', path = ''] = each.split(' ');
              return api.arnForExecuteApi(method, path, '$default');
            }),
          }),
        ],
      });
      for (const each of allowed.filter((one) => one.includes('*')))
        Validations.of(policy).acknowledge({
          id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${apiId}>/$default/${each.replace(' ', '')}]`,
          reason:
            'The ids of jobs, accounts, findings and policies in paths are data; readers may read all of them, and call every method of the service.',
        });
    }
  }
}
