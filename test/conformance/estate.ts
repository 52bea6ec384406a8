/** Creates and changes resources in one account with the AWS SDK, and lists them with the SDK. */
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as rds from '@aws-sdk/client-rds';
import * as s3 from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** The smallest zip file: an end-of-central-directory record. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const tagged = (name: string) => [
  { Key: 'Name', Value: name },
  { Key: 'Environment', Value: 'conformance' },
];

export interface Made {
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
  readonly instance: string;
  readonly volume: string;
  readonly bucket: string;
  readonly user: string;
  readonly role: string;
  readonly database: string;
  readonly function: string;
}

export class Estate {
  readonly account: string;
  readonly region: string;
  readonly #ec2: ec2.EC2Client;
  readonly #s3: s3.S3Client;
  readonly #iam: iam.IAMClient;
  readonly #rds: rds.RDSClient;
  readonly #lambda: lambda.LambdaClient;

  private constructor(account: string, region: string, config: object) {
    this.account = account;
    this.region = region;
    this.#ec2 = new ec2.EC2Client(config);
    this.#s3 = new s3.S3Client({ ...config, forcePathStyle: true });
    this.#iam = new iam.IAMClient(config);
    this.#rds = new rds.RDSClient(config);
    this.#lambda = new lambda.LambdaClient(config);
  }

  static async open(endpoint: string, account: string, region: string): Promise<Estate> {
    const base = { endpoint, region, credentials: { accessKeyId: 'conformance', secretAccessKey: 'conformance' } };
    const sts = new STSClient(base);
    const { Credentials: assumed } = await sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/Builder`, RoleSessionName: 'builder' }),
    );
    sts.destroy();
    const credentials = {
      accessKeyId: assumed?.AccessKeyId ?? '',
      secretAccessKey: assumed?.SecretAccessKey ?? '',
      sessionToken: assumed?.SessionToken ?? '',
    };
    return new Estate(account, region, { endpoint, region, credentials });
  }

  async build(): Promise<Made> {
    const name = `conformance-${this.account}`;
    const network = await this.#buildNetwork(name);
    const bucket = await this.#buildBucket(name);
    const role = `${name}-role`;
    await this.#iam.send(new iam.CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: TRUST, Tags: tagged(role) }));
    const user = `${name}-user`;
    await this.#iam.send(new iam.CreateUserCommand({ UserName: user, Tags: tagged(user) }));
    await this.#iam.send(new iam.CreateAccessKeyCommand({ UserName: user }));
    await this.#rds.send(
      new rds.CreateDBInstanceCommand({
        DBInstanceIdentifier: name,
        DBInstanceClass: 'db.t3.micro',
        Engine: 'postgres',
        AllocatedStorage: 20,
        MasterUsername: 'admin1',
        MasterUserPassword: 'not-a-secret-1',
        StorageEncrypted: true,
        Tags: tagged(name),
      }),
    );
    await this.#lambda.send(
      new lambda.CreateFunctionCommand({
        FunctionName: name,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: `arn:aws:iam::${this.account}:role/${role}`,
        Code: { ZipFile: EMPTY_ZIP },
        Tags: { Environment: 'conformance' },
      }),
    );
    return { ...network, bucket, user, role, database: name, function: name };
  }

  async #buildNetwork(name: string): Promise<Pick<Made, 'vpc' | 'subnet' | 'group' | 'instance' | 'volume'>> {
    const specification = (type: ec2.ResourceType) => [{ ResourceType: type, Tags: tagged(name) }];
    const { Vpc: vpc } = await this.#ec2.send(
      new ec2.CreateVpcCommand({ CidrBlock: '10.1.0.0/16', TagSpecifications: specification('vpc') }),
    );
    const { Subnet: subnet } = await this.#ec2.send(
      new ec2.CreateSubnetCommand({ VpcId: vpc?.VpcId, CidrBlock: '10.1.1.0/24', TagSpecifications: specification('subnet') }),
    );
    const group = await this.#ec2.send(
      new ec2.CreateSecurityGroupCommand({ GroupName: name, Description: 'conformance', VpcId: vpc?.VpcId }),
    );
    await this.#ec2.send(
      new ec2.AuthorizeSecurityGroupIngressCommand({
        GroupId: group.GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      }),
    );
    const { Images: images } = await this.#ec2.send(new ec2.DescribeImagesCommand({ Owners: ['amazon'] }));
    const { Instances: instances } = await this.#ec2.send(
      new ec2.RunInstancesCommand({
        ImageId: images?.[0]?.ImageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: subnet?.SubnetId,
        SecurityGroupIds: [group.GroupId ?? ''],
        TagSpecifications: specification('instance'),
      }),
    );
    const volume = await this.#ec2.send(
      new ec2.CreateVolumeCommand({
        AvailabilityZone: `${this.region}a`,
        Size: 8,
        Encrypted: true,
        TagSpecifications: specification('volume'),
      }),
    );
    return {
      vpc: vpc?.VpcId ?? '',
      subnet: subnet?.SubnetId ?? '',
      group: group.GroupId ?? '',
      instance: instances?.[0]?.InstanceId ?? '',
      volume: volume.VolumeId ?? '',
    };
  }

  async #buildBucket(name: string): Promise<string> {
    const location =
      this.region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: this.region as s3.BucketLocationConstraint } };
    await this.#s3.send(new s3.CreateBucketCommand({ Bucket: name, ...location }));
    await this.#s3.send(new s3.PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }));
    await this.#s3.send(new s3.PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: tagged(name) } }));
    await this.#s3.send(new s3.PutBucketPolicyCommand({ Bucket: name, Policy: bucketPolicy(name) }));
    return name;
  }

  /** Makes the changes of the next day: adds, changes and deletes resources. Returns the id of the added one. */
  async change(made: Made): Promise<{ readonly addedVolume: string }> {
    const added = await this.#ec2.send(new ec2.CreateVolumeCommand({ AvailabilityZone: `${this.region}a`, Size: 9 }));
    await this.#ec2.send(new ec2.CreateTagsCommand({ Resources: [made.vpc], Tags: [{ Key: 'Owner', Value: 'network-team' }] }));
    await this.#ec2.send(new ec2.DeleteVolumeCommand({ VolumeId: made.volume }));
    await this.#s3.send(new s3.PutBucketVersioningCommand({ Bucket: made.bucket, VersioningConfiguration: { Status: 'Suspended' } }));
    await this.#s3.send(new s3.DeleteBucketPolicyCommand({ Bucket: made.bucket }));
    // The automated snapshots are kept, so that one resource is deleted.
    await this.#rds.send(
      new rds.DeleteDBInstanceCommand({ DBInstanceIdentifier: made.database, SkipFinalSnapshot: true, DeleteAutomatedBackups: false }),
    );
    return { addedVolume: added.VolumeId ?? '' };
  }

  /** The ids that the SDK lists in this region (for IAM, in the account), by resource type. */
  async listed(): Promise<Readonly<Record<string, readonly string[]>>> {
    const vpcs = await this.#ec2.send(new ec2.DescribeVpcsCommand({}));
    const subnets = await this.#ec2.send(new ec2.DescribeSubnetsCommand({}));
    const groups = await this.#ec2.send(new ec2.DescribeSecurityGroupsCommand({}));
    const instances = await this.#ec2.send(new ec2.DescribeInstancesCommand({}));
    const volumes = await this.#ec2.send(new ec2.DescribeVolumesCommand({}));
    const prefixLists = await this.#ec2.send(new ec2.DescribeManagedPrefixListsCommand({}));
    const buckets = await this.#s3.send(new s3.ListBucketsCommand({}));
    const users = await this.#iam.send(new iam.ListUsersCommand({}));
    const roles = await this.#iam.send(new iam.ListRolesCommand({}));
    const databases = await this.#rds.send(new rds.DescribeDBInstancesCommand({}));
    const functions = await this.#lambda.send(new lambda.ListFunctionsCommand({}));
    const ids = <T>(items: readonly T[] | undefined, id: (item: T) => string | undefined): readonly string[] =>
      (items ?? []).map((item) => id(item) ?? '').toSorted();
    return {
      'AWS::EC2::VPC': ids(vpcs.Vpcs, (item) => item.VpcId),
      'AWS::EC2::Subnet': ids(subnets.Subnets, (item) => item.SubnetId),
      'AWS::EC2::SecurityGroup': ids(groups.SecurityGroups, (item) => item.GroupId),
      'AWS::EC2::Instance': ids(
        instances.Reservations?.flatMap((reservation) => reservation.Instances ?? []),
        (item) => item.InstanceId,
      ),
      'AWS::EC2::Volume': ids(volumes.Volumes, (item) => item.VolumeId),
      'AWS::EC2::PrefixList': ids(prefixLists.PrefixLists, (item) => item.PrefixListId),
      'AWS::S3::Bucket': ids(buckets.Buckets, (item) => item.Name),
      'AWS::IAM::User': ids(users.Users, (item) => item.UserName),
      'AWS::IAM::Role': ids(roles.Roles, (item) => item.RoleName),
      'AWS::RDS::DBInstance': ids(databases.DBInstances, (item) => item.DBInstanceIdentifier),
      'AWS::Lambda::Function': ids(functions.Functions, (item) => item.FunctionName),
      // Every account has one of each.
      'AWS::IAM::AccountPasswordPolicy': ['password-policy'],
      'AWS::IAM::AccountSummary': ['account-summary'],
    };
  }
}

const tlsOnly = (bucket: string) => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: `arn:aws:s3:::${bucket}/*`,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const bucketPolicy = (bucket: string): string => JSON.stringify({ Version: '2012-10-17', Statement: [tlsOnly(bucket)] });

/** The same policy as Muster stores it: with a list wherever IAM takes one value or several. */
export function storedBucketPolicy(bucket: string): object {
  const { Action, Resource, ...statement } = tlsOnly(bucket);
  const Condition = { Bool: { 'aws:SecureTransport': ['false'] } };
  return { Version: '2012-10-17', Statement: [{ ...statement, Action: [Action], Resource: [Resource], Condition }] };
}
