/**
 * The estate of a race: 500 resources in one account and one region, with the settings that the checks ask about varied by number, so that
 * each check has resources that pass and resources that fail. It is the same in every race.
 */
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as rds from '@aws-sdk/client-rds';
import * as s3 from '@aws-sdk/client-s3';
import pLimit from 'p-limit';

export const REGION = 'us-east-1';
export const KEYS = { accessKeyId: 'race', secretAccessKey: 'race' };

export const COUNTS = {
  buckets: 80,
  groups: 100,
  volumes: 60,
  instances: 60,
  subnets: 20,
  users: 60,
  databases: 60,
  functions: 60,
} as const;

/** The smallest zip file: an end-of-central-directory record. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
/** One at a time, so that moto, which the race seeds, makes the same ids in every race. */
const AT_ONCE = 1;

/** Creates the estate behind the endpoint. */
export async function buildEstate(endpoint: string): Promise<void> {
  await fetch(`${endpoint}/moto-api/seed?a=20261121`, { method: 'POST' });
  const config = { endpoint, region: REGION, credentials: KEYS };
  const limit = pLimit(AT_ONCE);
  const each = async (count: number, make: (number: number) => Promise<unknown>) =>
    await Promise.all(Array.from({ length: count }, (_, number) => limit(make, number)));

  await buildNetwork(new ec2.EC2Client(config), each);
  const buckets = new s3.S3Client({ ...config, forcePathStyle: true });
  await each(COUNTS.buckets, async (number) => await buildBucket(buckets, number));
  await buildIdentities(new iam.IAMClient(config), each);
  const databases = new rds.RDSClient(config);
  await each(COUNTS.databases, async (number) => await databases.send(new rds.CreateDBInstanceCommand(database(number))));
  const functions = new lambda.LambdaClient(config);
  await each(COUNTS.functions, async (number) => await functions.send(new lambda.CreateFunctionCommand(lambdaFunction(number))));
}

type Each = (count: number, make: (number: number) => Promise<unknown>) => Promise<unknown>;

async function buildNetwork(client: ec2.EC2Client, each: Each): Promise<void> {
  const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }));
  const VpcId = Vpc?.VpcId;
  const subnets: string[] = [];
  await each(COUNTS.subnets, async (number) => {
    const { Subnet } = await client.send(new ec2.CreateSubnetCommand({ VpcId, CidrBlock: `10.1.${number}.0/24` }));
    const SubnetId = Subnet!.SubnetId!;
    subnets[number] = SubnetId;
    await client.send(new ec2.ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: number % 2 === 0 } }));
  });
  await each(COUNTS.groups, async (number) => {
    const group = await client.send(new ec2.CreateSecurityGroupCommand({ GroupName: `race-${number}`, Description: 'race', VpcId }));
    const port = [22, 3389, 443, 5432][number % 4]!;
    const CidrIp = number % 3 === 0 ? '0.0.0.0/0' : '10.0.0.0/8';
    await client.send(
      new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId: group.GroupId, IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp }),
    );
  });
  await each(
    COUNTS.volumes,
    async (number) =>
      await client.send(new ec2.CreateVolumeCommand({ AvailabilityZone: `${REGION}a`, Size: 8 + number, Encrypted: number % 2 === 0 })),
  );
  const { Images } = await client.send(new ec2.DescribeImagesCommand({ Owners: ['amazon'] }));
  await each(
    COUNTS.instances,
    async (number) =>
      await client.send(
        new ec2.RunInstancesCommand({
          ImageId: Images?.[0]?.ImageId,
          InstanceType: 't3.micro',
          MinCount: 1,
          MaxCount: 1,
          SubnetId: subnets[number % subnets.length],
          MetadataOptions: { HttpTokens: number % 2 === 0 ? 'required' : 'optional' },
        }),
      ),
  );
}

async function buildBucket(client: s3.S3Client, number: number): Promise<void> {
  const Bucket = `race-${number}`;
  await client.send(new s3.CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: number % 10 === 0 }));
  if (number % 2 === 0) await client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  if (number % 3 === 0) {
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: number % 2 === 0,
    };
    await client.send(new s3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  }
  if (number % 4 === 0) {
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }));
  }
  if (number % 5 === 0) {
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }];
    await client.send(new s3.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
  }
}

async function buildIdentities(client: iam.IAMClient, each: Each): Promise<void> {
  await each(COUNTS.users, async (number) => {
    const UserName = `race-${number}`;
    await client.send(new iam.CreateUserCommand({ UserName }));
    if (number % 2 === 0) await client.send(new iam.CreateLoginProfileCommand({ UserName, Password: 'Race-not-a-secret-1' }));
    for (let key = 0; key < number % 3; key++) await client.send(new iam.CreateAccessKeyCommand({ UserName }));
  });
  const service = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [service] });
  await client.send(new iam.CreateRoleCommand({ RoleName: 'race', AssumeRolePolicyDocument }));
}

const database = (number: number): rds.CreateDBInstanceCommandInput => ({
  DBInstanceIdentifier: `race-${number}`,
  DBInstanceClass: 'db.t3.micro',
  Engine: 'postgres',
  AllocatedStorage: 20,
  MasterUsername: 'admin1',
  MasterUserPassword: 'not-a-secret-1',
  StorageEncrypted: number % 2 === 0,
  BackupRetentionPeriod: number % 3 === 0 ? 0 : 7,
  MultiAZ: number % 4 === 0,
  DeletionProtection: number % 5 === 0,
  PubliclyAccessible: number % 6 === 0,
  CopyTagsToSnapshot: number % 7 === 0,
});

const lambdaFunction = (number: number): lambda.CreateFunctionCommandInput => ({
  FunctionName: `race-${number}`,
  Runtime: (['nodejs22.x', 'python3.12', 'python3.8', 'nodejs16.x'] as const)[number % 4],
  Handler: 'index.handler',
  Role: 'arn:aws:iam::123456789012:role/race',
  Code: { ZipFile: EMPTY_ZIP },
});
