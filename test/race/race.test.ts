import { describe, expect, it } from '@jest/globals';
import { builtInPolicies } from '../../shared/policies/catalog.ts';
import { attributionOf, compareVerdicts, moreCalls, total, type Verdict } from './compare.ts';
import { readAttributions, readChecks } from './files.ts';

const verdicts = (entries: Readonly<Record<string, Verdict>>) => new Map([['check_a', new Map(Object.entries(entries))]]);
const [check] = readChecks();
const CHECKS = [{ ...check!, prowler: 'check_a' }];

describe('the files of the race', () => {
  it('name policies of Muster and the types that these judge, each once', () => {
    const types = new Map(builtInPolicies().map(({ policy }) => [policy.id, policy.resource_type]));
    for (const { muster, type } of readChecks()) expect([muster, types.get(muster)]).toEqual([muster, type]);
    for (const key of ['muster', 'prowler'] as const) {
      const names = readChecks().map((each) => each[key]);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  it('attribute disagreements of checks that are raced, by patterns that are valid', () => {
    const raced = new Set(readChecks().map(({ prowler }) => prowler));
    for (const attribution of readAttributions()) {
      expect([attribution.check, raced.has(attribution.check)]).toEqual([attribution.check, true]);
      expect(() => new RegExp(attribution.resource)).not.toThrow();
    }
  });
});

describe('compareVerdicts', () => {
  it('counts what agrees and names what does not, also what one tool did not judge', () => {
    const muster = verdicts({ same: 'fail', ours: 'fail', differs: 'pass' });
    const prowler = verdicts({ same: 'fail', theirs: 'fail', differs: 'fail' });

    expect(compareVerdicts(CHECKS, muster, prowler)).toEqual([
      {
        check: 'check_a',
        agreed: 1,
        disagreements: [
          { check: 'check_a', resource: 'differs', muster: 'pass', prowler: 'fail' },
          { check: 'check_a', resource: 'ours', muster: 'fail', prowler: 'none' },
          { check: 'check_a', resource: 'theirs', muster: 'none', prowler: 'fail' },
        ],
      },
    ]);
  });

  it('agrees on nothing if neither tool judged the check', () => {
    expect(compareVerdicts(CHECKS, new Map(), new Map())).toEqual([{ check: 'check_a', agreed: 0, disagreements: [] }]);
  });
});

describe('attributionOf', () => {
  const attribution = { check: 'check_a', resource: 'sg-[0-9]+', right: 'muster', why: 'because' } as const;
  const disagreement = { check: 'check_a', resource: 'sg-1', muster: 'pass', prowler: 'fail' } as const;

  it.each([
    ['the check and the whole id match', disagreement, attribution],
    ['the id matches in part', { ...disagreement, resource: 'sg-1a' }, undefined],
    ['the check is another', { ...disagreement, check: 'check_b' }, undefined],
  ])('%s', (_name, each, expected) => {
    expect(attributionOf([attribution], each)).toBe(expected);
  });
});

describe('calls', () => {
  const calls = new Map([
    ['s3', 5],
    ['ec2', 2],
  ]);

  it('are summed', () => {
    expect(total(calls)).toBe(7);
  });

  it('are more if the other tool calls the service less, or not at all', () => {
    expect(moreCalls(calls, new Map([['s3', 5]]))).toEqual(['ec2']);
    expect(
      moreCalls(
        calls,
        new Map([
          ['s3', 4],
          ['ec2', 9],
        ]),
      ),
    ).toEqual(['s3']);
  });
});
