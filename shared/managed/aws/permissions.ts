/** The IAM actions that the calls of each manager need. `manage-statements.ts` says on what. */

export const DATABASE_PERMISSIONS = [
  'rds:AddTagsToResource',
  'rds:CreateDBInstance',
  'rds:CreateDBSnapshot',
  'rds:DeleteDBInstance',
  'rds:DescribeDBInstances',
  'rds:DescribeDBSnapshots',
  'rds:DescribeEvents',
  'rds:ModifyDBInstance',
  'rds:RebootDBInstance',
  'rds:RestoreDBInstanceFromDBSnapshot',
  'rds:RestoreDBInstanceToPointInTime',
  'secretsmanager:CreateSecret',
  'secretsmanager:DeleteSecret',
  'secretsmanager:DescribeSecret',
  'secretsmanager:PutSecretValue',
  'secretsmanager:RotateSecret',
  'secretsmanager:TagResource',
  'secretsmanager:UpdateSecretVersionStage',
  'kms:DescribeKey',
] as const;
