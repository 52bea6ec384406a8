/** The checker reports each mismatch with the SDK in one sentence. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkType } from '../../../../../shared/clouds/aws/types/check-type.ts';
import {
  arn,
  custom,
  defineType,
  first,
  inBatches,
  join,
  listed,
  ofArns,
  paged,
  read,
  readAll,
  single,
  tag,
  uses,
} from '../../../../../shared/clouds/aws/types/define.ts';
import { tagsByArn } from '../../../../../shared/clouds/aws/types/tagging-api.ts';
import type {
  BatchFailures,
  NotEnabledElsewhere,
  ServiceDefinition,
  TypeDefinition,
} from '../../../../../shared/clouds/aws/types/definition.ts';
import { ECS, ELB, KMS, loadedService } from '../reader/catalog.ts';

const key: TypeDefinition = defineType({
  type: 'AWS::KMS::Key',
  kind: 'disk',
  list: paged('ListKeys', 'Keys', { Limit: 1000 }),
  describe: read('DescribeKey', { KeyId: 'KeyId' }, 'KeyMetadata'),
  id: 'KeyId',
  nativeId: first('Arn', arn('key/{KeyId}', { account: 'AWSAccountId' })),
  name: 'Description',
  tags: { path: 'Tags', key: 'TagKey', value: 'TagValue' },
  joins: { Aliases: join(paged('ListAliases', 'Aliases'), { TargetKeyId: 'KeyId' }, '@', { many: true }) },
  details: { Policy: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy'), Tags: readAll('ListResourceTags', { KeyId: 'KeyId' }, 'Tags') },
  times: ['CreationDate'],
  volatile: ['Aliases[].LastUpdatedDate'],
  documents: ['Policy'],
});

const problems = async (change: Partial<TypeDefinition>): Promise<readonly string[]> => {
  const type = { ...key, ...change };
  return checkType(type, await loadedService(KMS, [type]));
};

describe('a definition that fits', () => {
  it('has no problem', async () => {
    expect(await problems({})).toEqual([]);
  });

  it('may name members of its documents', async () => {
    expect(await problems({ relationships: [uses('AWS::IAM::Role', 'Policy.Statement[].Principal.AWS')] })).toEqual([]);
  });
});

describe('a definition that does not fit', () => {
  it.each<[string, Partial<TypeDefinition>, string]>([
    [
      'a misspelt member',
      { volatiles: ['CreationDate'] } as Partial<TypeDefinition>,
      'a type has no member volatiles; it may have type, kind, account, list, ',
    ],
    [
      'a member of the type among the options of its list',
      { list: paged('ListKeys', 'Keys', {}, { only: { path: 'KeyId' } } as object) },
      'the call ListKeys has no member only; it may have kind, operation, input, from, permission, api, items, pages, as, absent. Write it beside `list`, as a member of the type.',
    ],
    [
      'an API that the service does not name',
      { batch: { Labels: tagsByArn('KeyArn') } },
      "GetResources is a call of tagging, which is none of the service's apis.",
    ],
    ['an unknown operation', { list: paged('ListKeyz', 'Keys') }, '@aws-sdk/client-kms has no operation ListKeyz.'],
    ['an unknown input', { list: paged('ListKeys', 'Keys', { MaxResults: 5 }) }, 'ListKeys takes no MaxResults; it takes Limit, Marker.'],
    ['an unknown list', { list: paged('ListKeys', 'Keyz') }, 'the path Keyz leads nowhere at "Keyz"; it has Keys, NextMarker, Truncated.'],
    [
      'pages that are not followed',
      { list: listed('ListKeys', 'Keys') },
      'ListKeys answers in pages (Marker, NextMarker); use paged or readAll.',
    ],
    [
      'pages that are none',
      { details: { Policy: key.details?.['Policy'] ?? read('', {}, ''), Tags: readAll('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy') } },
      'GetKeyPolicy has no members that look like page tokens; use listed or read, or give the token members.',
    ],
    [
      'a name for structures',
      { list: paged('ListKeys', 'Keys', {}, { as: 'KeyId' }) },
      'ListKeys lists structures, whose members have names; leave out `as`.',
    ],
    [
      'a selection by a detail',
      { only: { path: 'Tags[].TagKey', is: ['a'] } },
      "only takes Tags[].TagKey, which is read after it is needed; take a member of the list's item or of describe.",
    ],
    ['a selection that leads nowhere', { only: { path: 'State', is: ['a'] } }, 'the path State leads nowhere at "State"; it has KeyId, '],
    [
      'a version that a detail tells',
      { version: ['KeyState', 'Policy'] },
      "version takes Policy, which is read after it is needed; take a member of the list's item or of describe.",
    ],
    [
      'a version that a join tells',
      { version: 'Aliases[].AliasName' },
      "version takes Aliases[].AliasName, which is read after it is needed; take a member of the list's item or of describe.",
    ],
    ['a version that leads nowhere', { version: 'KeyStat' }, 'the path KeyStat leads nowhere at "KeyStat"; it has KeyId, '],
    [
      'an input that only another detail tells',
      { details: { ...key.details, Grants: readAll('ListGrants', { KeyId: 'Tags[].TagKey' }, 'Grants') } },
      'the path Tags[].TagKey leads nowhere at "Tags"; it has ',
    ],
    [
      'a detail that hides a member of describe',
      { details: { ...key.details, KeyState: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy') } },
      "KeyState is a member of the list's items already; call the read something else.",
    ],
    ['an id that only describe tells', { id: 'Arn' }, 'the path Arn leads nowhere at "Arn"; it has KeyId, KeyArn.'],
    ['an id that is no text', { id: '@' }, 'the path @ leads to no text.'],
    ['an unknown name', { name: tag('Name'), tags: 'Tags' }, 'the path Key leads nowhere at "Key"; it has TagKey, TagValue.'],
    ['a tag of a type without tags', { name: tag('Name'), tags: false }, 'it takes a text from the tag Name, but it says no path of tags.'],
    ['an ARN of unknown parts', { nativeId: arn('key/{Id}') }, 'the path Id leads nowhere at "Id"'],
    [
      'a forgotten []',
      { volatile: ['Aliases.AliasName'] },
      'the path Aliases.AliasName leads nowhere at "AliasName"; it is a list: write [].',
    ],
    [
      'elements of what is no list',
      { keepOnly: { KeyState: { path: 'KeyId', is: ['a'] } } },
      'only some of KeyState are kept, but it is no list.',
    ],
    [
      'elements that lack what decides',
      { keepOnly: { Aliases: { path: 'Name', is: ['a'] } } },
      'the path Aliases[].Name leads nowhere at "Name"',
    ],
    ['an order of what is no list', { ordered: ['KeyState'] }, 'KeyState is ordered, but it is no list.'],
    ['a URL that is no text', { urls: ['Aliases'] }, 'the path Aliases leads to no text.'],
    ['keys of what is no map', { keysOnly: ['KeyState'] }, 'KeyState is no map.'],
    [
      'ARNs of no service',
      { relationships: [ofArns('function', uses('AWS::Lambda::Function', 'KeyId'))] },
      'a relationship is for ARNs of function, which does not begin with a service and a colon.',
    ],
    ['a relationship to nowhere', { relationships: [uses('Key', 'KeyId')] }, "a relationship leads to Key, which is no type's name."],
    [
      'a detail that hides a member',
      { details: { KeyArn: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy') }, tags: false, documents: [] },
      "KeyArn is a member of the list's items already; call the read something else.",
    ],
    ['a folder of another service', { type: 'AWS::EC2::Key' }, 'its file is in the folder of kms; move it to services/ec2.'],
    ['an unknown kind', { kind: 'planet' as never }, 'its kind is planet; choose one of'],
    [
      'a permission that is none',
      { list: paged('ListKeys', 'Keys', {}, { permission: 'list keys' }) },
      'ListKeys needs list keys, which is no IAM permission.',
    ],
    [
      'parents that are not there',
      { parents: 'AWS::KMS::Store' },
      'its parents are AWS::KMS::Store, which is no type of the same service.',
    ],
    [
      'a parent of its own',
      { describe: read('DescribeKey', { KeyId: '^KeyId' }, 'KeyMetadata') },
      'DescribeKey takes KeyId from ^KeyId, but there is no parent to take it from.',
    ],
    [
      'a list that has no parents and says that one has none of its items',
      { list: paged('ListKeys', 'Keys', { Limit: 1000 }, { absent: ['NotFoundException'] }) },
      'ListKeys has `absent`, which only the list of a type with parents may have.',
    ],
    ...['AccessDeniedException', 'ThrottlingException', 'ServiceUnavailable', 'InternalServerError'].map(
      (code): [string, Partial<TypeDefinition>, string] => [
        `${code} for what was deleted`,
        { gone: ['NotFoundException', code] },
        `gone has ${code}, which does not prove that an item was deleted.`,
      ],
    ),
    [
      'a refusal in passing for what is not set',
      { details: { Policy: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy', { absent: ['TooManyRequestsException'] }) } },
      'GetKeyPolicy takes TooManyRequestsException for "not set", which another attempt may not meet.',
    ],
    [
      'a refusal without a reason for what is not set',
      {
        details: {
          Policy: read('GetKeyPolicy', { KeyId: 'KeyId' }, 'Policy', {
            absent: [{ code: 'AccessDeniedException', text: 'have permissions to access' }],
          }),
        },
      },
      'GetKeyPolicy takes the text "have permissions to access" for "not set", which the message of a missing permission has too.',
    ],
    [
      'nested reads of what is no list',
      { describe: read('DescribeKey', { KeyId: 'KeyId' }, 'KeyMetadata', { each: {} }) },
      'describe: `each` needs a list, and KeyMetadata of DescribeKey is none.',
    ],
    [
      'a custom list that begins with a read',
      { list: custom({ one: read('DescribeKey', {}, 'KeyMetadata') }, () => (async function* () {})()) },
      'its first call is no list.',
    ],
  ])('says so: %s', async (_what, change, expected) => {
    const found = await problems(change);

    expect(found.some((problem) => problem.startsWith(`${change.type ?? key.type}: ${expected}`)) ? expected : found).toBe(expected);
  });

  it('has no failures that lead nowhere', async () => {
    const clusters = (failures: object) =>
      defineType({
        type: 'AWS::ECS::Cluster',
        kind: 'network',
        list: paged('ListClusters', 'clusterArns', {}, { as: 'clusterArn' }),
        describe: inBatches('DescribeClusters', { clusters: 'clusterArn' }, 100, 'clusters', {
          match: 'clusterArn',
          failures: failures as BatchFailures,
        }),
        id: 'clusterArn',
      });
    const found = async (failures: object) => checkType(clusters(failures), await loadedService(ECS, [clusters(failures)]));

    expect(await found({ items: 'failures', match: 'arn', reason: 'reason', gone: ['MISSING'] })).toEqual([]);
    expect(await found({ items: 'failed', match: 'arn' })).toEqual([expect.stringContaining('the path failed leads nowhere')]);
    expect(await found({ items: 'failures', match: 'id' })).toEqual([expect.stringContaining('the path id leads nowhere')]);
    expect(await found({ items: 'failures', match: 'arn', reason: 'why' })).toEqual([
      expect.stringContaining('the path why leads nowhere'),
    ]);
    expect(await found({ items: 'failures', match: 'arn', code: 'reason' })).toEqual([
      expect.stringContaining('the failures of DescribeClusters has no member code'),
    ]);
  });

  const onlyIn = (operation: string, account: string): NotEnabledElsewhere => ({
    code: 'AccessDeniedException',
    text: 'not for you',
    onlyIn: { call: single(operation, '@'), account, who: 'the keeper' },
  });

  it.each<[ServiceDefinition['notEnabled'], readonly string[]]>([
    [['NotEnabledException', { code: 'AccessDeniedException', text: 'has not signed up for' }], []],
    [
      ['AccessDeniedException'],
      ['notEnabled has AccessDeniedException alone, which may be a missing permission; give the text that tells the two apart.'],
    ],
    [
      ['UnauthorizedOperation'],
      ['notEnabled has UnauthorizedOperation alone, which may be a missing permission; give the text that tells the two apart.'],
    ],
    [[{ code: 'AccessDeniedException', text: '' }], ['notEnabled has the text , which is no regular expression.']],
    [[{ code: 'AccessDeniedException', text: '(' }], ['notEnabled has the text (, which is no regular expression.']],
    [[{ code: 'AccessDeniedException', text: '.' }], ['notEnabled has the text ., which the message of a missing permission matches too.']],
    [['ThrottlingException'], ['notEnabled has ThrottlingException, which another attempt may not meet.']],
    [
      [{ code: 'AccessDeniedException', text: "^You don't have permissions" }],
      ["notEnabled has the text ^You don't have permissions, which the message of a missing permission matches too."],
    ],
    [[{ ...onlyIn('DescribeKey', 'KeyMetadata.AWSAccountId'), text: "^You don't have permissions" }], []],
    [
      [{ ...onlyIn('DescribeKey', 'KeyMetadata.AWSAccountId'), text: 'not authorized' }],
      ['notEnabled has the text not authorized, which the message of a missing permission matches too.'],
    ],
    [[onlyIn('DescribeCustomKeyStores', 'CustomKeyStores')], ['notEnabled takes the account from CustomKeyStores, which is no text.']],
    [[onlyIn('DescribeKeeper', 'Keeper')], ['@aws-sdk/client-kms has no operation DescribeKeeper.']],
    [[onlyIn('DescribeKey', 'KeyMetadata.AWSAccountId')], []],
  ])('does not take a denial for a service that is not enabled: %j', async (notEnabled, expected) => {
    const found = checkType(key, await loadedService({ ...KMS, ...(notEnabled && { notEnabled }) }, [key]));

    expect(found).toEqual(expected.map((problem) => `AWS::KMS::Key: ${problem}`));
  });

  it('refuses every code alone that AWS uses for a denial in the clients that are installed', async () => {
    const declared = readFileSync(new URL('../declared-errors.generated.txt', import.meta.url), 'utf8');
    const codes = new Set(
      Array.from(declared.matchAll(/ (\w*(?:AccessDenied|Authoriz|Permission)\w*) \d+ denied$/gm), ([, code = '']) => code),
    );
    expect(codes.size).toBeGreaterThan(4);

    for (const code of codes) expect(checkType(key, await loadedService({ ...KMS, notEnabled: [code] }, [key]))).toHaveLength(1);
  });

  it('says how bare strings get a name', async () => {
    const cluster = defineType({ type: 'AWS::ECS::Cluster', kind: 'network', list: paged('ListClusters', 'clusterArns'), id: '@' });

    expect(checkType(cluster, await loadedService(ECS, [cluster]))).toEqual([
      'AWS::ECS::Cluster: ListClusters lists bare strings; say with `as` what to call them.',
    ]);
  });

  it('says that a batch of one is a read', async () => {
    const balancer = defineType({
      type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      kind: 'network',
      list: paged('DescribeLoadBalancers', 'LoadBalancers'),
      batch: { Tags: inBatches('DescribeTags', { ResourceArns: 'LoadBalancerArn' }, 1, 'TagDescriptions', { match: 'ResourceArn' }) },
      id: 'LoadBalancerArn',
    });

    expect(checkType(balancer, await loadedService(ELB, [balancer]))).toEqual([
      'AWS::ElasticLoadBalancingV2::LoadBalancer: DescribeTags takes 1 ids at once; use a read for one, or write a whole number.',
    ]);
  });
});
