import { describe, expect, it } from '@jest/globals';
import type { AccountResources, Subject } from '../../../shared/policies/evaluation.ts';
import { accountOf, compiled, contextOf, NOW, say, subject, verdictOf } from './support.ts';

const unread = (field: string, permission?: string) => ({
  unread: { [field]: { error_code: 'AccessDenied', ...(permission && { permission }) } },
});

describe('a verdict', () => {
  it('is pass where the expression `pass` is true and fail where it is false', () => {
    expect(
      verdictOf("config.VersioningConfiguration.Status == 'Enabled'", { config: { VersioningConfiguration: { Status: 'Enabled' } } }),
    ).toEqual({
      verdict: 'pass',
    });
    expect(
      verdictOf("config.VersioningConfiguration.Status == 'Enabled'", { config: { VersioningConfiguration: { Status: 'Suspended' } } }),
    ).toEqual({
      verdict: 'fail',
    });
  });

  it('is not_applicable where applies_to is false, even if pass is true', () => {
    const policy = compiled('true', { applies_to: "resource.region != 'eu-west-1'" });

    expect(policy.evaluate(subject(), contextOf())).toEqual({ verdict: 'not_applicable' });
    expect(policy.evaluate(subject({ region: 'us-east-1' }), contextOf())).toEqual({ verdict: 'pass' });
  });

  it.each([
    ['a field that is absent', "config.VersioningConfiguration.Status == 'Enabled'", 'No such key: VersioningConfiguration'],
    ['a field of null', "config.VersioningConfiguration.Status == 'Enabled'", 'No such key: Status', { VersioningConfiguration: null }],
    ['types that do not fit', 'config.Name > 3', 'no such overload: dyn<string> > int', { Name: 'logs' }],
    ['text that is no time', 'age_days(config.CreationDate) > 1.0', "'yesterday' is no ISO 8601 time.", { CreationDate: 'yesterday' }],
    ['an answer that is neither true nor false', 'config.Name', 'pass answered a string, not true or false.', { Name: 'logs' }],
  ])('is unknown with the reason for %s', (_what, pass, reason, config: Record<string, unknown> = {}) => {
    expect(verdictOf(pass, { config })).toEqual({ verdict: 'unknown', reason });
  });

  it('is unknown if applies_to answers neither true nor false', () => {
    const policy = compiled('true', { applies_to: 'config.Name' });

    expect(policy.evaluate(subject({ config: { Name: 'x' } }), contextOf())).toMatchObject({ verdict: 'unknown' });
  });
});

describe('null, absent and unset', () => {
  it.each([
    ['has() of a field that is there', 'has(config.Policy)', { Policy: {} }, 'pass'],
    ['has() of one that is null: it was read', 'has(config.Policy)', { Policy: null }, 'pass'],
    ['has() of one that is absent', 'has(config.Policy)', {}, 'fail'],
    ['null itself', 'config.Policy == null', { Policy: null }, 'pass'],
    ['null and a text', "config.Policy != 'x'", { Policy: null }, 'pass'],
    [
      'an optional select through null',
      "config.?VersioningConfiguration.?Status.orValue('') == ''",
      { VersioningConfiguration: null },
      'pass',
    ],
    ['an optional select through what is absent', "config.?VersioningConfiguration.?Status.orValue('') == ''", {}, 'pass'],
    ['hasValue through null', 'config.?VersioningConfiguration.?Status.hasValue()', { VersioningConfiguration: null }, 'fail'],
  ])('%s', (_what, pass, config, expected) => {
    expect(say(pass, { config })).toBe(expected);
  });
});

describe('a number of a resource', () => {
  it.each([
    'config.Size == 22',
    '22 == config.Size',
    'config.Size >= 22 && config.Size < 23 && config.Size != 21',
    'config.Size in [3389, 22]',
    'config.Size in config.Sizes',
    '!(config.Size in [3389])',
    'config.Size == 22.0',
    'config.Size + 1 == 23 && config.Size * 2 > 43 && 44 - config.Size == 22 && config.Size / 2 == 11',
    'config.Sizes[1] == 22 && config.Sizes.size() == 2',
    'config.Sizes.exists(s, s == 22) && config.Sizes == [21, 22]',
  ])('compare with literals: %s', (pass) => {
    // The fields of a policy document are not checked.
    const text = pass.replaceAll('config.', 'config.Policy.');

    expect(say(text, { config: { Policy: { Size: 22, Sizes: [21, 22] } } })).toBe('pass');
  });
});

describe('a field that could not be read', () => {
  const permission = 's3:GetBucketPolicy';

  it.each([
    ['where it is read', 'config.Policy == null'],
    ['under has()', '!has(config.Policy)'],
    ['by optional selects', 'config.?Policy.?Version.orValue("x") == "x"'],
    ['by name', "config['Policy'] == null"],
    ['beside an error of another kind', 'config.Missing == null || config.Policy == null'],
    ['in one round of a loop that another decides', "!['x', 'y'].exists_one(x, x == 'x' || config.Policy == null)"],
    ['below it', 'allows_public(config.Policy.Statement)'],
    ['in the body of a macro', "['x'].all(x, config.Policy == null)"],
    ['with all others', 'size(config) == 0'],
    ['by a name that only evaluation tells', 'config[resource.name] == null'],
    ['under `in`', "!('Policy' in config)"],
    ['as one of all names', "!config.exists(name, name == 'Policy')"],
    ['as a part of the whole', 'config != {}'],
  ])('makes the verdict unknown, with the permission that is missing: %s', (_where, pass) => {
    expect(verdictOf(pass, { name: 'Policy', ...unread('Policy', permission) })).toEqual({
      verdict: 'unknown',
      reason: `needs ${permission} (Policy could not be read)`,
      permission,
    });
  });

  it.each([
    ["config.Name == 'logs' || config.Policy == null", 'pass'],
    ["config.Policy == null || config.Name == 'logs'", 'pass'],
    ["config.Name != 'logs' && config.Policy == null", 'fail'],
    ["config.Policy == null && config.Name != 'logs'", 'fail'],
    ["config.Name != 'logs' && tags.owner == 'ada'", 'fail'],
    ["config.Name == 'logs' ? true : config.Policy == null", 'pass'],
    ["['x', 'y'].all(x, x == 'x' && config.Policy == null)", 'fail'],
    ["config.Name == 'logs' && config.Policy == null", 'unknown'],
    ["config.Name == 'logs' && tags.owner == 'ada'", 'unknown'],
  ])('leaves a verdict certain that does not depend on it: %s is %s', (pass, verdict) => {
    expect(say(pass, { config: { Name: 'logs' }, tags: null, ...unread('Policy', permission) })).toBe(verdict);
  });

  it('does not change the verdict of a policy that does not read it', () => {
    expect(say('config.Name == "logs"', { config: { Name: 'logs' }, ...unread('Policy', permission) })).toBe('pass');
  });

  it('does not stop a policy from being not applicable if only pass reads it', () => {
    const policy = compiled('config.Policy == null', { applies_to: 'config.Name == "other"' });

    expect(policy.evaluate(subject({ config: { Name: 'logs' }, ...unread('Policy') }), contextOf())).toEqual({ verdict: 'not_applicable' });
  });

  it('gives a reason without a permission if no permission was missing', () => {
    expect(verdictOf('config.Policy == null', unread('Policy'))).toEqual({ verdict: 'unknown', reason: 'Policy could not be read' });
  });

  it('makes reads of the fields within it unknown, and looks at all of the field around it', () => {
    const nested = unread('LoggingEnabled.TargetGrants');

    expect(say('has(config.LoggingEnabled)', { config: { LoggingEnabled: {} }, ...nested })).toBe('pass');
    expect(say('has(config.LoggingEnabled)', nested)).toBe('unknown');
    expect(say('config.LoggingEnabled == null', { config: { LoggingEnabled: null }, ...nested })).toBe('unknown');
    expect(say('size(config.LoggingEnabled) == 0', { config: { LoggingEnabled: {} }, ...nested })).toBe('unknown');
    expect(say('config.LoggingEnabled.TargetGrants.Grantee == null', { config: { LoggingEnabled: {} }, ...nested })).toBe('unknown');
    expect(say('config.LoggingEnabled.TargetGrants == null', { config: { LoggingEnabled: {} }, ...nested })).toBe('unknown');
    expect(say('config.LoggingEnabled.TargetBucket == "x"', { config: { LoggingEnabled: { TargetBucket: 'x' } }, ...nested })).toBe('pass');
  });

  it('may be a field of each element of a list', () => {
    const config = { CORSRules: [{ ID: 'a' }, { ID: 'b' }] };
    const within = { config, ...unread('CORSRules[].AllowedOrigins') };

    expect(say("config.CORSRules.exists(rule, rule.ID == 'b')", within)).toBe('pass');
    expect(say("!config.CORSRules.exists(rule, '*' in rule.?AllowedOrigins.orValue([]))", within)).toBe('unknown');
    expect(say("config.CORSRules.exists(rule, rule.ID == 'b')", { config, ...unread('CORSRules') })).toBe('unknown');
  });

  it('may be a field of a map with a hostile name', () => {
    const hostile = { config: { Map: { constructor: 'x', Known: 'y' } }, ...unread('Map.Hidden') };

    expect(say("config.Map.Known == 'y' && config.Map.constructor == 'x'", hostile)).toBe('pass');
    for (const pass of [
      '!has(config.Map.Hidden)',
      "!('Hidden' in config.Map)",
      'size(config.Map) == 2',
      "config.Map.all(k, k != 'Hidden')",
    ])
      expect([pass, say(pass, hostile)]).toEqual([pass, 'unknown']);
  });

  it('may be every field that the list call did not return', () => {
    const listed = { config: { Name: 'logs' }, ...unread('*', 's3:DescribeBucket') };

    expect(say('config.Name == "logs"', listed)).toBe('pass');
    expect(say('config.?Policy.orValue(null) == null', listed)).toBe('unknown');
    expect(say('size(config) == 1', listed)).toBe('unknown');
    expect(say('config[resource.name] == "x"', listed)).toBe('unknown');
    expect(verdictOf('has(config.Policy)', listed)).toEqual({
      verdict: 'unknown',
      reason: 'needs s3:DescribeBucket (the configuration could not be read)',
      permission: 's3:DescribeBucket',
    });
  });

  it('may be the field that holds the tags', () => {
    const verdict = verdictOf("'owner' in tags", { tags: null, ...unread('Tags', 's3:GetBucketTagging') });

    expect(verdict).toEqual({
      verdict: 'unknown',
      reason: 'needs s3:GetBucketTagging (tags could not be read)',
      permission: 's3:GetBucketTagging',
    });
    expect(say('config.Name == "logs"', { tags: null, config: { Name: 'logs' } })).toBe('pass');
  });
});

describe('what an expression sees', () => {
  it('is the resource, its tags and the time', () => {
    const pass = `resource.resource_id == 'logs' && resource.account_id == 'aws:111122223333' && tags.owner == 'ada' &&
      now == timestamp('${NOW}') && age_days(resource.changed_at) > 173.0 && age_days(now) == 0`;

    expect(say(pass, { tags: { owner: 'ada' } })).toBe('pass');
  });

  it('belongs to one evaluation: the next one sees nothing of it', () => {
    const policy = compiled('has(config.Name) && now > timestamp("2026-11-21T00:00:00Z")');

    expect(policy.evaluate(subject({ config: { Name: 'x' } }), contextOf()).verdict).toBe('pass');
    expect(policy.evaluate(subject(), contextOf()).verdict).toBe('fail');
    expect(policy.evaluate(subject({ config: { Name: 'x' } }), { ...contextOf(), now: 0 }).verdict).toBe('fail');
  });

  it.each(['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'length'])(
    'holds nothing of JavaScript: %s',
    (name) => {
      const config = { Name: 'logs', Policy: { Statement: [] }, CORSRules: [] };
      for (const value of ['tags', 'config.Policy', 'config.Policy.Statement', 'config.Name', 'now', 'dyn(now)', "dyn('x')"]) {
        for (const pass of [`${value}.${name} == ${value}.${name}`, `dyn(${value})['${name}'] != 1`, `dyn(${value}).?${name}.hasValue()`]) {
          let verdict = 'refused';
          try {
            verdict = say(pass, { config });
          } catch {
            // The policy cannot be loaded.
          }
          expect([pass, verdict]).not.toEqual([pass, 'pass']);
        }
      }
    },
  );

  it('may be a tag that has the name of a JavaScript property', () => {
    const tags = { constructor: 'x', owner: 'ada' };

    expect(say("tags.owner == 'ada' && 'owner' in tags && tags.constructor == 'x' && size(tags) == 2", { tags })).toBe('pass');
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'size', 'get'])(
    'may be a key %s of a map, at any depth and in any resource, present or not',
    (key) => {
      const map = JSON.parse(`{"${key}": "x", "owner": "ada"}`) as Record<string, string>;
      const plain = { owner: 'ada' };
      const bucket = (held: Record<string, string>): Partial<Subject> => ({
        tags: held,
        config: { Policy: { Statement: [{ Condition: held }] }, Map: held, Tags: [{ Key: key }] },
      });
      const other = (held: Record<string, string>): AccountResources => accountOf([subject({ resource_id: 'other', ...bucket(held) })]);
      const others = "resources_of('AWS::S3::Bucket')[0]";

      for (const at of ['tags', 'config.Map', 'config.Policy.Statement[0].Condition', `${others}.tags`, `${others}.config.Map`]) {
        const sayOf = (pass: string, held: Record<string, string>): string => say(pass, bucket(held), other(held));
        for (const pass of [
          `"${key}" in ${at} && size(${at}) == 2`,
          `${at}.exists(k, k == "${key}") && ${at}.all(k, k == "${key}" || k == 'owner')`,
          `${at}.map(k, ${at}[k]).exists(v, v == 'x') && ${at}.owner == 'ada'`,
          `${at} == {"${key}": 'x', 'owner': 'ada'} && ${at} != {'owner': 'ada'} && [${at}] == [{'owner': 'ada', "${key}": 'x'}]`,
          ...(key === '__proto__'
            ? []
            : [`${at}["${key}"] == 'x' && ${at}.${key} == 'x' && ${at}.?${key}.orValue('') == 'x'`, `has(${at}.${key})`]),
        ].filter((each) => !(each.startsWith('has(') && each.includes('[')))) {
          expect([pass, sayOf(pass, map)]).toEqual([pass, 'pass']);
        }
        expect(sayOf(`"${key}" in ${at} || ${at}.exists(k, k == "${key}")`, plain)).toBe('fail');
        expect(sayOf(`${at} == {"${key}": 'x', 'owner': 'ada'}`, plain)).toBe('fail');
        if (key !== '__proto__') expect(sayOf(`${at}["${key}"] == 'x'`, plain)).toBe('unknown');
      }
      expect(say(`config.Map["${key}"] == 'x' && tags["${key}"] == 'x'`, bucket(map))).toBe('pass');
      expect(say(`{"${key}": 1}.size() == 1 && "${key}" in {"${key}": 1}`)).toBe('pass');
    },
  );

  it.each(['__proto__', 'constructor', 'toString'])('hides nothing from functions by a key %s', (key) => {
    const hostile = JSON.parse(`{"${key}": {"x": "y"}}`) as Record<string, unknown>;
    const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', Condition: hostile, ...hostile };
    const config = { Policy: { Statement: [statement], ...hostile } };
    const group = {
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0', ...hostile }], ...hostile }],
    };
    const resources = accountOf([
      subject({ type: 'AWS::EC2::SecurityGroup', resource_id: 'sg-1', config: group }),
      subject({
        type: 'AWS::EC2::NetworkInterface',
        resource_id: 'eni-1',
        config: { Association: { PublicIp: '8.8.8.8', ...hostile }, ...hostile },
      }),
    ]);

    for (const pass of [
      'allows_public(config.Policy)',
      "statements(config.Policy).exists(s, allows_public(s) && allows_action(s, 's3:GetObject'))",
      `statements(config.Policy).all(s, "${key}" in s.Conditions)`,
      'size(shown_statement(statements(config.Policy)[0])) == 5 && size(shown_statement(config.Policy.Statement[0])) == 5',
      "resources_of('AWS::EC2::SecurityGroup').exists(g, open_to_internet(g.config.IpPermissions, ['ipv4'], ['tcp'], [22]))",
    ])
      expect([pass, say(pass, { config }, resources)]).toEqual([pass, 'pass']);
  });

  it('is refused of a time that an expression names as the data', () => {
    expect(() => say('[now].exists(tags, tags["__proto__"] != null)', {})).toThrow(/There is no field __proto__/);
    expect(() => say('cel.bind(config, now, config["__proto__"] != null)', {})).toThrow(/There is no field __proto__|no function/);
  });
});
