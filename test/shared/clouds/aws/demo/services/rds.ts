import type { Look } from '../said-of-services.ts';

/** Whether the config has the parameter with the value. */
const hasSet = (config: Readonly<Record<string, unknown>>, name: string, value: string): boolean =>
  JSON.stringify(config['UserParameters']).includes(`"ParameterName":"${name}","ParameterValue":"${value}"`);

export const CALLS = 2.48;

export const LOOKS: Readonly<Record<string, Look>> = {
  rds_cluster_unencrypted: { type: 'AWS::RDS::DBCluster', is: (cluster) => cluster['StorageEncrypted'] === false },
  rds_cluster_without_deletion_protection: { type: 'AWS::RDS::DBCluster', is: (cluster) => cluster['DeletionProtection'] === false },
  rds_cluster_without_log: {
    type: 'AWS::RDS::DBCluster',
    is: (cluster) => cluster['Engine'] === 'aurora-postgresql' && cluster['EnabledCloudwatchLogsExports'] === undefined,
  },
  rds_cluster_neglected: { type: 'AWS::RDS::DBCluster', is: (cluster) => cluster['BackupRetentionPeriod'] === 1 },
  rds_cluster_without_minor_upgrades: { type: 'AWS::RDS::DBCluster', is: (cluster) => cluster['AutoMinorVersionUpgrade'] === false },
  rds_cluster_events_unheard: {
    type: 'AWS::RDS::EventSubscription',
    is: (subscription) => JSON.stringify(subscription['EventCategoriesList']) === '["failover"]',
  },
  db_instance_certificate_expiring: {
    type: 'AWS::RDS::DBInstance',
    is: (database) => JSON.stringify(database['CertificateDetails']).includes('"ValidTill":"2026-12'),
  },
  db_instance_without_agent_log: {
    type: 'AWS::RDS::DBInstance',
    is: (database) => JSON.stringify(database['EnabledCloudwatchLogsExports']) === '["error"]',
  },
  rds_snapshot_public: { type: 'AWS::RDS::DBSnapshot', is: (snapshot) => JSON.stringify(snapshot['Attributes']).includes('"all"') },
  rds_cluster_snapshot_public: {
    type: 'AWS::RDS::DBClusterSnapshot',
    is: (snapshot) => JSON.stringify(snapshot['Attributes']).includes('"all"'),
  },
  rds_cluster_snapshot_unencrypted: { type: 'AWS::RDS::DBClusterSnapshot', is: (snapshot) => snapshot['StorageEncrypted'] === false },
  rds_events_disabled: { type: 'AWS::RDS::EventSubscription', is: (subscription) => subscription['Enabled'] === false },
  rds_parameters_without_ssl: {
    type: 'AWS::RDS::DBParameterGroup',
    is: (group) => hasSet(group, 'rds.force_ssl', '0') || hasSet(group, 'require_secure_transport', '0'),
  },
  docdb_parameters_without_tls: { type: 'AWS::RDS::DBClusterParameterGroup', is: (group) => hasSet(group, 'tls', 'disabled') },
  rds_proxy_without_tls: { type: 'AWS::RDS::DBProxy', is: (proxy) => proxy['RequireTLS'] === false },
};
