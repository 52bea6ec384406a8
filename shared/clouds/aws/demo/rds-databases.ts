/** DB instances of one region. */
import type { DBInstance } from '@aws-sdk/client-rds';
import type { Blueprint } from './blueprint.ts';
import { daysBefore, morningOf } from './calendar.ts';
import type { Network } from './ec2-network.ts';
import { FaultLog, type Fault } from './faults.ts';
import { roleArn } from './iam-names.ts';
import { tagList, tagMap } from './tags.ts';

export interface Databases {
  readonly instances: readonly (DBInstance & { readonly DBInstanceArn: string })[];
  readonly faults: readonly Fault[];
}

const ENGINES = [
  { engine: 'postgres', version: '16.6', port: 5432, family: 'postgres16', options: 'postgres-16', license: 'postgresql-license' },
  { engine: 'mysql', version: '8.0.43', port: 3306, family: 'mysql8.0', options: 'mysql-8-0', license: 'general-public-license' },
  {
    engine: 'mariadb',
    version: '10.11.14',
    port: 3306,
    family: 'mariadb10.11',
    options: 'mariadb-10-11',
    license: 'general-public-license',
  },
] as const;

/** Point-in-time recovery follows the database by a few minutes. */
const MS_PER_MINUTE = 60_000;

interface Plan {
  readonly role: string;
  /** May have a fault. */
  readonly careless: boolean;
  readonly age: number;
  readonly gib: number;
}

export function buildDatabases(blueprint: Blueprint, network: Network): Databases {
  const { draw, primary, today, large } = blueprint;
  const faults = new FaultLog(blueprint);
  if (network.region !== primary || !network.workload) return { instances: [], faults: [] };
  const plans: Plan[] = [
    { role: 'main', careless: false, age: 640, gib: today('grow database', 0.4) ? 200 : 100 },
    ...(draw.chance('reporting database', 0.6) || blueprint.profile.index === 0
      ? [{ role: 'reporting', careless: true, age: 320, gib: 50 }]
      : []),
    ...(today('database for a trial', 0.2) ? [{ role: 'trial', careless: false, age: -0.4, gib: 20 }] : []),
    ...Array.from({ length: large ? 3 : 0 }, (_, index) => ({ role: `mart-${index + 1}`, careless: false, age: 200 + index, gib: 500 })),
  ];
  const instances = plans.map((plan) => databaseOf(blueprint, network, plan, faults));
  return { instances, faults: faults.list };
}

function databaseOf(blueprint: Blueprint, network: Network, plan: Plan, faults: FaultLog): DBInstance & { DBInstanceArn: string } {
  const { draw, profile, day, stem } = blueprint;
  const { region, workload } = network;
  const { role, careless, age, gib } = plan;
  const name = `${stem}-${role}`;
  const { engine, version, port, family, options, license } = draw.pick(`engine ${role}`, ENGINES);
  const faulty = { type: 'AWS::RDS::DBInstance', region, id: name };
  const isPublic = careless && faults.has('db_instance_public', faulty, 0.35);
  const isPlain = careless && faults.has('db_instance_unencrypted', faulty, 0.35);
  const isForgetful = careless && faults.has('db_instance_without_backups', faulty, 0.35);
  const subnets = [...(workload?.privateSubnets ?? [])];
  const isProduction = profile.environment === 'production';
  return {
    ActivityStreamStatus: 'stopped',
    AllocatedStorage: gib,
    AssociatedRoles: [],
    AutoMinorVersionUpgrade: true,
    AvailabilityZone: subnets[0]?.zone ?? `${region}a`,
    BackupRetentionPeriod: isForgetful ? 0 : isProduction ? 14 : 7,
    BackupTarget: 'region',
    CACertificateIdentifier: 'rds-ca-rsa2048-g1',
    CertificateDetails: { CAIdentifier: 'rds-ca-rsa2048-g1', ValidTill: daysBefore(-700) },
    CopyTagsToSnapshot: true,
    CustomerOwnedIpEnabled: false,
    DBInstanceArn: `arn:aws:rds:${region}:${profile.id}:db:${name}`,
    DBInstanceClass: isProduction ? 'db.m6g.large' : 'db.t4g.medium',
    DBInstanceIdentifier: name,
    DBInstanceStatus: 'available',
    DBName: profile.workload.replaceAll('-', '_'),
    DBParameterGroups: [{ DBParameterGroupName: `default.${family}`, ParameterApplyStatus: 'in-sync' }],
    DBSecurityGroups: [],
    DBSubnetGroup: {
      DBSubnetGroupDescription: 'Private subnets of the workload',
      DBSubnetGroupName: stem,
      SubnetGroupStatus: 'Complete',
      Subnets: subnets.map((subnet) => ({
        SubnetAvailabilityZone: { Name: subnet.zone },
        SubnetIdentifier: subnet.id,
        SubnetOutpost: {},
        SubnetStatus: 'Active',
      })),
      ...(workload ? { VpcId: workload.vpcId } : {}),
    },
    DatabaseInsightsMode: 'standard',
    DbInstancePort: 0,
    DbiResourceId: `db-${draw.base32(`resource ${role}`, 26)}`,
    DedicatedLogVolume: false,
    DeletionProtection: isProduction && !careless,
    DomainMemberships: [],
    Endpoint: {
      Address: `${name}.${draw.hex('endpoint', 12)}.${region}.rds.amazonaws.com`,
      HostedZoneId: `Z${draw.base32(`zone ${region}`, 13)}`,
      Port: port,
    },
    Engine: engine,
    EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
    EngineVersion: version,
    IAMDatabaseAuthenticationEnabled: draw.chance(`iam login ${role}`, 0.4),
    InstanceCreateTime: daysBefore(age),
    IsStorageConfigUpgradeAvailable: false,
    ...(isPlain ? {} : { KmsKeyId: `arn:aws:kms:${region}:${profile.id}:key/${draw.uuid(`rds key ${region}`)}` }),
    // Without backups there is nothing to go back to.
    ...(isForgetful
      ? {}
      : { LatestRestorableTime: new Date(morningOf(day).getTime() - draw.integer(`restorable ${role} on ${day}`, 1, 5) * MS_PER_MINUTE) }),
    LicenseModel: license,
    MasterUsername: 'dbadmin',
    MaxAllocatedStorage: 1000,
    MonitoringInterval: 60,
    MonitoringRoleArn: roleArn(blueprint, 'rds-monitoring'),
    MultiAZ: isProduction && !careless,
    NetworkType: 'IPV4',
    OptionGroupMemberships: [{ OptionGroupName: `default:${options}`, Status: 'in-sync' }],
    PendingModifiedValues: {},
    PerformanceInsightsEnabled: false,
    PreferredBackupWindow: '03:36-04:06',
    PreferredMaintenanceWindow: 'wed:06:30-wed:07:00',
    PubliclyAccessible: isPublic,
    ReadReplicaDBInstanceIdentifiers: [],
    StorageEncrypted: !isPlain,
    StorageThroughput: 125,
    StorageType: 'gp3',
    TagList: tagList(tagMap(blueprint, `database ${role}`)),
    VpcSecurityGroups: workload ? [{ Status: 'active', VpcSecurityGroupId: workload.database.id }] : [],
  };
}
