/** AWS Backup: plans, vaults and what was backed up. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'backup',
  sdk: '@aws-sdk/client-backup',
  client: 'BackupClient',
  permissions: 'backup',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
  apis: [TAGGING],
});

/** The types of resources that AWS Backup protects, by how their ARNs go on after the account; those of buckets have no such part. */
export const TYPES_BACKED_UP: Readonly<Record<string, string>> = {
  'cluster:': 'AWS::RDS::DBCluster',
  'db:': 'AWS::RDS::DBInstance',
  'file-system/': 'AWS::EFS::FileSystem',
  'instance/': 'AWS::EC2::Instance',
  'table/': 'AWS::DynamoDB::Table',
  'volume/': 'AWS::EC2::Volume',
};
