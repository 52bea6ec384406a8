/** Backups of file systems in a region. */
import { defineType, paged, relation, tag, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::FSx::Backup',
  kind: 'snapshot',
  list: paged('DescribeBackups', 'Backups', { MaxResults: 100 }),
  id: 'BackupId',
  nativeId: 'ResourceARN',
  name: tag('Name'),
  tags: 'Tags',
  relationships: [relation('created_from', 'AWS::FSx::FileSystem', 'FileSystem.FileSystemId'), usesKey('KmsKeyId')],
  volatile: ['ProgressPercent'],
  // The file system's own resource has these, without its passwords.
  drop: [
    'FileSystem.WindowsConfiguration.SelfManagedActiveDirectoryConfiguration',
    'FileSystem.OntapConfiguration.FsxAdminPassword',
    'FileSystem.AdministrativeActions',
    'FileSystem.Tags',
    'Volume.AdministrativeActions',
  ],
});
