/** The stack's bucket: exports of the inventory, and under `policies/` the policies that users bring without a deployment. */
import { type CfnResource, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { POLICY_PREFIX } from '../../shared/policies/policy-key.ts';
import type { MusterFunction } from './muster-function.ts';

const OBJECT_ACTIONS = { read: ['s3:GetObject'], write: ['s3:PutObject', 's3:DeleteObject'] } as const;

export class ExportsBucket extends Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Exports are copies of rows in the tables. An account that must know who reads them turns on CloudTrail data events, which unlike server access logs are complete and need no second bucket.',
    });
  }

  /** Names the bucket in the function's environment and allows it the users' policies, and nothing else in the bucket. */
  givePolicies(target: MusterFunction, ...access: readonly (keyof typeof OBJECT_ACTIONS)[]): void {
    target.addEnvironment('EXPORTS_BUCKET', this.bucketName);
    target.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [this.bucketArn],
        conditions: { StringLike: { 's3:prefix': `${POLICY_PREFIX}*` } },
      }),
    );
    target.addToRolePolicy(
      new PolicyStatement({
        actions: access.flatMap((kind) => OBJECT_ACTIONS[kind]),
        resources: [this.arnForObjects(`${POLICY_PREFIX}*`)],
      }),
    );
    const bucketId = Stack.of(this).getLogicalId(this.node.defaultChild as CfnResource);
    Validations.of(target.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${POLICY_PREFIX}*]`,
      reason: 'Users add policies at run time, so that the objects cannot be named. The prefix is fixed and holds nothing else.',
    });
  }
}
