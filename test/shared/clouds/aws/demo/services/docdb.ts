import type { Look } from '../said-of-services.ts';

export const CALLS = 3.34;

export const LOOKS: Readonly<Record<string, Look>> = {
  docdb_cluster_without_deletion_protection: { type: 'AWS::DocDB::DBCluster', is: (cluster) => cluster['DeletionProtection'] === false },
  docdb_cluster_neglected: { type: 'AWS::DocDB::DBCluster', is: (cluster) => cluster['BackupRetentionPeriod'] === 1 },
  docdb_snapshot_public: {
    type: 'AWS::DocDB::DBClusterSnapshot',
    is: (snapshot) => JSON.stringify(snapshot['Attributes']).includes('"all"'),
  },
};
