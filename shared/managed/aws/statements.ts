/**
 * The statements of the role that manages an account, for databases and caches. They allow nothing on what Muster has not made. RDS and ElastiCache ask for
 * AddTagsToResource when something is made with tags, and have no condition that tells this from tagging what is there.
 */
import { arnIn, ifTagged, onOwn, onOwnTags, type Statement, type StatementScope } from '../iam-statement.ts';
import { SECRET_PREFIX } from './login-secret.ts';

export function databaseStatements(scope: StatementScope): readonly Statement[] {
  const arn = arnIn(scope);
  const databases = arn('rds', 'db:*');
  const snapshots = arn('rds', 'snapshot:*');
  const settings = ['og', 'pg', 'subgrp'].map((kind) => arn('rds', `${kind}:*`));
  const logins = arn('secretsmanager', `secret:${SECRET_PREFIX}*`);
  const rdsSecrets = arn('secretsmanager', 'secret:rds!*');
  return [
    // Whether a name is taken can be told only of what others have made, too.
    {
      Sid: 'SeeDatabases',
      Effect: 'Allow',
      Action: ['rds:DescribeDBInstances', 'rds:DescribeDBSnapshots'],
      Resource: [databases, snapshots],
    },
    { Sid: 'SeeEventsOfDatabases', Effect: 'Allow', Action: ['rds:DescribeEvents'], Resource: ['*'] },
    {
      Sid: 'MakeDatabases',
      Effect: 'Allow',
      Action: ['rds:CreateDBInstance', 'rds:RestoreDBInstanceFromDBSnapshot', 'rds:RestoreDBInstanceToPointInTime'],
      Resource: [databases, ...settings],
      Condition: ifTagged(scope),
    },
    {
      Sid: 'MakeSnapshotsOfDatabases',
      Effect: 'Allow',
      Action: ['rds:CreateDBSnapshot'],
      Resource: [snapshots],
      Condition: ifTagged(scope),
    },
    {
      Sid: 'TagDatabases',
      Effect: 'Allow',
      Action: ['rds:AddTagsToResource'],
      Resource: [databases, snapshots],
      Condition: ifTagged(scope),
    },
    {
      Sid: 'KeepDatabases',
      Effect: 'Allow',
      Action: ['rds:AddTagsToResource', 'rds:CreateDBSnapshot', 'rds:DeleteDBInstance', 'rds:ModifyDBInstance', 'rds:RebootDBInstance'],
      Resource: [databases],
      Condition: onOwn(scope),
    },
    {
      Sid: 'UntagDatabases',
      Effect: 'Allow',
      Action: ['rds:RemoveTagsFromResource'],
      Resource: [databases],
      Condition: onOwnTags(scope),
    },
    {
      Sid: 'RestoreOwnSnapshots',
      Effect: 'Allow',
      Action: ['rds:RestoreDBInstanceFromDBSnapshot'],
      Resource: [snapshots],
      Condition: onOwn(scope),
    },
    // RDS makes and rotates the administrator's password with the rights of its caller.
    {
      Sid: 'LetRdsKeepPasswords',
      Effect: 'Allow',
      Action: ['secretsmanager:CreateSecret', 'secretsmanager:RotateSecret', 'secretsmanager:TagResource'],
      Resource: [rdsSecrets],
    },
    { Sid: 'LetRdsSeeKeys', Effect: 'Allow', Action: ['kms:DescribeKey'], Resource: [arn('kms', 'key/*')] },
    { Sid: 'SeeLogins', Effect: 'Allow', Action: ['secretsmanager:DescribeSecret'], Resource: [logins] },
    {
      Sid: 'MakeLogins',
      Effect: 'Allow',
      Action: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
      Resource: [logins],
      Condition: ifTagged(scope),
    },
    {
      Sid: 'KeepLogins',
      Effect: 'Allow',
      Action: ['secretsmanager:DeleteSecret', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
      Resource: [logins],
      Condition: onOwn(scope),
    },
  ];
}

export function cacheStatements(scope: StatementScope): readonly Statement[] {
  const arn = arnIn(scope);
  const groups = arn('elasticache', 'replicationgroup:*');
  const clusters = arn('elasticache', 'cluster:*');
  const snapshots = arn('elasticache', 'snapshot:*');
  const settings = ['parametergroup', 'subnetgroup'].map((kind) => arn('elasticache', `${kind}:*`));
  const creations = ['elasticache:CreateCacheCluster', 'elasticache:CreateReplicationGroup'];
  return [
    {
      Sid: 'SeeCaches',
      Effect: 'Allow',
      Action: [
        'elasticache:DescribeCacheClusters',
        'elasticache:DescribeReplicationGroups',
        'elasticache:DescribeSnapshots',
        'elasticache:ListTagsForResource',
      ],
      Resource: [groups, clusters, snapshots],
    },
    { Sid: 'SeeEventsOfCaches', Effect: 'Allow', Action: ['elasticache:DescribeEvents'], Resource: ['*'] },
    { Sid: 'MakeCaches', Effect: 'Allow', Action: creations, Resource: [groups, clusters], Condition: ifTagged(scope) },
    // Parameter groups and subnet groups get no tags when a cache is made with them.
    { Sid: 'UseSettingsOfCaches', Effect: 'Allow', Action: creations, Resource: settings },
    {
      Sid: 'MakeSnapshotsOfCaches',
      Effect: 'Allow',
      Action: ['elasticache:CreateSnapshot'],
      Resource: [snapshots],
      Condition: ifTagged(scope),
    },
    // The last snapshot of a cache, which its deletion makes, can be given no tags.
    { Sid: 'MakeLastSnapshots', Effect: 'Allow', Action: ['elasticache:DeleteReplicationGroup'], Resource: [snapshots] },
    {
      Sid: 'TagCaches',
      Effect: 'Allow',
      Action: ['elasticache:AddTagsToResource'],
      Resource: [groups, clusters, snapshots],
      Condition: ifTagged(scope),
    },
    {
      Sid: 'KeepCaches',
      Effect: 'Allow',
      Action: [
        'elasticache:AddTagsToResource',
        'elasticache:CreateSnapshot',
        'elasticache:DecreaseReplicaCount',
        'elasticache:DeleteCacheCluster',
        'elasticache:DeleteReplicationGroup',
        'elasticache:IncreaseReplicaCount',
        'elasticache:ModifyCacheCluster',
        'elasticache:ModifyReplicationGroup',
        'elasticache:ModifyReplicationGroupShardConfiguration',
        'elasticache:TestFailover',
      ],
      Resource: [groups, clusters],
      Condition: onOwn(scope),
    },
    {
      Sid: 'UntagCaches',
      Effect: 'Allow',
      Action: ['elasticache:RemoveTagsFromResource'],
      Resource: [groups, clusters],
      Condition: onOwnTags(scope),
    },
  ];
}
