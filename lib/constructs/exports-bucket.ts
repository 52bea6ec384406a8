/** The stack's bucket. It holds the exports, under `policies/` the policies that users add at run time, and under `checkpoints/` the places of slices that were read in part. */
import { type CfnResource, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { ATHENA_RESULTS_PREFIX } from '../../shared/exports/athena.ts';
import { EXPORTS_PREFIX } from '../../shared/exports/night-layout.ts';
import { CHECKPOINT_PREFIX } from '../../shared/inventory/checkpoint.ts';
import { POLICY_PREFIX } from '../../shared/policies/policy-key.ts';
import type { MusterFunction } from './muster-function.ts';

const POLICY_ACTIONS = { read: ['s3:GetObject'], write: ['s3:PutObject', 's3:DeleteObject'] } as const;
/** No function removes an export: objects expire, and so do the parts of uploads that failed. */
const EXPORT_ACTIONS = { read: ['s3:GetObject'], write: ['s3:PutObject'] } as const;
const CHECKPOINT_ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
/** https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html */
const RESULT_ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
/** Longer than a job may last. A checkpoint is removed when its slice has ended; this removes those of workers that died. */
const CHECKPOINT_DAYS = 4;
type Access = 'read' | 'write';

export class ExportsBucket extends Bucket {
  readonly #exportDays: number;

  /** @param exportDays the days for which exports are kept */
  constructor(scope: Construct, id: string, exportDays: number) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(30),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        { prefix: EXPORTS_PREFIX, expiration: Duration.days(exportDays), noncurrentVersionExpiration: Duration.days(1) },
        { prefix: CHECKPOINT_PREFIX, expiration: Duration.days(CHECKPOINT_DAYS), noncurrentVersionExpiration: Duration.days(1) },
        { prefix: ATHENA_RESULTS_PREFIX, expiration: Duration.days(7), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    this.#exportDays = exportDays;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Exports are copies of rows in the tables. An account that must know who reads them turns on CloudTrail data events, which unlike server access logs are complete and need no second bucket.',
    });
  }

  /** Gives `target` access to the users' policies, and to nothing else in the bucket. */
  givePolicies(target: MusterFunction, ...access: readonly Access[]): void {
    this.#give(
      target,
      POLICY_PREFIX,
      access.flatMap((kind) => POLICY_ACTIONS[kind]),
      'Users add policies at run time, so the objects cannot be named.',
    );
  }

  /** Gives `target` access to the exports, and to nothing else in the bucket. */
  giveExports(target: MusterFunction, access: Access): void {
    if (access === 'write') target.addEnvironment('EXPORT_DAYS', String(this.#exportDays));
    this.#give(
      target,
      EXPORTS_PREFIX,
      [...EXPORT_ACTIONS[access]],
      'Each night and each account has objects of its own, which cannot be named beforehand.',
    );
  }

  /** Gives `target` access to the checkpoints of slices, and to nothing else in the bucket. */
  giveCheckpoints(target: MusterFunction): void {
    this.#give(
      target,
      CHECKPOINT_PREFIX,
      CHECKPOINT_ACTIONS,
      'Each slice that is read in part has an object of its own, which cannot be named beforehand.',
    );
  }

  /** Lets Athena, which has the permissions of the function that asks it, write the results of queries and read them. */
  giveQueryResults(target: MusterFunction): void {
    this.#give(target, ATHENA_RESULTS_PREFIX, RESULT_ACTIONS, 'Each query has a result of its own, which cannot be named beforehand.');
    target.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetBucketLocation'], resources: [this.bucketArn] }));
  }

  /** Names the bucket in the function's environment, and allows `actions` on the objects whose keys begin with `prefix`. */
  #give(target: MusterFunction, prefix: string, actions: string[], why: string): void {
    target.addEnvironment('EXPORTS_BUCKET', this.bucketName);
    if (actions.includes('s3:GetObject')) {
      target.addToRolePolicy(
        new PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [this.bucketArn],
          conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
        }),
      );
    }
    target.addToRolePolicy(
      new PolicyStatement({
        actions,
        resources: [this.arnForObjects(`${prefix}*`)],
      }),
    );
    const bucketId = Stack.of(this).getLogicalId(this.node.defaultChild as CfnResource);
    Validations.of(target.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}*]`,
      reason: `${why} The prefix is fixed and holds nothing else.`,
    });
  }
}
