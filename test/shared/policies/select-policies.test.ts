import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../../../shared/errors.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { selectPolicies } from '../../../shared/policies/select-policies.ts';
import { compiled } from './support.ts';

const policies = [
  compiled('true', { id: 's3.encrypted', frameworks: { 'cis-aws-7.0': ['3.1.1'] } }),
  compiled('true', { id: 's3.not-public' }),
  compiled('true', { id: 'ec2.encrypted', frameworks: { 'aws-fsbp': ['EC2.7'] } }),
];
const idsOf = (selector: string) => selectPolicies(selector, policies).map(({ policy }) => policy.id);

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

  it('that selects nothing is refused with the name of its field', () => {
    expect(() => selectPolicies('nothing', policies, 'then.policy')).toThrow(/^then\.policy: no policy is called "nothing"/);
  });

  it('* selects nothing, without an error, if there are no policies', () => {
    expect(selectPolicies('*', [])).toEqual([]);
  });
});

describe('the built-in policies', () => {
  it('are compiled once', () => {
    expect(builtInPolicies()).toBe(builtInPolicies());
  });
});
