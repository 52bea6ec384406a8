import { callsOf, defineType, inside, uses } from '../../types/define.ts';

const database = callsOf('database');

export default defineType({
  type: 'AutonomousDatabase',
  kind: 'database',
  list: database.list('/autonomousDatabases', 'inspect autonomous-databases'),
  relationships: [
    inside('Compartment', 'compartmentId'),
    inside('Subnet', 'subnetId'),
    uses('NetworkSecurityGroup', 'nsgIds[]'),
    uses('Key', 'kmsKeyId'),
  ],
  volatile: [
    'actualUsedDataStorageSizeInTBs',
    'allocatedStorageSizeInTBs',
    'memoryPerOracleComputeUnitInGBs',
    'totalBackupStorageSizeInGBs',
    'usedDataStorageSizeInGBs',
    'usedDataStorageSizeInTBs',
    'nextLongTermBackupTimeStamp',
    'timeMaintenanceBegin',
    'timeMaintenanceEnd',
  ],
});
