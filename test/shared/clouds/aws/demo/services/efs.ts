import type { Look } from '../said-of-services.ts';

/** Each file system takes two calls for its policies, and one for its mount targets. */
export const CALLS = 2.4;

export const LOOKS: Readonly<Record<string, Look>> = {
  file_system_unencrypted: { type: 'AWS::EFS::FileSystem', is: (files) => files['Encrypted'] === false },
  file_system_without_backups: { type: 'AWS::EFS::FileSystem', is: (files) => files['BackupPolicy'] === null },
  file_system_without_policy: { type: 'AWS::EFS::FileSystem', is: (files) => files['Policy'] === null },
  access_point_without_user: { type: 'AWS::EFS::AccessPoint', is: (point) => point['PosixUser'] === undefined },
};
