import { describe, expect, it } from '@jest/globals';
import { parseExpression } from '../../../../shared/policies/cel/expression.ts';
import { pathText } from '../../../../shared/policies/known-fields.ts';

function pathsOf(text: string): readonly string[] {
  const parsed = parseExpression(text);
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  return parsed.expression.paths.map(({ root, segments }) => [root, pathText(segments)].filter(Boolean).join(' ')).toSorted();
}

describe('the fields that an expression can read', () => {
  it.each([
    ['config.A.B == 1', ['config A.B']],
    ['config.?A.?B.orValue(1) == 1', ['config A.B']],
    ["config['A']['B'] == 1", ['config A.B']],
    ["config[?'A'].orValue(1) == 1", ['config A']],
    ['has(config.A.B)', ['config A.B']],
    ['!has(config.A) || config.B > 1 && !(config.C in [1])', ['config A', 'config B', 'config C']],
    ['config.A[0].B == 1', ['config A[].B']],
    ['config.A[config.B].C == 1', ['config A.*.C', 'config B']],
    ['(config.A ? config.B : config.C).D', ['config A', 'config B.D', 'config C.D']],
    ['config.A.exists(a, a.B == 1)', ['config A', 'config A[].B']],
    ['config.A.exists(a, a.B.all(b, b.C == 1))', ['config A', 'config A[].B', 'config A[].B[].C']],
    ['config.A.filter(a, a.B).exists(a, a.C)', ['config A', 'config A[].B', 'config A[].C']],
    ['config.A.map(a, a.B).exists(b, b.C)', ['config A', 'config A[].B', 'config A[].B.C']],
    ['config.A.map(a, a.D, a.B).exists(b, b.C)', ['config A', 'config A[].B', 'config A[].B.C', 'config A[].D']],
    ['(config.A + config.B).exists(x, x.C)', ['config A', 'config A[].C', 'config B', 'config B[].C']],
    ['[config.A, config.B].exists(x, x.C)', ['config A', 'config A.C', 'config B', 'config B.C']],
    ['cel.bind(a, config.A, a.B == 1)', ['config A.B']],
    ['config.?A.orValue(config.B).exists(x, x.C)', ['config A', 'config A[].C', 'config B', 'config B[].C']],
    ['dyn(config.A).B == 1', ['config A.B']],
    ['size(config.A) > 1', ['config A']],
    ['config.A.startsWith(config.B)', ['config A', 'config B']],
    ["{'x': config.A}.x", ['config A']],
    ['size(config) > 0', ['config']],
    ['config.exists(name, name == tags.x)', ['config', 'config []', 'tags x']],
    ['config.A.exists(config, config.B)', ['config A', 'config A[].B']],
    ["resource.region == 'eu-west-1'", ['resource region']],
    ['statements(config.Policy).exists(s, s.Effect == "Allow")', ['config Policy', 'statement', 'statement Effect']],
    [
      "related('uses', 'AWS::EC2::SecurityGroup').exists(g, g.config.IpPermissions.exists(p, p.FromPort == 22))",
      [
        'related:AWS::EC2::SecurityGroup',
        'related:AWS::EC2::SecurityGroup config.IpPermissions',
        'related:AWS::EC2::SecurityGroup config.IpPermissions[].FromPort',
      ],
    ],
    ["resource_by_id('AWS::EC2::VPC', config.VpcId).config.IsDefault", ['config VpcId', 'related:AWS::EC2::VPC config.IsDefault']],
  ])('of %s', (text, expected) => {
    expect(pathsOf(text)).toEqual(expected);
  });
});

describe('variables that are bound to one another many times', () => {
  const bound = (value: string, first = 'config.A') =>
    Array.from({ length: 26 })
      .reduce<string>((inner) => `cel.bind(a, ${value}, ${inner})`, 'size(a) == 0')
      .replace(value, first);

  it.each(['a + a + a', '[a, a, a]', "config.Name == 'x' ? a : a", 'dyn(a).orValue(a)', '[a, [a, a]]'])(
    'are followed once each: %s',
    (value) => {
      expect(pathsOf(bound(value))).toContain('config A');
    },
  );

  it('are refused if they may name too many fields', () => {
    expect(parseExpression(bound('true ? a.x : a.y'))).toMatchObject({ problem: { message: expect.stringContaining('5000 fields') } });
  });
});
