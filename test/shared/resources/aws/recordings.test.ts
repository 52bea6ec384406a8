/** Parses what real accounts answered, where the recordings are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../shared/clouds/aws/answerer.ts';
import { RESOURCE_TYPES, typeNamed } from '../../../../shared/registry.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';
import { fetchAll } from '../../clouds/aws/support.ts';
import { estate, REGION } from './estate.ts';

const FOLDER = fileURLToPath(new URL('../../../../../shared/recordings/aws/', import.meta.url));
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

const regionOf = (type: ResourceType): string => (type.scope === 'global' ? 'global' : REGION);

if (!present) {
  it('skips the recordings of real accounts: ../shared/recordings/aws is not here', () => {
    expect(present).toBe(false);
  });
}

(present ? describe : describe.skip)('recordings of real accounts', () => {
  it.each(RESOURCE_TYPES.map((type) => [type.type, type] as const))('are read as resources of %s', async (name, type) => {
    const [service, operation, member, answered, as = member] = LISTS[name] ?? [];
    if (!service || !operation || !member || !answered || !as) throw new Error(`There is no list for ${name}.`);
    const lists = recordings(service).filter((recorded) => recorded.operation === operation && recorded.status === 200);

    let read = 0;
    for (const { output } of lists) {
      const items = (output[member] as readonly object[] | undefined) ?? [];
      const aws = estate({ [answered]: { [as]: items }, GetBucketLocation: { LocationConstraint: REGION } });
      for (const resource of await fetchAll(type, aws, regionOf(type))) {
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
    const bucket = typeNamed('AWS::S3::Bucket') as ResourceType;
    const settings = recordings('s3').filter(({ operation }) => /^Get(Bucket|PublicAccessBlock|ObjectLock)/.test(operation));

    const nulls = new Set<string>();
    for (const recorded of settings) {
      const [found] = await fetchAll(bucket, estate({ [recorded.operation]: answerOf(recorded) }));
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
