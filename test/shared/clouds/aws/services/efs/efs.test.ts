import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::EFS::FileSystem',
    id: 'fs-0[0-9a-f]{16}',
    arn: 'elasticfilesystem:<region>:<account>:file-system/fs-0[0-9a-f]{16}',
    relations: ['uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::EFS::AccessPoint',
    id: 'fsap-0[0-9a-f]{16}',
    arn: 'elasticfilesystem:<region>:<account>:access-point/fsap-0[0-9a-f]{16}',
    relations: ['in AWS::EFS::FileSystem'],
  },
  {
    type: 'AWS::EFS::MountTarget',
    id: 'fsmt-0[0-9a-f]{16}',
    arn: null,
    relations: ['in AWS::EFS::FileSystem', 'in AWS::EC2::VPC', 'in AWS::EC2::Subnet', 'uses AWS::EC2::NetworkInterface'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity({ ...identity });
});

const filesWhere = async (code: string, status: number) => {
  const refusal = new AnsweredError(code, 'No.', status);
  const aws = new SampledAws({ DescribeBackupPolicy: refusal, DescribeFileSystemPolicy: refusal });
  return await fetchAll(typeCalled('AWS::EFS::FileSystem'), aws);
};

it('tells a file system without policies from one whose policies may not be read', async () => {
  for (const { config, unread } of await filesWhere('PolicyNotFound', 404)) {
    expect(config).toMatchObject({ BackupPolicy: null, Policy: null });
    expect(unread).toEqual({});
  }
  for (const { config, unread } of await filesWhere('AccessDeniedException', 403)) {
    expect(config).not.toHaveProperty('BackupPolicy');
    expect(unread).toMatchObject({
      BackupPolicy: { permission: 'elasticfilesystem:DescribeBackupPolicy' },
      Policy: { permission: 'elasticfilesystem:DescribeFileSystemPolicy' },
    });
  }
});

it('drops a file system that is deleted meanwhile, and its mount targets', async () => {
  expect(await filesWhere('FileSystemNotFound', 404)).toEqual([]);
  const aws = new SampledAws({ DescribeMountTargets: new AnsweredError('FileSystemNotFound', 'No.', 404) });
  expect(await fetchAll(typeCalled('AWS::EFS::MountTarget'), aws)).toEqual([]);
});
