/** File systems of a region with their backup policy and their resource policy. */
import { defineType, paged, read, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EFS::FileSystem',
  kind: 'file_system',
  list: paged('DescribeFileSystems', 'FileSystems', { MaxItems: 100 }),
  only: { path: 'LifeCycleState', not: ['deleted'] },
  gone: ['FileSystemNotFound'],
  id: 'FileSystemId',
  nativeId: 'FileSystemArn',
  name: 'Name',
  tags: 'Tags',
  relationships: [usesKey('KmsKeyId')],
  details: {
    BackupPolicy: read('DescribeBackupPolicy', { FileSystemId: 'FileSystemId' }, 'BackupPolicy', { absent: ['PolicyNotFound'] }),
    Policy: read('DescribeFileSystemPolicy', { FileSystemId: 'FileSystemId' }, 'Policy', { absent: ['PolicyNotFound'] }),
  },
  // EFS measures the size about every hour.
  volatile: ['SizeInBytes'],
  documents: ['Policy'],
});
