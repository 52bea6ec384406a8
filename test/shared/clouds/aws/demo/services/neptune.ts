import type { Look } from '../said-of-services.ts';

export const CALLS = 3.34;

export const LOOKS: Readonly<Record<string, Look>> = {
  neptune_cluster_without_deletion_protection: {
    type: 'AWS::Neptune::DBCluster',
    is: (cluster) => cluster['DeletionProtection'] === false,
  },
  neptune_cluster_neglected: { type: 'AWS::Neptune::DBCluster', is: (cluster) => cluster['BackupRetentionPeriod'] === 1 },
  neptune_snapshot_public: {
    type: 'AWS::Neptune::DBClusterSnapshot',
    is: (snapshot) => JSON.stringify(snapshot['Attributes']).includes('"all"'),
  },
};
