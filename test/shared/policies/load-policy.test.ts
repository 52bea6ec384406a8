import { describe, expect, it } from '@jest/globals';
import { loadPolicy } from '../../../shared/policies/load-policy.ts';
import { problemText } from '../../../shared/policies/policy-source.ts';
import { outcomeText, testPolicy } from '../../../shared/policies/test-policy.ts';
import { loadUserPolicies } from '../../../shared/policies/user-policies.ts';

const FILE = `id: s3.test
title: Buckets are tested
description: A bucket that is not tested may hold anything.
severity: low
resource_type: AWS::S3::Bucket
applies_to: config.Name != 'x'
pass: config.VersioningConfiguration.Status == 'Enabled'
remediation:
  text: Test it.
  cli: 'true'
references: [https://example.com/]
frameworks:
  aws-fsbp: [S3.14]
tests:
  - name: enabled
    verdict: pass
    resource: {config: {Name: a, VersioningConfiguration: {Status: Enabled}}}
  - name: suspended
    verdict: fail
    resource: {config: {Name: a, VersioningConfiguration: {Status: Suspended}}}
  - name: denied
    verdict: unknown
    resource: {config: {Name: a}, unread: {VersioningConfiguration: {permission: s3:GetBucketVersioning}}}
`;

/** YAML whose aliases would expand to nine to the power of eight elements. */
const ALIASES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  .map(
    (name, index, names) =>
      `${name}: &${name} [${Array.from({ length: 9 }, () => (index === 0 ? 'x' : `*${names[index - 1]!}`)).join(', ')}]`,
  )
  .join('\n');

const load = (text: string) => loadPolicy('s3/test.yaml', text);

async function problemsOf(text: string): Promise<readonly string[]> {
  const loaded = await load(text);
  return 'problems' in loaded ? loaded.problems.map(problemText) : [];
}

/** The file with one piece of its text replaced. */
function withPiece(piece: string, by: string): string {
  if (!FILE.includes(piece)) throw new Error(`The file has no ${piece}.`);
  return FILE.replace(piece, () => by);
}

const PASS = "pass: config.VersioningConfiguration.Status == 'Enabled'";

describe('a policy file', () => {
  it('becomes a policy that can be evaluated and whose tests pass', async () => {
    const loaded = await load(FILE);
    if ('problems' in loaded) throw new Error(loaded.problems.map(problemText).join('\n'));

    expect(loaded.compiled.policy.id).toBe('s3.test');
    expect(testPolicy(loaded.compiled).map(({ passed }) => passed)).toEqual([true, true, true]);
  });

  it('has a hash that changes with everything that verdicts depend on, and with nothing else', async () => {
    const hashOf = async (text: string): Promise<string> => {
      const loaded = await load(text);
      return 'problems' in loaded ? 'none' : loaded.compiled.content_hash;
    };

    expect(await hashOf(withPiece('name: enabled', 'name: it is enabled'))).toBe(await hashOf(FILE));
    expect(await hashOf(withPiece("!= 'x'", "!= 'y'"))).not.toBe(await hashOf(FILE));
    expect(await hashOf(withPiece('severity: low', 'severity: high'))).not.toBe(await hashOf(FILE));
  });
});

describe('a problem names file, line, column and reason', () => {
  it('once for YAML that is broken, whatever follows from that, and for each key that is there twice', async () => {
    const unquoted = withPiece('severity: low', "severity: low\nevidence: trail_unalarmed({'a': 'b'}, 'c', ['d'])");

    expect(await problemsOf(unquoted)).toEqual([
      's3/test.yaml:5:11: Nested mappings are not allowed in compact mappings. A text that has a colon and a space in it is put in quotes, or on the next lines behind ">-".',
    ]);
    expect(await problemsOf(withPiece('severity: low', 'severity: low\nseverity: high\nseverity: low'))).toHaveLength(2);
  });

  it.each([
    ['YAML that is broken', withPiece('severity: low', 'severity: [low'), /^s3\/test\.yaml:5:1: /],
    [
      'a key that is there twice',
      withPiece('severity: low', 'severity: low\nseverity: high'),
      /^s3\/test\.yaml:5:1: Map keys must be unique/,
    ],
    ['a field that is not known', withPiece('severity:', 'severty:'), /^s3\/test\.yaml:4:1: severty: unknown; .* Did you mean severity\?$/],
    [
      'a field that is missing',
      withPiece('severity: low\n', ''),
      /^s3\/test\.yaml:1:1: severity: missing; allowed are critical, high, medium, low, informational\.$/,
    ],
    [
      'a severity that is not known',
      withPiece('low', 'lowest'),
      /^s3\/test\.yaml:4:11: severity: "lowest" is not allowed here; allowed are critical, high, medium, low, informational\.$/,
    ],
    [
      'a severity that is nearly right',
      withPiece('low', 'critcal'),
      /: severity: "critcal" is not allowed here; .*\. Did you mean critical\?$/,
    ],
    ['a field without a value', withPiece('title: Buckets are tested', 'title:'), /^s3\/test\.yaml:2:7: title: empty; give a text\.$/],
    [
      'a value of another type',
      withPiece('[S3.14]', 'S3.14'),
      /^s3\/test\.yaml:13:13: frameworks\.aws-fsbp: "S3\.14" is not allowed here; give a list\.$/,
    ],
    [
      'a time that is none',
      withPiece('verdict: fail', 'verdict: fail\n    now: noon'),
      /: tests\[1\]\.now: "noon" is not allowed here; give a time in ISO 8601/,
    ],
    [
      'a reference that is no URL',
      withPiece('https://example.com/', 'example'),
      /: references\[0\]: "example" is not allowed here; give a whole URL/,
    ],
    [
      'a verdict that is not known',
      withPiece('verdict: fail', 'verdict: failed'),
      /^s3\/test\.yaml:19:14: tests\[1\]\.verdict: .*; allowed are pass, fail, unknown, not_applicable\.$/,
    ],
    ['an id that is none', withPiece('id: s3.test', 'id: S3 test'), /^s3\/test\.yaml:1:5: id: not a policy id; write <service>\.<name>/],
    [
      'a type that is not known',
      withPiece('AWS::S3::Bucket', 'AWS::S3::Bukket'),
      /^s3\/test\.yaml:5:16: .* Did you mean AWS::S3::Bucket\?$/,
    ],
    [
      'no way to mend it',
      withPiece("\n  cli: 'true'", ''),
      /^s3\/test\.yaml:9:3: remediation: has neither console nor cli; give at least one\.$/,
    ],
    [
      'no unknown among the tests',
      withPiece('verdict: unknown', 'verdict: fail'),
      /^s3\/test\.yaml:15:3: tests: has no test with verdict unknown\.$/,
    ],
    [
      'a framework that is not known',
      withPiece('aws-fsbp', 'aws-fsb'),
      /^s3\/test\.yaml:13:\d+: frameworks: there is no framework aws-fsb; .* Did you mean aws-fsbp\?$/,
    ],
    ['a control that is not known', withPiece('S3.14', 'S3.99'), /^s3\/test\.yaml:13:14: frameworks: aws-fsbp has no control S3\.99\./],
  ])('for %s', async (_what, text, expected) => {
    const problems = await problemsOf(text);

    expect(problems.some((problem) => expected.test(problem)) || problems).toBe(true);
  });

  it.each([
    ['on the line of its key', 'pass: config.Name === 1', '7:21: pass: Unexpected character: '],
    ['in quotes', `pass: "config.Name + \\"a\\" == nme"`, '7:31: pass: There is no variable nme'],
    ['in single quotes', `pass: 'config.Name != ''it'' && nme'`, '7:33: pass: There is no variable nme'],
    ['in a block', 'pass: |\n\n  true &&\n    nme', '10:5: pass: There is no variable nme'],
    ['in a block that is folded', 'pass: >-\n  true &&\n  false ||\n  nme', '10:3: pass: There is no variable nme'],
    ['on several lines', 'pass: true &&\n  nme', '8:3: pass: There is no variable nme'],
    ['in a block with a comment in its head', 'pass: |- # why\n  true && nme', '8:11: pass: There is no variable nme'],
  ])('for an expression %s', async (_where, pass, expected) => {
    expect((await problemsOf(withPiece(PASS, pass)))[0]).toContain(`s3/test.yaml:${expected}`);
  });

  it.each([
    ['confg == 1', 'There is no variable confg; there are config, tags, resource, now. Did you mean config?'],
    ['age_day(config.CreationDate) > 1.0', 'There is no function age_day(dyn). Did you mean age_days?'],
    ['age_days(3) > 1.0', 'age_days does not take (int); it is called age_days(time) -> double.'],
    ['config.Name.starts("x")', 'There is no function starts(string).'],
    ["'x'.starts('x')", 'There is no function starts(string) of string.'],
    ["'a' + 1 == 'a1'", 'no such overload: string + int.'],
    ["'yes'", 'The expression must answer true or false; it answers a string.'],
    ['config.Nam == 1', 'There is no field Nam in config; did you mean Name?'],
    ["config.VersioningConfiguration.Statsu == 'x'", 'There is no field Statsu in config at VersioningConfiguration; did you mean Status?'],
    ["config.Name.Deep == 'x'", 'There is no field Deep in config at Name, which is a text.'],
    ["config.TargetBucket == 'x'", 'There is no field TargetBucket in config; did you mean LoggingEnabled.TargetBucket?'],
    [
      "config.Acl.Grants.Permission == 'x'",
      'There is a list in config at Acl.Grants, not an object; ask its elements for Permission, with exists or all.',
    ],
    [
      "config.Zzzz == 'x'",
      'There is no field Zzzz in config; there are AccelerateConfiguration, Acl, BucketArn, BucketRegion, CORSRules, CreationDate,',
    ],
    [
      "config.NotificationConfiguration.EventBridgeConfiguration.On == 'x'",
      'There is no field On in config at NotificationConfiguration.EventBridgeConfiguration, which has none.',
    ],
    ['config.VersioningConfiguration[0] == 1 && config.Name[0] == 1', 'There is no list in config at Name.'],
    ['resource.config.Name == 1', 'There is no field config in resource; there are resource_id, native_id, name,'],
    ['size(resource) > 0', 'Write which field of resource is meant; it has resource_id, native_id, name,'],
    ["resource[config.Name] == 'x'", 'Write which field of resource is meant; it has resource_id, native_id, name,'],
    ['statements(config.Policy).exists(s, s.Action == "x")', 'There is no field Action in a statement; there are Sid, Effect, Principals,'],
    [
      "resources_of('AWS::EC2::VPC').exists(v, v.config.IsDefalt)",
      'There is no field IsDefalt in the config of AWS::EC2::VPC; did you mean IsDefault?',
    ],
    [
      "resources_of('AWS::EC2::VPC').exists(v, v.IsDefault)",
      'There is no field IsDefault in a resource of AWS::EC2::VPC; there are resource_id,',
    ],
    [
      "resources_of(config.Name).exists(v, v.region == 'x')",
      "resources_of needs its resource type as a literal text, such as 'AWS::EC2::VPC'.",
    ],
    ["config.Name.matches('(?=a)')", 'The pattern refers back to a group or looks around'],
    ['now.__proto__ == 1', 'There is no field __proto__.'],
    ['step_(1, true)', 'There is no function step_(int, bool).'],
  ])('for %s', async (pass, message) => {
    expect((await problemsOf(withPiece(PASS, `pass: |\n  ${pass}`))).join('\n')).toContain(message);
  });

  it('for every problem of the file at once', async () => {
    const text = withPiece(PASS, 'pass: nme').replace("!= 'x'", '!= foo(1)').replace('S3.14', 'S3.99');

    expect(await problemsOf(text)).toHaveLength(3);
  });

  it.each([
    ['severity:', 'severty:'],
    ['title:', 'titel:'],
    ['tests:', 'test:'],
    ['remediation:', 'remedation:'],
    ['  cli:', '  cil:'],
    ['    verdict: fail', '    verdct: fail'],
    [PASS, 'pass: config.Acl.?Grnts.orValue([]).exists(g, g.Permission == config.Name && g.Grantee.Type != g.Grantee.URI)'],
  ])('once for a name that is misspelt: %s for %s', async (right, misspelt) => {
    expect(await problemsOf(withPiece(right, misspelt))).toHaveLength(1);
  });

  it('for each of several unknown names, in the order of the file', async () => {
    const problems = await problemsOf(withPiece('severity: low', 'severty: low\nowner: me\nteam: us'));

    expect(problems.map((problem) => problem.split(':').slice(1, 4).join(':'))).toEqual(['4:1: severty', '5:1: owner', '6:1: team']);
    expect(problems.filter((problem) => problem.includes('Did you mean severity?'))).toHaveLength(1);
  });

  it.each([
    ['', 's3/test.yaml:1:1: the file is empty; '],
    ['# not yet', 's3/test.yaml:1:1: the file is empty; '],
    ['- a', 's3/test.yaml:1:1: the file holds a list and no policy; '],
    ['policy', 's3/test.yaml:1:1: the file holds a text and no policy; '],
  ])('with what to write instead of %j', async (text, expected) => {
    expect(await problemsOf(text)).toEqual([expect.stringContaining(expected)]);
    expect((await problemsOf(text))[0]).toContain('docs/write-a-policy.md');
  });

  it.each([
    ['nothing', ''],
    ['a list', '- a'],
    ['a text', 'policy'],
    ['aliases without end', ALIASES],
    ['far too much', `id: ${'x'.repeat(300_000)}`],
    ['bytes', '\u0000\u0001\uFFFF'],
  ])('for a file that holds %s', async (_what, text) => {
    expect((await problemsOf(text)).length).toBeGreaterThan(0);
  });
});

describe('a test of a policy', () => {
  it('evaluates resources in their stored form: lists in one order, and a list where a document has a single value', async () => {
    const loaded = await load(
      withPiece(PASS, 'pass: config.Policy.Statement.exists(s, "s3:*" in s.Action) && config.OwnershipControls.Rules[0] == "a"')
        .replace(
          'VersioningConfiguration: {Status: Enabled}',
          'Policy: {Statement: {Effect: Allow, Action: "s3:*"}}, OwnershipControls: {Rules: [b, a]}',
        )
        .replace('VersioningConfiguration: {Status: Suspended}', 'Policy: {Statement: []}')
        .replace('unread: {VersioningConfiguration:', 'unread: {Policy:'),
    );
    if ('problems' in loaded) throw new Error(loaded.problems.map(problemText).join('\n'));

    expect(testPolicy(loaded.compiled).map(({ passed }) => passed)).toEqual([true, true, true]);
  });
});

describe('a failing test of a policy', () => {
  it('reports the expected verdict, the actual verdict and its reason', async () => {
    const loaded = await load(
      withPiece('Status: Enabled', 'Status: Suspended').replace('Status: Suspended}}}\n  - name: denied', 'State: x}}}\n  - name: denied'),
    );
    const outcomes = 'problems' in loaded ? [] : testPolicy(loaded.compiled).filter(({ passed }) => !passed);

    expect(outcomes.map(outcomeText)).toEqual([
      'enabled: expected pass, got fail.',
      'suspended: expected fail, got unknown (No such key: Status).',
    ]);
  });
});

describe('a file that is made to be hard to read', () => {
  const lines = (line: (index: number) => string, count = 20_000): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');

  it.each([
    ['unclosed quotes', lines(() => '"')],
    ['unclosed quotes on one line', '"'.repeat(20_000)],
    ['keys with unclosed quotes', lines(() => 'a: "')],
    ['keys', lines((index) => `k${index}: 1`)],
    ['keys that are few enough to be read', lines((index) => `titl${index}: 1`, 7000)],
    ['keys on one line', `{${lines((index) => `k${index}`).replaceAll('\n', ',')}}`],
    ['equal keys', lines(() => 'a: 1')],
    ['tests that are empty', `tests:\n${lines(() => '- {}', 9000)}`],
    ['frameworks', `frameworks:\n${lines((index) => ` f${index}: []`, 7000)}`],
    ['brackets', '['.repeat(100_000)],
    ['braces', '{'.repeat(100_000)],
    ['dashes', '- '.repeat(60_000)],
    ['question marks', '? '.repeat(60_000)],
    ['colons', 'a: '.repeat(60_000)],
    ['anchors', '&a '.repeat(50_000)],
    ['aliases', ALIASES],
    ['tags', '!'.repeat(100_000)],
    ['directives', lines(() => '%', 60_000)],
    ['escapes', `a: "${'\\x'.repeat(60_000)}"`],
    ['a long key', `${'k'.repeat(150_000)}: 1`],
    ['parentheses', withPiece(PASS, `pass: ${'('.repeat(3900)}true${')'.repeat(3900)}`)],
    ['brackets in an expression', withPiece(PASS, `pass: "${'['.repeat(3900)}${']'.repeat(3900)} == []"`)],
    ['negations', withPiece(PASS, `pass: "${'!'.repeat(7900)}true"`)],
  ])('has few and short problems: %s', async (_what, text) => {
    const problems = await problemsOf(text);

    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(21);
    expect(Math.max(...problems.map((problem) => problem.length))).toBeLessThan(600);
  });
});

describe("users' policies", () => {
  const second = withPiece('id: s3.test', 'id: s3.second');

  it('are all that can be used; a bad file does not stop the others', async () => {
    const { policies, problems } = await loadUserPolicies([
      { file: 'b.yaml', text: FILE },
      { file: 'bad.yaml', text: 'id: [' },
      { file: 'a.yaml', text: second },
    ]);

    expect(policies.map(({ policy }) => policy.id)).toEqual(['s3.second', 's3.test']);
    expect(problems.map(({ file }) => file)).toContain('bad.yaml');
  });

  it('must not have the id of another policy', async () => {
    const { policies, problems } = await loadUserPolicies([
      { file: 'a.yaml', text: FILE },
      { file: 'b.yaml', text: FILE },
      { file: 'c.yaml', text: withPiece('id: s3.test', 'id: aws.s3.bucket-versioning-enabled') },
    ]);

    expect(policies).toHaveLength(1);
    expect(problems.map(problemText)).toEqual([
      'b.yaml:1:5: id: a.yaml already has a policy s3.test; choose another id.',
      'c.yaml:1:5: id: Muster itself already has a policy aws.s3.bucket-versioning-enabled; choose another id.',
    ]);
  });
});

describe('the evidence of a policy file', () => {
  const SHOWN = "evidence: \"[{'status': config.VersioningConfiguration.Status}, {'status': 'wanted: Enabled'}]\"";
  const withEvidence = (wanted: string): string =>
    withPiece(PASS, `${PASS}\n${SHOWN}`).replace('    verdict: fail\n', `    verdict: fail\n    evidence: ${wanted}\n`);
  const outcomes = async (text: string): Promise<readonly string[]> => {
    const loaded = await load(text);
    if ('problems' in loaded) return loaded.problems.map(problemText);
    return testPolicy(loaded.compiled)
      .filter(({ passed }) => !passed)
      .map(outcomeText);
  };

  it('is asserted by its tests, in whatever order its lists are written', async () => {
    expect(await outcomes(withEvidence("[{status: 'wanted: Enabled'}, {status: Suspended}]"))).toEqual([]);
    expect(await outcomes(withEvidence('[{status: Enabled}]'))).toEqual([
      'suspended: expected the evidence [{"status":"Enabled"}], got [{"status":"Suspended"},{"status":"wanted: Enabled"}].',
    ]);
    expect(await outcomes(withEvidence('null'))).toEqual([expect.stringMatching(/expected the evidence none, got \[/)]);
  });

  it('that cannot be shown is told with the reason', async () => {
    const text = withEvidence('[a]').replace(/evidence: ".*"/, 'evidence: config.LoggingEnabled.TargetBucket');
    expect(await outcomes(text)).toEqual([expect.stringMatching(/expected the evidence \["a"\], got none \(No such key/)]);
  });

  it('must be an expression', async () => {
    expect(await problemsOf(withPiece(PASS, `${PASS}\nevidence: config.Polisy`))).toEqual([
      expect.stringMatching(/:8:18: evidence: There is no field Polisy in config/),
    ]);
    expect(await problemsOf(withPiece(PASS, `${PASS}\nevidence: 5`))).toHaveLength(1);
  });
});
