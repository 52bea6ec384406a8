/** Reads a demo account as an inventory would: every list to its end, every configuration read, throttled calls again. */
import { AnsweredError, type Answerer } from '../../../../../shared/clouds/aws/answerer.ts';
import { REGIONS } from '../../../../../shared/clouds/aws/demo/blueprint.ts';

export type Item = Readonly<Record<string, unknown>>;

export const idOfAccount = (accountId: string): string => accountId.slice('aws:'.length);

export interface Caller {
  call(region: string, service: string, operation: string, input?: Item): Promise<Item>;
}

const THROTTLED = new Set(['RequestLimitExceeded', 'SlowDown', 'Throttling', 'TooManyRequestsException']);

export const callerOf = (answerer: Answerer, account: string): Caller => ({
  async call(region, service, operation, input = {}) {
    const once = async (): Promise<Item> => (await answerer.answer({ account, region, service, operation, input })) as Item;
    try {
      return await once();
    } catch (error) {
      if (error instanceof AnsweredError && THROTTLED.has(error.name)) return await once();
      throw error;
    }
  },
});

/** Null where the service says by an error that the thing is not set. */
export async function readOrNull(read: Promise<Item>): Promise<Item | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AnsweredError && error.status === 404) return null;
    throw error;
  }
}

interface List {
  readonly service: string;
  readonly operation: string;
  readonly items: (output: Item) => readonly Item[];
  readonly size: string;
  readonly token: string;
  readonly next: string;
}

const listed =
  (member: string) =>
  (output: Item): readonly Item[] =>
    (output[member] ?? []) as readonly Item[];

const ec2 = (operation: string, items: List['items']): List => ({
  service: 'ec2',
  operation,
  items,
  size: 'MaxResults',
  token: 'NextToken',
  next: 'NextToken',
});

export const LISTS = {
  vpcs: ec2('DescribeVpcs', listed('Vpcs')),
  subnets: ec2('DescribeSubnets', listed('Subnets')),
  groups: ec2('DescribeSecurityGroups', listed('SecurityGroups')),
  instances: ec2('DescribeInstances', (output) => listed('Reservations')(output).flatMap(listed('Instances'))),
  volumes: ec2('DescribeVolumes', listed('Volumes')),
  databases: {
    service: 'rds',
    operation: 'DescribeDBInstances',
    items: listed('DBInstances'),
    size: 'MaxRecords',
    token: 'Marker',
    next: 'Marker',
  },
  functions: {
    service: 'lambda',
    operation: 'ListFunctions',
    items: listed('Functions'),
    size: 'MaxItems',
    token: 'Marker',
    next: 'NextMarker',
  },
  buckets: {
    service: 's3',
    operation: 'ListBuckets',
    items: listed('Buckets'),
    size: 'MaxBuckets',
    token: 'ContinuationToken',
    next: 'ContinuationToken',
  },
  users: { service: 'iam', operation: 'ListUsers', items: listed('Users'), size: 'MaxItems', token: 'Marker', next: 'Marker' },
  roles: { service: 'iam', operation: 'ListRoles', items: listed('Roles'), size: 'MaxItems', token: 'Marker', next: 'Marker' },
  entities: {
    service: 'iam',
    operation: 'GetAccountAuthorizationDetails',
    items: (output) => ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'].flatMap((member) => listed(member)(output)),
    size: 'MaxItems',
    token: 'Marker',
    next: 'Marker',
  },
} as const satisfies Record<string, List>;
export type ListName = keyof typeof LISTS;

/** The pages of one list. */
export async function pagesOf(caller: Caller, region: string, name: ListName, size = 1_000): Promise<Item[][]> {
  const list: List = LISTS[name];
  const pages: Item[][] = [];
  let token: unknown;
  do {
    const input = { [list.size]: size, ...(token === undefined ? {} : { [list.token]: token }) };
    const output = await caller.call(region, list.service, list.operation, input);
    pages.push([...list.items(output)]);
    token = output[list.next];
  } while (token !== undefined);
  return pages;
}

export const listAll = async (caller: Caller, region: string, name: ListName): Promise<Item[]> =>
  (await pagesOf(caller, region, name)).flat();

export const BUCKET_READS = [
  'GetBucketPolicy',
  'GetBucketPolicyStatus',
  'GetBucketAcl',
  'GetBucketEncryption',
  'GetBucketVersioning',
  'GetPublicAccessBlock',
  'GetBucketLogging',
  'GetBucketLifecycleConfiguration',
  'GetBucketReplication',
  'GetBucketTagging',
  'GetBucketWebsite',
  'GetBucketCors',
  'GetBucketOwnershipControls',
  'GetBucketNotificationConfiguration',
  'GetObjectLockConfiguration',
  'GetBucketAccelerateConfiguration',
  'GetBucketRequestPayment',
  'GetBucketLocation',
] as const;

const FUNCTION_READS = [
  'GetPolicy',
  'GetFunctionUrlConfig',
  'GetFunctionCodeSigningConfig',
  'GetFunctionConcurrency',
  'GetFunction',
] as const;

const USER_READS = [
  'GetUser',
  'GetLoginProfile',
  'ListAccessKeys',
  'ListMFADevices',
  'ListUserTags',
  'ListGroupsForUser',
  'ListAttachedUserPolicies',
  'ListUserPolicies',
  'ListSSHPublicKeys',
  'ListSigningCertificates',
  'ListServiceSpecificCredentials',
] as const;

const ROLE_READS = ['GetRole', 'ListRoleTags', 'ListAttachedRolePolicies', 'ListRolePolicies'] as const;

/** Everything that the account shows, by `<list>|<region>|<id>`. */
export async function readAccount(caller: Caller): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  const add = async (
    list: ListName,
    region: string,
    id: unknown,
    reads: Readonly<Record<string, Promise<Item | null>>> = {},
    item: Item = {},
  ) => {
    const details: Record<string, unknown> = {};
    for (const [name, answer] of Object.entries(reads)) details[name] = await answer;
    found.set(`${list}|${region}|${String(id)}`, { ...item, ...details });
  };
  const reading = (region: string, service: string, operations: readonly string[], input: Item) =>
    Object.fromEntries(operations.map((operation) => [operation, readOrNull(caller.call(region, service, operation, input))]));

  for (const region of REGIONS) {
    for (const vpc of await listAll(caller, region, 'vpcs')) await add('vpcs', region, vpc['VpcId'], {}, vpc);
    for (const subnet of await listAll(caller, region, 'subnets')) await add('subnets', region, subnet['SubnetId'], {}, subnet);
    for (const group of await listAll(caller, region, 'groups')) await add('groups', region, group['GroupId'], {}, group);
    for (const instance of await listAll(caller, region, 'instances')) await add('instances', region, instance['InstanceId'], {}, instance);
    for (const volume of await listAll(caller, region, 'volumes')) await add('volumes', region, volume['VolumeId'], {}, volume);
    for (const database of await listAll(caller, region, 'databases')) {
      const reads = reading(region, 'rds', ['ListTagsForResource'], { ResourceName: database['DBInstanceArn'] });
      await add('databases', region, database['DBInstanceIdentifier'], reads, database);
    }
    for (const each of await listAll(caller, region, 'functions')) {
      const reads = {
        ...reading(region, 'lambda', FUNCTION_READS, { FunctionName: each['FunctionName'] }),
        ...reading(region, 'lambda', ['ListTags'], { Resource: each['FunctionArn'] }),
      };
      await add('functions', region, each['FunctionName'], reads, each);
    }
    for (const bucket of (await listAll(caller, region, 'buckets')).filter((each) => each['BucketRegion'] === region)) {
      await add('buckets', region, bucket['Name'], reading(region, 's3', BUCKET_READS, { Bucket: bucket['Name'] }), bucket);
    }
  }
  for (const user of await listAll(caller, 'us-east-1', 'users')) {
    await add('users', 'global', user['UserName'], reading('us-east-1', 'iam', USER_READS, { UserName: user['UserName'] }), user);
  }
  for (const role of await listAll(caller, 'us-east-1', 'roles')) {
    await add('roles', 'global', role['RoleName'], reading('us-east-1', 'iam', ROLE_READS, { RoleName: role['RoleName'] }), role);
  }
  for (const entity of await listAll(caller, 'us-east-1', 'entities')) await add('entities', 'global', entity['Arn'], {}, entity);
  return found;
}
