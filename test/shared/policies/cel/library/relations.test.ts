import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { accountOf, compiled, contextOf, say, subject, verdictOf } from '../../support.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const DATABASE = 'AWS::RDS::DBInstance';

const group = (id: string, more: Partial<Subject> = {}): Subject =>
  subject({
    type: GROUP,
    kind: 'firewall',
    resource_id: id,
    native_id: `arn:aws:ec2:eu-west-1:111122223333:security-group/${id}`,
    name: id,
    ...more,
  });
const uses = (type: string, id: string) => ({ relationships: [{ relation: 'uses', type, id }] });

describe('resources_of', () => {
  it('returns all resources of a type in the account, with their fields', () => {
    const account = accountOf([
      group('sg-1', { config: { VpcId: 'vpc-1' }, tags: { team: 'web' } }),
      subject({ type: 'AWS::EC2::VPC', resource_id: 'vpc-1' }),
    ]);

    expect(
      say(
        `resources_of('${GROUP}').exists_one(g, g.resource_id == 'sg-1' && g.config.VpcId == 'vpc-1' && g.tags.team == 'web' && g.region == 'eu-west-1')`,
        {},
        account,
      ),
    ).toBe('pass');
    expect(say(`size(resources_of('AWS::EC2::Subnet')) == 0`, {}, account)).toBe('pass');
  });
});

describe('related', () => {
  const account = accountOf([
    group('sg-1'),
    group('sg-2'),
    group('sg-1', { region: 'us-east-1', native_id: 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-1', config: { OwnerId: 'x' } }),
  ]);

  it('returns each resource that the subject names by id or ARN once', () => {
    const relationships = [
      ...uses(GROUP, 'sg-2').relationships,
      ...uses(GROUP, 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-2').relationships,
      ...uses('AWS::EC2::VPC', 'sg-1').relationships,
      { relation: 'refers_to', type: GROUP, id: 'sg-1' },
    ];

    expect(say(`related('uses', '${GROUP}').map(g, g.resource_id) == ['sg-2']`, { relationships }, account)).toBe('pass');
  });

  it('resolves a plain id in the same region, and an ARN in any region', () => {
    const elsewhere = 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-1';

    expect(say(`related('uses', '${GROUP}').map(g, g.region) == ['eu-west-1']`, uses(GROUP, 'sg-1'), account)).toBe('pass');
    expect(say(`related('uses', '${GROUP}').map(g, g.region) == ['us-east-1']`, uses(GROUP, elsewhere), account)).toBe('pass');
    expect(say(`related('uses', '${GROUP}').size() == 2`, { region: 'global', ...uses(GROUP, 'sg-1') }, account)).toBe('pass');
  });

  it.each(['/subscriptions/1/resourcegroups/web', 'ocid1.vcn.oc1..a'])('resolves %s, which no region has twice, in any region', (id) => {
    const far = accountOf([group(id, { region: 'us-east-1', native_id: id.toUpperCase() })]);

    expect(say(`related('uses', '${GROUP}').map(g, g.region) == ['us-east-1']`, uses(GROUP, id), far)).toBe('pass');
  });

  it('gives unknown for fields of a resource that the inventory of the account does not have', () => {
    const shared = uses(GROUP, 'sg-9');
    const notKnown = { verdict: 'unknown', reason: `${GROUP} sg-9 is not in the inventory of the account` };

    for (const pass of [
      `!related('uses', '${GROUP}').exists(g, g.config.?OwnerId.orValue('') == 'x')`,
      `related('uses', '${GROUP}').all(g, g.region == resource.region)`,
      `related('uses', '${GROUP}').filter(g, has(g.config.OwnerId)).size() == 0`,
      `related('uses', '${GROUP}')[0].?tags.?team.orValue('web') == 'web'`,
      `!related('uses', '${GROUP}').exists(g, has(g.tags.team))`,
      `related('uses', '${GROUP}').map(g, g.resource_id) == []`,
      `'sg-1' in related('uses', '${GROUP}').map(g, g.resource_id)`,
    ])
      expect({ pass, ...verdictOf(pass, shared, account) }).toEqual({ pass, ...notKnown });
    const elsewhere = { region: 'eu-central-1', ...uses(GROUP, 'sg-1') };
    expect(say(`!related('uses', '${GROUP}').exists(g, has(g.config.OwnerId))`, elsewhere, account)).toBe('unknown');
  });

  it('gives a verdict if the known resources decide it', () => {
    const relationships = [...uses(GROUP, 'sg-9').relationships, ...uses(GROUP, 'sg-2').relationships];

    expect(say(`!related('uses', '${GROUP}').exists(g, g.name == 'sg-2')`, { relationships }, account)).toBe('fail');
    expect(say(`related('uses', '${GROUP}').size() == 2`, { relationships }, account)).toBe('pass');
    expect(say(`related('uses', '${GROUP}').size() == 0`, {}, account)).toBe('pass');
  });

  it('is unknown if the field that would name the resources could not be read', () => {
    const unread = { LoggingEnabled: { permission: 's3:GetBucketLogging', error_code: 'AccessDenied' } };

    const all = { unread: { '*': { permission: 's3:DescribeBucket', error_code: 'AccessDenied' } } };
    expect(say(`related('logs_to', 'AWS::S3::Bucket').size() == 0`, all)).toBe('unknown');
    expect(say(`related('logs_to', 'AWS::S3::Bucket').size() == 0`, { config: { LoggingEnabled: null }, ...all })).toBe('pass');
    expect(verdictOf(`related('logs_to', 'AWS::S3::Bucket').size() == 0`, { unread })).toEqual({
      verdict: 'unknown',
      reason: 'needs s3:GetBucketLogging (LoggingEnabled of logs could not be read)',
      permission: 's3:GetBucketLogging',
    });
    expect(say(`related('replicates_to', 'AWS::S3::Bucket').size() == 0`, { unread })).toBe('pass');
  });
});

describe('referrers', () => {
  it('returns the resources that name the subject by id or ARN', () => {
    const account = accountOf([
      group('sg-1', uses('AWS::S3::Bucket', 'logs')),
      group('sg-2', uses('AWS::S3::Bucket', 'arn:aws:s3:::logs')),
      group('sg-3', uses('AWS::S3::Bucket', 'other')),
      group('sg-4', { relationships: [{ relation: 'logs_to', type: 'AWS::S3::Bucket', id: 'logs' }] }),
      group('sg-5', { region: 'us-east-1', ...uses('AWS::S3::Bucket', 'logs') }),
    ]);

    expect(say(`referrers('uses', '${GROUP}').map(g, g.resource_id) == ['sg-1', 'sg-2']`, {}, account)).toBe('pass');
  });

  it('is unknown if a field that may name the subject could not be read', () => {
    const web = subject({
      resource_id: 'web',
      native_id: 'arn:aws:s3:::web',
      unread: { LoggingEnabled: { permission: 's3:GetBucketLogging', error_code: 'AccessDenied' } },
    });
    const account = accountOf([subject({ resource_id: 'data', native_id: 'arn:aws:s3:::data' }), web]);
    const notKnown = {
      verdict: 'unknown',
      reason: 'needs s3:GetBucketLogging (LoggingEnabled of web could not be read)',
      permission: 's3:GetBucketLogging',
    };

    expect(verdictOf(`referrers('logs_to', 'AWS::S3::Bucket').size() == 0`, {}, account)).toEqual(notKnown);
    expect(verdictOf(`resources_of('AWS::S3::Bucket').all(b, b.relationships.size() == 0)`, {}, account)).toEqual(notKnown);
    expect(say(`referrers('replicates_to', 'AWS::S3::Bucket').size() == 0`, {}, account)).toBe('pass');
  });
});

describe('resource_by_id', () => {
  it('returns the resource of that id or ARN', () => {
    const account = accountOf([group('sg-1')]);

    expect(say(`resource_by_id('${GROUP}', 'sg-1').name == 'sg-1'`, {}, account)).toBe('pass');
    expect(say(`resource_by_id('${GROUP}', 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1').name == 'sg-1'`, {}, account)).toBe(
      'pass',
    );
  });

  it('is unknown if the inventory has no such resource', () => {
    expect(verdictOf(`resource_by_id('${GROUP}', 'sg-9').?name.orValue('') == ''`, {}, accountOf([group('sg-1')]))).toEqual({
      verdict: 'unknown',
      reason: `${GROUP} sg-9 is not in the inventory of the account`,
    });
  });
});

describe('a type that the inventory has not seen whole', () => {
  const account = accountOf([group('sg-1')], [DATABASE]);

  it.each([
    `size(resources_of('${DATABASE}')) >= 0`,
    `size(related('uses', '${DATABASE}')) == 0`,
    `size(referrers('uses', '${DATABASE}')) == 0`,
    `resource_by_id('${DATABASE}', 'x').name == 'x'`,
    `size(resources_of('${GROUP}')) > 0 && size(resources_of('${DATABASE}')) >= 0`,
  ])('makes the verdict unknown: %s', (pass) => {
    expect(verdictOf(pass, {}, account)).toEqual({ verdict: 'unknown', reason: `Not every ${DATABASE} is known.` });
  });

  it('does not matter if the rest of the expression decides', () => {
    expect(say(`size(resources_of('${GROUP}')) > 0 || size(resources_of('${DATABASE}')) > 0`, {}, account)).toBe('pass');
  });
});

describe('a field of another resource that could not be read', () => {
  const readable = group('sg-1', { config: { VpcId: 'vpc-1' } });
  const unreadable = group('sg-2', { config: {}, unread: { VpcId: { permission: 'ec2:DescribeVpcs', error_code: 'AccessDenied' } } });
  const account = accountOf([readable, unreadable]);
  const expected = {
    verdict: 'unknown',
    reason: 'needs ec2:DescribeVpcs (VpcId of sg-2 could not be read)',
    permission: 'ec2:DescribeVpcs',
  };

  it.each([
    `resources_of('${GROUP}').all(g, g.config.VpcId == 'vpc-1')`,
    `resources_of('${GROUP}').all(g, has(g.config.VpcId))`,
    `resources_of('${GROUP}').all(g, g.config.?VpcId.orValue('vpc-1') == 'vpc-1')`,
    `resource_by_id('${GROUP}', 'sg-2').config.VpcId != 'x'`,
  ])('makes the verdict unknown where it is read: %s', (pass) => {
    expect(verdictOf(pass, {}, account)).toEqual(expected);
  });

  it('does not matter if another resource decides or nothing reads it', () => {
    expect(say(`resources_of('${GROUP}').exists(g, g.config.VpcId == 'vpc-1')`, {}, account)).toBe('pass');
    expect(say(`resources_of('${GROUP}').all(g, g.config.VpcId == 'vpc-2')`, {}, account)).toBe('fail');
    expect(say(`resources_of('${GROUP}').size() == 2`, {}, account)).toBe('pass');
  });

  it('does not change the stored row', () => {
    say(`resources_of('${GROUP}').all(g, has(g.config.VpcId))`, {}, account);

    expect(unreadable.config).toEqual({});
  });

  it('makes the whole config unknown if only the list call could be read', () => {
    const listed = group('sg-5', {
      config: { VpcId: 'vpc-1' },
      unread: { '*': { permission: 'ec2:DescribeGroup', error_code: 'AccessDenied' } },
    });

    expect(verdictOf(`resource_by_id('${GROUP}', 'sg-5').config.?OwnerId.orValue('') == ''`, {}, accountOf([listed]))).toEqual({
      verdict: 'unknown',
      reason: 'needs ec2:DescribeGroup (the configuration of sg-5 could not be read)',
      permission: 'ec2:DescribeGroup',
    });
    expect(say(`resource_by_id('${GROUP}', 'sg-5').name == 'sg-5'`, {}, accountOf([listed]))).toBe('pass');
  });

  it('may be the field that holds its tags', () => {
    const untagged = accountOf([group('sg-3', { tags: null })]);

    expect(verdictOf(`resources_of('${GROUP}').exists(g, 'team' in g.tags)`, {}, untagged)).toEqual({
      verdict: 'unknown',
      reason: 'tags of sg-3 could not be read',
    });
  });

  it('may lie within another field', () => {
    const nested = accountOf([
      group('sg-4', { config: { Tags: [], IpPermissions: [], VpcId: 'x' }, unread: { 'VpcId.Deep': { error_code: 'Oops' } } }),
    ]);

    expect(say(`resources_of('${GROUP}').all(g, g.config.IpPermissions == [])`, {}, nested)).toBe('pass');
    expect(say(`resources_of('${GROUP}').all(g, g.config.VpcId == 'x')`, {}, nested)).toBe('unknown');
  });
});

describe('a policy', () => {
  it('names the types that it looks up, so that a scan can load them', () => {
    const policy = compiled(`size(resources_of('${GROUP}')) > 0`, { applies_to: `size(referrers('uses', '${DATABASE}')) > 0` });

    expect([...policy.related_types].toSorted()).toEqual([GROUP, DATABASE].toSorted());
  });

  it('indexes the resources of each scan anew', () => {
    const policy = compiled(`size(referrers('uses', '${GROUP}')) == 1`);

    expect(policy.evaluate(subject(), contextOf(accountOf([group('sg-1', uses('AWS::S3::Bucket', 'logs'))]))).verdict).toBe('pass');
    expect(policy.evaluate(subject(), contextOf()).verdict).toBe('fail');
  });
});

describe('a key that is named by an alias', () => {
  const KEY = 'AWS::KMS::Key';
  const ALIAS = 'AWS::KMS::Alias';
  const ALIAS_ARN = 'arn:aws:kms:eu-west-1:111122223333:alias/data';
  const key = (id: string, more: Partial<Subject> = {}): Subject =>
    subject({
      type: KEY,
      kind: 'encryption_key',
      resource_id: id,
      native_id: `arn:aws:kms:eu-west-1:111122223333:key/${id}`,
      config: { KeyState: id },
      relationships: [],
      ...more,
    });
  const knownAs = (...ids: readonly string[]) => ({ relationships: ids.map((id) => ({ relation: 'known_as', type: ALIAS, id })) });
  const account = accountOf([
    key('k-1', knownAs('alias/data', ALIAS_ARN)),
    key('k-2'),
    key('k-3', { region: 'us-east-1', ...knownAs('alias/data', 'arn:aws:kms:us-east-1:111122223333:alias/data') }),
  ]);

  it.each([
    [uses(ALIAS, 'alias/data'), 'k-1'],
    [uses(ALIAS, ALIAS_ARN), 'k-1'],
    [uses(ALIAS, 'arn:aws:kms:us-east-1:111122223333:alias/data'), 'k-3'],
    [uses(KEY, 'k-2'), 'k-2'],
    [{ region: 'us-east-1', ...uses(ALIAS, 'alias/data') }, 'k-3'],
  ])('is related by it: %j is %s', (resource, id) => {
    expect(say(`related('uses', '${KEY}').map(k, k.config.KeyState) == ['${id}']`, resource, account)).toBe('pass');
  });

  it('is not known where no key has the alias', () => {
    expect(say(`related('uses', '${KEY}').all(k, k.config.KeyState == 'k-1')`, uses(ALIAS, 'alias/other'), account)).toBe('unknown');
    expect(say(`related('uses', '${KEY}').size() == 1`, uses(ALIAS, 'alias/other'), account)).toBe('pass');
  });

  it('is found by the alias', () => {
    expect(say(`resource_by_id('${KEY}', 'alias/data').config.KeyState == 'k-1'`, {}, account)).toBe('pass');
  });

  it('has the referrers that name it by the alias', () => {
    const others = accountOf([
      subject({ resource_id: 'a', ...uses(ALIAS, 'alias/data') }),
      subject({ resource_id: 'b', ...uses(ALIAS, ALIAS_ARN) }),
      subject({ resource_id: 'c', ...uses(KEY, 'k-1') }),
      subject({ resource_id: 'd', ...uses(ALIAS, 'alias/other') }),
      subject({ resource_id: 'e', region: 'us-east-1', ...uses(ALIAS, 'alias/data') }),
    ]);
    const ids = `referrers('uses', 'AWS::S3::Bucket').map(b, b.resource_id)`;

    expect(say(`${ids}.size() == 3 && ['a', 'b', 'c'].all(id, id in ${ids})`, key('k-1', knownAs('alias/data', ALIAS_ARN)), others)).toBe(
      'pass',
    );
    const unread = { Aliases: { permission: 'kms:ListAliases', error_code: 'AccessDenied' } };
    expect(verdictOf(`${ids} == []`, key('k-2', { unread }), others)).toMatchObject({ verdict: 'unknown', permission: 'kms:ListAliases' });
    const byId = accountOf([subject({ resource_id: 'c', ...uses(KEY, 'k-2') })]);
    expect(say(`${ids} == ['c']`, key('k-2', { unread }), byId)).toBe('pass');
  });
});
