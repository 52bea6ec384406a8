import { expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = typeCalled('AWS::DynamoDB::Backup');

it('gives backups ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: TYPE.type,
    id: 'arn:.+/backup/[0-9a-f-]+',
    arn: 'dynamodb:<region>:<account>:table/.+/backup/[0-9]{14}-[0-9a-f]{8}',
    relations: ['created_from AWS::DynamoDB::Table'],
  });
});

it('reads backups of every kind from every page, but for deleted ones', async () => {
  const backup = (BackupArn: string, BackupStatus: string): object => ({ BackupArn, BackupStatus });
  const ListBackups = ({ input }: CloudCall): object =>
    input['ExclusiveStartBackupArn'] === 'b'
      ? { BackupSummaries: [backup('c', 'CREATING')] }
      : { BackupSummaries: [backup('a', 'AVAILABLE'), backup('b', 'DELETED')], LastEvaluatedBackupArn: 'b' };
  const aws = new SampledAws({ ListBackups });

  expect((await fetchAll(TYPE, aws)).map(({ resource_id }) => resource_id)).toEqual(['a', 'c']);
  expect(aws.called('ListBackups').map(({ input }) => input['BackupType'])).toEqual(['ALL', 'ALL']);
});
