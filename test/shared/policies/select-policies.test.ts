import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../../../shared/errors.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { compilePolicy } from '../../../shared/policies/compile-policy.ts';
import { policiesOf, selectPolicies } from '../../../shared/policies/select-policies.ts';
import { compiled } from './support.ts';

const policies = [
  compiled('true', { id: 's3.encrypted', frameworks: { 'cis-aws-7.0': ['3.1.1'] } }),
  compiled('true', { id: 's3.not-public' }),
  compiled('true', { id: 'ec2.encrypted', frameworks: { 'aws-fsbp': ['EC2.7'] } }),
];
const idsOf = (selector: string) => selectPolicies(selector, policies).policies.map(({ policy }) => policy.id);

describe('a selector', () => {
  it.each([
    ['*', ['s3.encrypted', 's3.not-public', 'ec2.encrypted']],
    ['s3.encrypted', ['s3.encrypted']],
    ['s3.*', ['s3.encrypted', 's3.not-public']],
    ['*.encrypted', ['s3.encrypted', 'ec2.encrypted']],
    ['*3*not*', ['s3.not-public']],
    ['aws-fsbp', ['ec2.encrypted']],
  ])('%s means', (selector, expected) => {
    expect(idsOf(selector)).toEqual(expected);
  });

  it.each([
    ['s3.encryptd', 's3.encrypted'],
    ['cis-aws-7.1', 'cis-aws-7.0'],
    ['s4.*', 's3.*'],
  ])('%s means nothing, and %s was meant perhaps', (selector, near) => {
    expect(() => idsOf(selector)).toThrow(InvalidRequest);
    expect(() => idsOf(selector)).toThrow(
      new RegExp(
        `^policy: no policy is called "${selector.replaceAll(/[.*]/g, '\\$&')}"; .* Did you mean .*${near.replaceAll(/[.*]/g, '\\$&')}`,
      ),
    );
  });

  it.each(['', 's3.', 'encrypted*x', '*a*a*a*a*a*a*b', 'cis-aws-5.0', '\u0000'])(
    '%j selects nothing, which is an error and not nothing',
    (selector) => {
      expect(() => idsOf(selector)).toThrow(InvalidRequest);
    },
  );

  it('names the field that it came in', () => {
    expect(() => selectPolicies('nothing', policies, 'then.policy')).toThrow(/^then\.policy: no policy is called "nothing"/);
  });

  it('* selects nothing, without an error, if there are no policies', () => {
    expect(selectPolicies('*', [])).toEqual({ selector: '*', policies: [] });
  });
});

describe('a selector without a provider', () => {
  const ofProviders = ['aws.s3.encrypted', 'aws.s3.tls', 'aws.storage.tls', 'azure.storage.tls', 'my.rule'].map((id) =>
    compiled('true', { id }),
  );
  const selected = (written: string, ...own: readonly string[]) => {
    const all = [...ofProviders, ...own.map((id) => compiled('true', { id }))];
    const { selector, policies: found } = selectPolicies(written, all);
    return [selector, ...found.map(({ policy }) => policy.id)];
  };

  it.each([
    ['s3.encrypted', ['aws.s3.encrypted', 'aws.s3.encrypted']],
    ['s3.*', ['aws.s3.*', 'aws.s3.encrypted', 'aws.s3.tls']],
    ['azure.storage.*', ['azure.storage.*', 'azure.storage.tls']],
    ['my.rule', ['my.rule', 'my.rule']],
    ['*.tls', ['*.tls', 'aws.s3.tls', 'aws.storage.tls', 'azure.storage.tls']],
  ])('%s is kept in full', (written, expected) => {
    expect(selected(written)).toEqual(expected);
  });

  it.each(['storage.tls', 'storage.*'])('%s is refused while two providers have it', (written) => {
    expect(() => selected(written)).toThrow(
      new InvalidRequest('policy', `policy: "${written}" could be aws.${written} or azure.${written}; write one of them.`),
    );
  });

  it("means the user's own policy that has exactly that id", () => {
    expect(selected('s3.encrypted', 's3.encrypted')).toEqual(['s3.encrypted', 's3.encrypted']);
    expect(selected('storage.tls', 'storage.tls')).toEqual(['storage.tls', 'storage.tls']);
  });

  it("is refused as a pattern that fits both a user's own policies and those of a provider", () => {
    expect(() => selected('s3.*', 's3.mine')).toThrow('policy: "s3.*" could be s3.mine or aws.s3.*; write one of them.');
    expect(selected('aws.s3.*', 's3.mine')).toEqual(['aws.s3.*', 'aws.s3.encrypted', 'aws.s3.tls']);
  });

  it('kept in full means that alone, and nothing when that is gone', () => {
    expect(policiesOf('s3.encrypted', ofProviders)).toEqual([]);
  });
});

describe('the built-in policies', () => {
  it('are the same objects at each call', () => {
    expect(builtInPolicies()).toBe(builtInPolicies());
  });

  it('are what the compiler makes of their texts, whatever is asked for first', () => {
    for (const { policy, content_hash, related_types, show } of builtInPolicies()) {
      const made = compilePolicy(policy, { patternEngine: 'native' });
      expect([policy.id, content_hash, related_types, show !== undefined]).toEqual([
        policy.id,
        made.content_hash,
        made.related_types,
        made.show !== undefined,
      ]);
    }
  });
});
