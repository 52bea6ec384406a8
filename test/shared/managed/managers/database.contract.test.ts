import { database } from '../../../../shared/managed/managers/database.ts';
import { snapshotName } from '../../../../shared/managed/aws/snapshot-name.ts';
import { FakeAws } from '../../../support/aws-fake/fake-aws.ts';
import { FakeRds } from '../../../support/aws-fake/rds.ts';
import { awsContext, NAME } from '../../../support/managed/aws-context.ts';
import { managerContract } from '../contract.ts';
import type { ContractWorld } from '../steps.ts';

interface RdsWorld extends ContractWorld {
  readonly rds: FakeRds;
}

function open(): RdsWorld {
  let rds: FakeRds | undefined;
  const aws = new FakeAws((self) => ({ rds: (rds = new FakeRds(self)).service }));
  if (!rds) throw new Error('The fake has no RDS.');
  const fake = rds;
  return {
    rds: fake,
    context: (token, id) => awsContext(aws, token, { id }),
    settle: async () => {
      await aws.settle();
    },
    resources: async () => await Promise.resolve(fake.instances.size),
    plantForeign: async () => {
      fake.plant(NAME);
      await Promise.resolve();
    },
    answers: (how) => {
      aws.answers(how);
    },
    permissionsUsed: () => aws.permissionsUsed(),
    secrets: async () => await Promise.resolve(fake.passwords),
    close: () => Promise.resolve(),
  };
}

const CONFIG = { engine: 'postgresql', version: '16.4', size: 'small', storage_gb: 20 } as const;

managerContract<RdsWorld>('a PostgreSQL server in RDS', {
  manager: database,
  open: () => Promise.resolve(open()),
  hasTags: true,
  config: CONFIG,
  changes: [
    { ...CONFIG, size: 'large' },
    { ...CONFIG, size: 'large', storage_gb: 21 },
    { ...CONFIG, size: 'large', storage_gb: 200, multi_az: true, backup_retention_days: 14 },
    { ...CONFIG, storage_gb: 200, version: '17.2', backup_window: '02:00-02:30', maintenance_window: 'sun:04:00-sun:05:00' },
    {
      ...CONFIG,
      storage_gb: 200,
      version: '17',
      security_groups: ['sg-11111111', 'sg-00000000'],
      publicly_accessible: true,
      deletion_protection: false,
    },
  ],
  unreachable: [
    { config: { ...CONFIG, engine: 'mysql', version: '8.4' }, path: '/engine', effect: 'immutable' },
    { config: { ...CONFIG, version: '15' }, path: '/version', effect: 'immutable' },
    { config: { ...CONFIG, database_name: 'other' }, path: '/database_name', effect: 'immutable' },
    { config: { ...CONFIG, username: 'other' }, path: '/username', effect: 'immutable' },
    { config: { ...CONFIG, subnet_group: 'other' }, path: '/subnet_group', effect: 'immutable' },
    {
      config: {
        engine: 'shared_postgresql',
        server: { host: 'pg', admin_secret: 'env:ADMIN' },
      },
      path: '/engine',
      effect: 'immutable',
    },
  ],
  operations: [
    { name: 'snapshot', times: ({ rds }) => Promise.resolve(rds.snapshots.size) },
    { name: 'restart', times: ({ rds }) => Promise.resolve(rds.instances.get(NAME)?.restarts ?? 0) },
    { name: 'rotate_credentials', times: ({ rds }) => Promise.resolve(rds.passwords.length) },
    { name: 'restore', parameters: { name: 'shop-db-2' }, times: ({ rds }) => Promise.resolve(rds.instances.size) },
  ],
  deletions: [
    { policy: 'delete' },
    { policy: 'snapshot', snapshots: ({ rds }, token) => Promise.resolve(rds.snapshots.has(snapshotName(NAME, token)) ? 1 : 0) },
  ],
});
