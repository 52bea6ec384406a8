/** The calls that each lifecycle of databases and caches really makes, simulated against the role that manages an account: none lacks, none is too many. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../shared/managed/model.ts';
import type { AnyManager } from '../../../../shared/managed/define-manager.ts';
import { createSecret, deleteSecret, findSecret, promote, secretName, storePending } from '../../../../shared/managed/aws/login-secret.ts';
import { MANAGE_STATEMENTS } from '../../../../shared/managed/manage-statements.ts';
import { MANAGED_BY } from '../../../../shared/managed/manager.ts';
import { cache } from '../../../../shared/managed/managers/cache.ts';
import { database } from '../../../../shared/managed/managers/database.ts';
import { FakeElastiCache } from '../../../support/aws-fake/elasticache.ts';
import { FakeAws, type MadeCall } from '../../../support/aws-fake/fake-aws.ts';
import { FakeRds } from '../../../support/aws-fake/rds.ts';
import { FakeSecretsManager } from '../../../support/aws-fake/secrets-manager.ts';
import { allows, type IamRequest, isIamAction, TARGET_ACCOUNT } from '../../../support/iam.ts';
import { awsContext, DEPLOYMENT, NAME } from '../../../support/managed/aws-context.ts';
import { type ContractWorld, OTHER_TOKEN, Steps, TOKEN } from '../steps.ts';

const TYPES = { database, cache } as const;
type Type = keyof typeof TYPES;
const statementsOf = (type: Type) => MANAGE_STATEMENTS[type]?.({ partition: 'aws', account: TARGET_ACCOUNT, deployment: DEPLOYMENT }) ?? [];
const roleOf = (type: Type) => ({ identity: [{ Version: '2012-10-17', Statement: statementsOf(type) }] });

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${TARGET_ACCOUNT}:${rest}`;

/** A kind of resources that calls name, by the member of their input. */
const RDS = { DBInstanceIdentifier: 'db', SourceDBInstanceIdentifier: 'db', TargetDBInstanceIdentifier: 'db' };
const RESOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rds: { ...RDS, DBSnapshotIdentifier: 'snapshot', DBSubnetGroupName: 'subgrp' },
  elasticache: {
    ReplicationGroupId: 'replicationgroup',
    CacheClusterId: 'cluster',
    SnapshotName: 'snapshot',
    FinalSnapshotIdentifier: 'snapshot',
    CacheSubnetGroupName: 'subnetgroup',
  },
  secretsmanager: { Name: 'secret', SecretId: 'secret' },
};

const isMade = ({ operation }: MadeCall, member: string): boolean => {
  if (member === 'FinalSnapshotIdentifier') return true;
  if (operation === 'CreateDBSnapshot' || operation === 'CreateSnapshot') return /Snapshot/.test(member);
  if (operation.startsWith('RestoreDBInstance')) return ['DBInstanceIdentifier', 'TargetDBInstanceIdentifier'].includes(member);
  return operation.startsWith('Create');
};

/** The resources that the call names, with those of them that it makes. */
function namedIn(call: MadeCall): readonly { readonly resource: string; readonly isNew: boolean; readonly isSetting: boolean }[] {
  const { service, input } = call;
  const members = Object.entries(RESOURCES[service] ?? {}).filter(([member]) => typeof input[member] === 'string');
  const named = members.map(([member, kind]) => {
    const name = String(input[member]);
    const resource = name.startsWith('arn:') ? name : arn(service, `${kind}:${name}`);
    const isSetting = kind.startsWith('sub');
    return { resource, isNew: !isSetting && isMade(call, member), isSetting };
  });
  const tagged = input['ResourceName'];
  return typeof tagged === 'string' ? [...named, { resource: tagged, isNew: false, isSetting: false }] : named;
}

interface TagInput {
  readonly Key: string;
  readonly Value: string;
}

/** The questions to IAM about the call. @param owner who has tagged what is there */
function requestsOf(call: MadeCall, owner: string | undefined): readonly IamRequest[] {
  const action = `${call.service}:${call.operation}`;
  const tags = (call.input['Tags'] ?? []) as readonly TagInput[];
  const removed = (call.input['TagKeys'] ?? []) as readonly string[];
  const given = {
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
    ...(tags.length + removed.length > 0 && { 'aws:TagKeys': [...tags.map(({ Key }) => Key), ...removed] }),
  };
  const own = owner === undefined ? {} : { [`aws:ResourceTag/${MANAGED_BY}`]: owner };
  const named = namedIn(call);
  if (named.length === 0) return [{ action, resource: '*' }];
  const contextOf = ({ isNew, isSetting }: (typeof named)[number]) => ({ ...given, ...(isNew || isSetting ? {} : own) });
  const asked = named.map((each) => ({ action, resource: each.resource, context: contextOf(each) }));
  // A resource that is made with tags is tagged, which the services of the query protocol ask for as an action of its own.
  const tagging = call.service === 'secretsmanager' ? 'secretsmanager:TagResource' : `${call.service}:AddTagsToResource`;
  const made = tags.length > 0 ? named.filter(({ isNew }) => isNew) : [];
  return [...asked, ...made.map(({ resource }) => ({ action: tagging, resource, context: given }))];
}

function world(): ContractWorld & { readonly aws: FakeAws } {
  const aws = new FakeAws((self) => ({
    rds: new FakeRds(self).service,
    elasticache: new FakeElastiCache(self).service,
    secretsmanager: new FakeSecretsManager().service,
  }));
  return {
    aws,
    context: (token, id) => awsContext(aws, token, { id }),
    settle: async () => {
      await aws.settle();
    },
    resources: () => Promise.resolve(0),
    plantForeign: () => Promise.resolve(),
    answers: () => undefined,
    permissionsUsed: () => undefined,
    secrets: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** The calls of a whole life. */
async function lifeOf(
  manager: AnyManager,
  configs: readonly JsonObject[],
  operations: readonly (readonly [name: string, parameters: JsonObject])[],
): Promise<readonly MadeCall[]> {
  const own = world();
  const steps = new Steps(manager, own);
  for (const config of configs) await steps.converge(config);
  const last = configs.at(-1) ?? {};
  for (const [index, [name, parameters]] of operations.entries()) await steps.operate(name, parameters, last, `${TOKEN.slice(1)}${index}`);
  await manager.retag?.(steps.context, steps.parse(last), { set: { team: 'shop' }, remove: ['owner'] });
  await steps.delete(
    last,
    manager.deletionPolicies.includes('snapshot') && last['engine'] !== 'memcached' ? 'snapshot' : 'delete',
    OTHER_TOKEN,
  );
  return own.aws.calls;
}

async function lifeOfLogin(): Promise<readonly MadeCall[]> {
  const there = world();
  const own = there.context(TOKEN);
  await findSecret(own, TOKEN);
  const secret = await createSecret(own);
  for (const version of ['1', '2'].map((digit) => digit.repeat(32))) await storePending(own, secret, version, { password: version });
  const found = await findSecret(own, TOKEN);
  if (!found) throw new Error(`There is no secret ${secretName(own)}.`);
  await promote(own, found, '2'.repeat(32));
  await deleteSecret(own);
  return there.aws.calls;
}

const calls: Record<Type, MadeCall[]> = { database: [], cache: [] };
beforeAll(async () => {
  const windows = { maintenance_window: 'sun:04:00-sun:05:00', security_groups: ['sg-11111111'] };
  calls.database.push(
    ...(await lifeOf(
      database,
      [
        { engine: 'postgresql', version: '16.4', subnet_group: 'shop' },
        { engine: 'postgresql', version: '17', subnet_group: 'shop', size: 'large', storage_gb: 100, ...windows },
      ],
      [
        ['snapshot', {}],
        ['restart', {}],
        ['rotate_credentials', {}],
        ['restore', { name: 'shop-db-2' }],
        // The first operation's.
        ['restore', { name: 'shop-db-3', snapshot: `${NAME}-${TOKEN.slice(1)}0` }],
      ],
    )),
    ...(await lifeOfLogin()),
  );
  calls.cache.push(
    ...(await lifeOf(
      cache,
      [
        { engine: 'valkey', num_nodes: 3, subnet_group: 'shop' },
        { engine: 'valkey', num_nodes: 2, subnet_group: 'shop', ...windows },
      ],
      [
        ['failover', {}],
        ['snapshot', {}],
      ],
    )),
    ...(await lifeOf(
      cache,
      [
        { engine: 'valkey', shards: 2, num_nodes: 2 },
        { engine: 'valkey', shards: 3, num_nodes: 6 },
      ],
      [['snapshot', {}]],
    )),
    ...(await lifeOf(cache, [{ engine: 'memcached' }, { engine: 'memcached', num_nodes: 3 }], [])),
  );
}, 60_000);

/** Granted actions that none of these calls needs, each with the reason. */
const FOR_OTHERS: Readonly<Record<Type, Readonly<Record<string, string>>>> = {
  database: {
    'kms:DescribeKey': 'RDS asks for the key of the secret that it makes, with the rights of its caller',
    'rds:DescribeEvents': 'asked only if the answer to a restart was lost',
    'secretsmanager:RotateSecret': 'RDS rotates the secret that it has made, with the rights of its caller',
  },
  cache: {},
};

const CHANGES = /:(?!Describe|List)/;

describe.each(Object.keys(TYPES) as readonly Type[])('the role that manages a %s', (type) => {
  it('allows each call of each lifecycle', async () => {
    const refused = [];
    for (const made of calls[type])
      for (const request of requestsOf(made, DEPLOYMENT)) if (!(await allows(roleOf(type), request))) refused.push(request);

    expect(calls[type].length).toBeGreaterThan(20);
    expect(refused).toEqual([]);
  });

  it.each([
    ['another deployment', 'another'],
    ['nobody', undefined],
  ])('allows no change of what %s has tagged', async (_who, owner) => {
    const allowed = new Set<string>();
    for (const made of calls[type]) {
      if (!CHANGES.test(`:${made.operation}`)) continue;
      const requests = requestsOf(made, owner);
      const answers = await Promise.all(requests.map(async (request) => await allows(roleOf(type), request)));
      const touches = namedIn(made).some(({ isNew, isSetting }) => !isNew && !isSetting);
      if (touches && answers.every(Boolean)) allowed.add(`${made.service}:${made.operation}`);
    }

    // An instance that is restored to a point in time is a new one with Muster's tag; IAM cannot tell the instance that it is made from.
    expect([...allowed]).toEqual(type === 'database' ? ['rds:RestoreDBInstanceToPointInTime'] : []);
  });

  it('lets nothing be made without the tag of the deployment', async () => {
    const allowed = [];
    for (const made of calls[type]) {
      if (!namedIn(made).some(({ isNew }) => isNew) || made.input['Tags'] === undefined) continue;
      const untagged = requestsOf({ ...made, input: { ...made.input, Tags: [] } }, DEPLOYMENT);
      const answers = await Promise.all(untagged.map(async (request) => await allows(roleOf(type), request)));
      if (answers.every(Boolean)) allowed.push(made.operation);
    }

    expect(allowed).toEqual([]);
  });

  it("takes none of Muster's own tags away", async () => {
    const action = type === 'database' ? 'rds:RemoveTagsFromResource' : 'elasticache:RemoveTagsFromResource';
    const resource = type === 'database' ? arn('rds', `db:${NAME}`) : arn('elasticache', `replicationgroup:${NAME}`);
    const asked = async (...keys: string[]) =>
      await allows(roleOf(type), { action, resource, context: { [`aws:ResourceTag/${MANAGED_BY}`]: DEPLOYMENT, 'aws:TagKeys': keys } });

    expect([await asked('owner'), await asked(MANAGED_BY), await asked('owner', 'muster:managed-id')]).toEqual([true, false, false]);
  });

  it('grants nothing beyond these calls, and what the manager tells', async () => {
    const used = new Set(calls[type].flatMap((made) => requestsOf(made, DEPLOYMENT).map(({ action }) => action)));
    const granted = [...new Set(statementsOf(type).flatMap(({ Action }) => Action))].toSorted();

    expect(granted.filter((action) => !used.has(action))).toEqual(Object.keys(FOR_OTHERS[type]));
    expect(granted).toEqual([...TYPES[type].permissions].toSorted());
    for (const action of granted) expect([action, await isIamAction(action)]).toEqual([action, true]);
  });
});

it('reads no password', async () => {
  for (const type of Object.keys(TYPES) as readonly Type[])
    for (const secret of ['rds!db-1', 'muster-managed/shop', 'muster/github'])
      expect(
        await allows(roleOf(type), { action: 'secretsmanager:GetSecretValue', resource: arn('secretsmanager', `secret:${secret}`) }),
      ).toBe(false);
});
