/** Parses what real accounts answered, where the recordings are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../shared/clouds/aws/answerer.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/aws/readers.generated.ts';
import { callsOf } from '../../../../../shared/clouds/aws/types/calls-of.ts';
import { fetchAll, REGION, SampledAws, typeCalled } from './sampled-aws.ts';

const FOLDER = fileURLToPath(new URL('../../../../../../shared/recordings/aws/', import.meta.url));
const present = existsSync(FOLDER);

interface Recorded {
  readonly operation: string;
  readonly status: number;
  readonly output: Readonly<Record<string, unknown>>;
}

const recordings = (service: string): readonly Recorded[] =>
  readFileSync(`${FOLDER}${service}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);

const answerOf = ({ output, status }: Recorded): object => {
  const { Error: refusal } = output as { readonly Error?: { readonly Code: string; readonly Message: string } };
  return status >= 400 && refusal ? new AnsweredError(refusal.Code, refusal.Message, status) : output;
};

/** What recorded answers become answers of: the paging members would ask for pages that were not recorded. */
const LISTS: Readonly<Record<string, readonly [service: string, operation: string, member: string, answered: string, as?: string]>> = {
  'AWS::EC2::VPC': ['ec2', 'DescribeVpcs', 'Vpcs', 'DescribeVpcs'],
  'AWS::EC2::Subnet': ['ec2', 'DescribeSubnets', 'Subnets', 'DescribeSubnets'],
  'AWS::EC2::SecurityGroup': ['ec2', 'DescribeSecurityGroups', 'SecurityGroups', 'DescribeSecurityGroups'],
  'AWS::EC2::Instance': ['ec2', 'DescribeInstances', 'Reservations', 'DescribeInstances'],
  'AWS::EC2::Volume': ['ec2', 'DescribeVolumes', 'Volumes', 'DescribeVolumes'],
  'AWS::IAM::User': ['iam', 'ListUsers', 'Users', 'GetAccountAuthorizationDetails', 'UserDetailList'],
  'AWS::IAM::Role': ['iam', 'ListRoles', 'Roles', 'GetAccountAuthorizationDetails', 'RoleDetailList'],
  'AWS::RDS::DBInstance': ['rds', 'DescribeDBInstances', 'DBInstances', 'DescribeDBInstances'],
  'AWS::Lambda::Function': ['lambda', 'ListFunctions', 'Functions', 'ListFunctions'],
  'AWS::S3::Bucket': ['s3', 'ListBuckets', 'Buckets', 'ListBuckets'],
};

/** What is asked of each of the recorded resources, which the samples do not know. */
const DETAILS = Object.fromEntries(
  (await Promise.all(Object.values(SERVICE_LOADERS).map((load) => load()))).flatMap(({ sdk }) =>
    sdk.types.flatMap(callsOf).flatMap(({ kind, operation }) => (kind === 'read' ? [[operation, {}] as const] : [])),
  ),
);

if (!present) {
  it('skips the recordings of real accounts: ../shared/recordings/aws is not here', () => {
    expect(present).toBe(false);
  });
}

(present ? describe : describe.skip)('recordings of real accounts', () => {
  it.each(Object.entries(LISTS))('are read as resources of %s', async (name, [service, operation, member, answered, as = member]) => {
    const lists = recordings(service).filter((recorded) => recorded.operation === operation && recorded.status === 200);

    let read = 0;
    for (const { output } of lists) {
      const items = (output[member] as readonly object[] | undefined) ?? [];
      const aws = new SampledAws({ ...DETAILS, [answered]: { [as]: items } });
      for (const resource of await fetchAll(typeCalled(name), aws)) {
        read += 1;
        expect(resource.resource_id).toMatch(/\S/);
        expect(resource.native_id).toMatch(/^arn:aws[a-z-]*:/);
        expect(resource.unread).toEqual({});
        for (const { id } of resource.relationships) expect(id).toMatch(/\S/);
      }
    }
    expect(read).toBeGreaterThan(0);
  });

  it('of bucket settings are values or null, never unread; a missing bucket is no bucket', async () => {
    const bucket = typeCalled('AWS::S3::Bucket');
    const settings = recordings('s3').filter(({ operation }) => /^Get(Bucket|PublicAccessBlock|ObjectLock)/.test(operation));

    const nulls = new Set<string>();
    for (const recorded of settings) {
      const ListBuckets = { Buckets: [{ Name: 'halden-payments-production-logs-445566', BucketRegion: REGION }] };
      const [found] = await fetchAll(bucket, new SampledAws({ ListBuckets, [recorded.operation]: answerOf(recorded) }));
      const answer = answerOf(recorded);
      if (answer instanceof AnsweredError && answer.name === 'NoSuchBucket') {
        expect(found).toBeUndefined();
        continue;
      }
      expect({ operation: recorded.operation, unread: found?.unread }).toEqual({ operation: recorded.operation, unread: {} });
      if (answer instanceof AnsweredError) nulls.add(answer.name);
    }
    expect(nulls.size).toBeGreaterThan(3);
  });
});
