import { describe, expect, it } from '@jest/globals';
import { evidenceText, MAX_ENTRIES, MAX_EVIDENCE_BYTES } from '../../../shared/policies/evidence.ts';
import { judge } from '../../../shared/policies/judge.ts';
import type { AccountResources, Subject } from '../../../shared/policies/evaluation.ts';
import { compilePolicy, InvalidPolicy } from '../../../shared/policies/compile-policy.ts';
import { loadFields } from '../../../shared/policies/known-fields.ts';
import { accountOf, compiled, contextOf, policy, subject } from './support.ts';

/** The evidence that a policy with this expression shows of a bucket that fails. */
const shown = (evidence: string, resource: Partial<Subject> = {}, resources: AccountResources = accountOf()): unknown => {
  const [judgement] = judge(
    [{ policy: compiled('false', { evidence }), subject: subject(resource), context: contextOf(resources) }],
    new Map(),
  );
  expect(judgement?.verdict.verdict).toBe('fail');
  const text = judgement?.verdict.evidence;
  return text === undefined ? judgement?.evidence_problem : JSON.parse(text);
};
const twelve = <T>(each: (index: number) => T): readonly T[] => Array.from({ length: 12 }, (_, index) => each(index));
const valueOf = (answer: unknown): unknown => {
  const text = evidenceText(answer);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

describe('the evidence of a resource that fails', () => {
  it('is what the expression answers', () => {
    expect(
      shown("config.Rules.filter(r, r.Open).map(r, {'port': r.Port})", { config: { Rules: [{ Open: true, Port: 22 }, { Open: false }] } }),
    ).toEqual([{ port: 22 }]);
    expect(shown("'the ACL is ' + config.Acl", { config: { Acl: 'public' } })).toBe('the ACL is public');
    expect(shown('1 + 1')).toBe(2);
    expect(shown('now')).toBe('2026-11-21T12:00:00.000Z');
  });

  it('leaves out elements for which the condition throws, as exists does', () => {
    const config = { Rules: [{ Open: true, Port: 22 }, { Port: 80 }] };
    expect(shown('config.Rules.filter(r, r.Open).map(r, r.Port)', { config })).toEqual([22]);
    expect(shown('config.Rules.map(r, r.Open)', { config })).toMatch(/No such key/);
  });

  it('leaves out what may be missing and is', () => {
    expect(shown("{'name': config.?Name, 'id': config.?Id, 'ids': [config.?Name, config.?Id]}", { config: { Id: 'x' } })).toEqual({
      id: 'x',
      ids: ['x'],
    });
  });

  it.each(['null', "''", '[]', '{}', 'config.?Name'])('is absent if the expression answers %s', (evidence) => {
    expect(shown(evidence)).toBeUndefined();
  });

  it('is absent, with the reason, if the policy does not come back with it', () => {
    const made = compiled('false', { evidence: "'x'" });
    const forever = {
      ...made,
      show: (): never => {
        for (;;);
      },
    };
    const each = { subject: subject(), context: contextOf() };

    expect(
      judge(
        [
          { ...each, policy: made },
          { ...each, policy: forever },
        ],
        new Map(),
        20,
      ),
    ).toEqual([
      { verdict: { verdict: 'fail', evidence: '"x"' } },
      { verdict: { verdict: 'fail' }, evidence_problem: 'The policy did not come back within 0.02 seconds and was ended.' },
    ]);
  });

  it('is computed for no other verdict', () => {
    for (const pass of ['true', 'config.Missing']) {
      const [judgement] = judge([{ policy: compiled(pass, { evidence: "'x'" }), subject: subject(), context: contextOf() }], new Map());
      expect(judgement?.verdict).not.toHaveProperty('evidence');
    }
  });

  it.each([
    ['an error', 'config.Missing', /No such key/],
    ['too many steps', 'config.L.all(a, config.L.all(b, config.L.all(c, a != b || c == c)))', /steps/],
    ['another resource that is not known', "resource_by_id('AWS::EC2::VPC', 'vpc-1').config", /not in the inventory/],
    ['a type that is not whole', "resources_of('AWS::IAM::Role')", /Not every AWS::IAM::Role/],
  ])('is absent after %s, and the verdict stays', (_name, evidence, problem) => {
    const config = { L: Array.from({ length: 100 }, (_, index) => index) };
    expect(shown(evidence, { config }, accountOf([], ['AWS::IAM::Role']))).toMatch(problem);
  });

  it('is absent if it may read a field that could not be read, because an unread field is not an absent one', () => {
    const unread = { Policy: { error_code: 'AccessDenied', permission: 's3:GetBucketPolicy' } };
    expect(shown("config.?Policy.orValue('none')", { unread })).toMatch(/needs s3:GetBucketPolicy/);
  });

  it('stops to be tried after it has run out of steps for five resources', () => {
    const config = { L: Array.from({ length: 100 }, (_, index) => index) };
    const one = compiled('false', { evidence: 'config.L.all(a, config.L.all(b, config.L.all(c, a != b || c == c))) ? 1 : 2' });
    const context = contextOf();
    const cases = [...Array.from({ length: 5 }, () => ({ config })), { config: { L: [] } }].map((more) => ({
      policy: one,
      subject: subject(more),
      context,
    }));
    expect(judge(cases, new Map()).map(({ verdict, evidence_problem }) => [verdict.verdict, evidence_problem])).toEqual(
      cases.map(() => ['fail', expect.stringContaining('steps')]),
    );
  });
});

describe('evidence', () => {
  it('is the same in whatever order lists come, and names equal elements once', () => {
    expect(evidenceText([{ b: [2, 1], a: 'x' }, 'y', 'y', 1])).toBe(evidenceText(['y', 1, { a: 'x', b: [1, 2] }]));
    expect(valueOf(['b', 'a', 'b'])).toEqual(['a', 'b']);
  });

  it('shows ten elements or members, and how many more there are', () => {
    const many = Array.from({ length: 1234 }, (_, index) => index);
    expect(valueOf(many)).toEqual([...many.slice(0, MAX_ENTRIES), '… and 1,224 more']);
    expect(valueOf(Object.fromEntries(many.slice(0, 12).map((each) => [`k${each}`, each])))).toMatchObject({ '…': '… and 2 more' });
  });

  it.each([
    ['long texts', Array.from({ length: 20 }, (_, index) => `${index}${'x'.repeat(5000)}`)],
    ['lists within lists', twelve((a) => twelve((b) => twelve((c) => `${a} ${b} ${c}`)))],
    ['characters of three bytes', Array.from({ length: 20 }, (_, index) => `${index}${'€'.repeat(400)}`)],
  ])('has at most 2 KB of %s', (_name, value) => {
    const text = evidenceText(value)!;
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_EVIDENCE_BYTES);
    expect(text).toMatch(/more"\]$/);
  });

  it('gives up a value that is a tree of millions once its parts are counted apart', () => {
    let doubled: unknown = ['x'];
    for (let times = 0; times < 11; times++) doubled = { a: doubled, b: doubled, c: doubled, d: doubled };
    expect(() => evidenceText(doubled)).toThrow(/too large/);
    let deep: unknown = 1;
    for (let times = 0; times < 100; times++) deep = { deep };
    expect(() => evidenceText(deep)).toThrow(/nested/);
  });

  it('holds no secret', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----';
    expect(valueOf({ password: 'hunter2', note: key, url: 'https://ann:hunter2@example.com/', text: 'db_password=hunter2' })).toEqual({
      password: '[redacted]',
      note: expect.not.stringContaining('MIIE'),
      url: 'https://ann:[redacted]@example.com/',
      text: 'db_password=[redacted]',
    });
    // Cut to its first characters, the text would no longer look like a secret.
    expect(JSON.stringify(valueOf([`${'x '.repeat(195)}token=abcdefghijklmnop`]))).not.toContain('abcdef');
  });

  it('keeps ids of access keys and keys of conditions', () => {
    expect(valueOf({ id: 'AKIAIOSFODNN7EXAMPLE', Conditions: { 'token.actions.githubusercontent.com:sub': ['repo:a/*'] } })).toEqual({
      id: 'AKIAIOSFODNN7EXAMPLE',
      Conditions: { 'token.actions.githubusercontent.com:sub': ['repo:a/*'] },
    });
  });

  it('keeps what JSON can hold and JavaScript mistakes', () => {
    expect(evidenceText(JSON.parse('{"__proto__": {"a": 1}, "constructor": "x", "toJSON": "y"}'))).toBe(
      '{"__proto__":{"a":1},"constructor":"x","toJSON":"y"}',
    );
    expect(evidenceText('\ud800 alone')).toBe('"\ufffd alone"');
    expect(evidenceText(2n ** 60n + 1n)).toBe('"1152921504606846977"');
  });
});

describe('an evidence expression', () => {
  it('may read fields that exist only, and look up types by their names only', async () => {
    const fieldsOf = await loadFields(['AWS::S3::Bucket']);
    const problemsOf = (evidence: string): string => {
      try {
        compilePolicy(policy({ evidence }), { fieldsOf });
        return '';
      } catch (error) {
        return (error as InvalidPolicy).problems.map(({ message }) => message).join(' ');
      }
    };
    expect(problemsOf('config.Polisy')).toMatch(/^evidence: There is no field Polisy in config; did you mean Policy/);
    expect(problemsOf('resources_of(config.Name)')).toMatch(/^evidence: resources_of needs its resource type as a literal/);
    expect(problemsOf('nothing(1)')).toMatch(/^evidence: There is no function nothing/);
    expect(problemsOf('config.Name')).toBe('');
  });

  it('changes the hash of its policy, and its lookups are those of the policy', () => {
    const without = compiled('false');
    const one = compiled('false', { evidence: "resources_of('AWS::IAM::Role').size()" });
    expect(one.content_hash).not.toBe(without.content_hash);
    expect(one.related_types).toEqual(['AWS::IAM::Role']);
    expect(without.show).toBeUndefined();
  });
});
