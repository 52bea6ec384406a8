import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

const UUID = '[0-9a-f-]{36}';

it.each([
  {
    type: 'AWS::Backup::BackupVault',
    id: '[a-z-]+',
    arn: 'backup:<region>:<account>:backup-vault:[a-z-]+',
    relations: ['uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::Backup::BackupPlan',
    id: UUID,
    arn: `backup:<region>:<account>:backup-plan:${UUID}`,
    relations: ['uses AWS::Backup::BackupVault'],
  },
  { type: 'AWS::Backup::BackupSelection', id: UUID, arn: null, relations: ['in AWS::Backup::BackupPlan', 'uses AWS::IAM::Role'] },
  {
    type: 'AWS::Backup::RecoveryPoint',
    id: `arn:aws:rds:[^:]+:[0-9]+:snapshot:awsbackup:job-${UUID}`,
    arn: `rds:<region>:<account>:snapshot:awsbackup:job-${UUID}`,
    relations: ['created_from AWS::RDS::DBInstance', 'in AWS::Backup::BackupVault', 'uses AWS::IAM::Role'],
  },
  {
    type: 'AWS::Backup::ProtectedResource',
    id: 'arn:aws:(rds:.+-main|ec2:.+:volume/vol-[0-9a-f]{17})',
    arn: null,
    relations: ['protects AWS::EC2::Volume', 'protects AWS::RDS::DBInstance'],
  },
  {
    type: 'AWS::Backup::ReportPlan',
    id: `arn:aws:backup:.+:report-plan:backup_jobs-${UUID}`,
    arn: `backup:<region>:<account>:report-plan:backup_jobs-${UUID}`,
    relations: ['uses AWS::S3::Bucket'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const gone = new AnsweredError('ResourceNotFoundException', 'No.', 404);

it('keeps a vault that has no policy, and knows no recovery points of one that is gone', async () => {
  const ListBackupVaults = { BackupVaultList: [{ BackupVaultName: 'blue' }] };
  const vault = await fetchOne(
    typeCalled('AWS::Backup::BackupVault'),
    'blue',
    new SampledAws({ ListBackupVaults, GetBackupVaultAccessPolicy: gone }),
  );

  expect(vault.config['AccessPolicy']).toBeNull();
  const points = new SampledAws({ ListBackupVaults, ListRecoveryPointsByBackupVault: gone });
  expect(await fetchAll(typeCalled('AWS::Backup::RecoveryPoint'), points)).toEqual([]);
});

it('knows the policy of a vault as data', async () => {
  const [vault] = await fetchAll(typeCalled('AWS::Backup::BackupVault'));

  expect(vault?.config['AccessPolicy']).toMatchObject({ Version: '2012-10-17' });
});

it('drops a plan and a selection that are gone', async () => {
  const aws = new SampledAws({
    ListBackupPlans: { BackupPlansList: [{ BackupPlanId: 'p' }] },
    ListBackupSelections: { BackupSelectionsList: [{ SelectionId: 's' }] },
    GetBackupPlan: gone,
    GetBackupSelection: gone,
  });

  expect(await fetchAll(typeCalled('AWS::Backup::BackupPlan'), aws)).toEqual([]);
  expect(await fetchAll(typeCalled('AWS::Backup::BackupSelection'), aws)).toEqual([]);
  expect(aws.called('GetBackupSelection')[0]?.input).toEqual({ BackupPlanId: 'p', SelectionId: 's' });
});

it.each([
  ['arn:aws:s3:::blue', 'AWS::S3::Bucket'],
  ['arn:aws:dynamodb:us-east-1:111122223333:table/blue', 'AWS::DynamoDB::Table'],
  ['arn:aws:ec2:us-east-1:111122223333:volume/vol-1', 'AWS::EC2::Volume'],
  ['arn:aws:ec2:us-east-1:111122223333:instance/i-1', 'AWS::EC2::Instance'],
  ['arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1', 'AWS::EFS::FileSystem'],
  ['arn:aws:rds:us-east-1:111122223333:cluster:blue', 'AWS::RDS::DBCluster'],
])('knows what %s is', async (ResourceArn, type) => {
  const aws = new SampledAws({ ListProtectedResources: { Results: [{ ResourceArn }] } });

  expect((await fetchOne(typeCalled('AWS::Backup::ProtectedResource'), ResourceArn, aws)).relationships).toEqual([
    { relation: 'protects', type, id: ResourceArn },
  ]);
});
