/** Resources of a region that AWS Backup has backed up at least once. */
import { defineType, paged, relation } from '../../types/define.ts';
import { TYPES_BACKED_UP } from './service.ts';

export default defineType({
  type: 'AWS::Backup::ProtectedResource',
  kind: 'other',
  list: paged('ListProtectedResources', 'Results', { MaxResults: 1000 }),
  // The ARN is that of the other resource, so it is no ARN of this one.
  id: 'ResourceArn',
  name: 'ResourceName',
  relationships: [{ ...relation('protects', 'AWS::S3::Bucket', 'ResourceArn'), byPrefix: TYPES_BACKED_UP }],
  // They change with every backup.
  volatile: ['LastRecoveryPointArn'],
  times: ['LastBackupTime'],
});
