/** Brings the built files of the dashboard into its bucket. */
import { type CfnElement, DefaultStackSynthesizer, Stack, Validations } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { UI } from '../../shared/web/addresses.ts';
import { CACHE_CONTROL } from '../../shared/web/security-headers.ts';
import { BUILT_FROM } from '../web-files.ts';

export interface WebFilesProps {
  readonly bucket: IBucket;
  /** Folder of the built files. */
  readonly files: string;
  readonly logGroup: LogGroup;
}

export class WebFiles extends Construct {
  constructor(scope: Construct, id: string, { bucket, files, logGroup }: WebFilesProps) {
    super(scope, id);
    const common = {
      sources: [Source.asset(files, { exclude: [BUILT_FROM] })],
      destinationBucket: bucket,
      destinationKeyPrefix: UI.slice(1),
      // A page that was opened before an update still loads its own parts.
      prune: false,
      logGroup,
    };
    const assets = new BucketDeployment(this, 'Assets', {
      ...common,
      exclude: ['*'],
      include: ['assets/*'],
      cacheControl: [CacheControl.fromString(CACHE_CONTROL.assets)],
    });
    const others = new BucketDeployment(this, 'Others', {
      ...common,
      exclude: ['assets/*'],
      cacheControl: [CacheControl.fromString(CACHE_CONTROL.others)],
    });
    // The page that names new files comes after them.
    others.node.addDependency(assets);
    this.#acknowledge(assets, bucket);
  }

  /** The function that copies the files is the CDK's own, one in a stack; it runs during deployments only. */
  #acknowledge({ handlerRole }: BucketDeployment, bucket: IBucket): void {
    const stack = Stack.of(this);
    // The CDK makes the bucket of an element of CloudFormation, which it declares as any construct.
    const bucketId = stack.getLogicalId(bucket.node.defaultChild as CfnElement);
    const role = Validations.of(handlerRole);
    role.acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'The CDK gives its own function this policy, which lets it write its log and nothing else.',
    });
    for (const action of ['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'])
      role.acknowledge({
        id: `AwsSolutions-IAM5[Action::s3:${action}]`,
        reason: 'The CDK gives its own function what copying needs, on the two buckets that it copies from and to.',
      });
    const assetBucket = `arn:<AWS::Partition>:s3:::${BOOTSTRAP_BUCKET}`;
    for (const objects of [`${assetBucket}/*`, `<${bucketId}.Arn>/*`])
      role.acknowledge({ id: `AwsSolutions-IAM5[Resource::${objects}]`, reason: 'The names of the files change with each build.' });
    const handler = handlerRole.node.scope;
    if (handler)
      Validations.of(handler).acknowledge({
        id: 'AwsSolutions-L1',
        reason: 'The CDK chooses the runtime of its own function, and changes it with its versions.',
      });
  }
}

/** The bucket of the CDK's bootstrap, from which deployments copy. */
const BOOTSTRAP_BUCKET = `cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-<AWS::AccountId>-<AWS::Region>`;
