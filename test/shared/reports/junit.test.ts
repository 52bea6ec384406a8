import { describe, expect, it } from '@jest/globals';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { junit } from '../../../shared/reports/junit.ts';
import { ACCOUNTS, content, DANGEROUS, finding, HOSTILE, OF_EACH_STATUS, OF_HOSTILE_NAMES, policy, textOf } from './support.ts';

interface Suite {
  readonly name: string;
  readonly counts: readonly number[];
  readonly tests: readonly { readonly name: string; readonly outcome: string; readonly text: string }[];
}

/** Parsed by libxml2, which refuses what is no XML. */
async function suitesOf(findings: Parameters<typeof content>[0], of?: Parameters<typeof content>[1]): Promise<readonly Suite[]> {
  const text = await textOf(junit.findings, content(findings, of));
  expect(DANGEROUS.test(text)).toBe(false);
  const document = XmlDocument.fromString(text);
  try {
    const suites = elements(document.root).map(suiteOf);
    const total = (place: number): string => String(suites.reduce((sum, { counts }) => sum + counts[place]!, 0));
    expect([attribute(document.root, 'tests'), attribute(document.root, 'failures')]).toEqual([total(0), total(1)]);
    return suites;
  } finally {
    document.dispose();
  }
}

const attribute = (element: XmlElement, name: string): string => element.attr(name)?.value ?? '';
const elements = (element: XmlElement): readonly XmlElement[] => element.find('*') as unknown as readonly XmlElement[];

function suiteOf(suite: XmlElement): Suite {
  const tests = elements(suite).map((test) => {
    const [outcome] = elements(test);
    return { name: attribute(test, 'name'), outcome: outcome?.name ?? 'pass', text: outcome?.content ?? '' };
  });
  return { name: attribute(suite, 'name'), counts: ['tests', 'failures', 'skipped'].map((name) => Number(attribute(suite, name))), tests };
}

describe('JUnit', () => {
  it('skips each account that could not be read', async () => {
    const accounts = () => [ACCOUNTS, { ...ACCOUNTS, name: '<b>', status: 'failed', error: 'denied & out' }];
    const suites = await suitesOf([], { accounts });

    const text = 'Account 123456789012 (<b>) could not be read: denied & out';
    expect(suites.at(-1)).toEqual({
      name: 'accounts: Accounts are read',
      counts: [1, 0, 1],
      tests: [{ name: 'aws:123456789012', outcome: 'skipped', text }],
    });
  });

  it('has a failure for each open finding, and skips what is accepted or not known', async () => {
    const [suite] = await suitesOf(OF_EACH_STATUS);

    expect(suite).toMatchObject({ name: 'aws.s3.bucket-private: Buckets are private', counts: [7, 2, 2] });
    expect(suite!.tests.map(({ name, outcome }) => [name.split(' ')[0], outcome])).toEqual([
      ['gone', 'pass'],
      ['not-known', 'skipped'],
      ['open', 'failure'],
      ['open-unknown', 'failure'],
      ['resolved', 'pass'],
      ['suppressed', 'skipped'],
      ['all', 'system-out'],
    ]);
    expect(suite!.tests[1]!.text).toBe('Not known: The policy of the bucket could not be read.');
    expect(suite!.tests[5]!.text).toBe('Suppressed until 2027-01-01T00:00:00.000Z: A public website');
    expect(suite!.tests[2]!.text.split('\n')).toEqual([
      'Anyone can read the bucket <b>.',
      'Account: 123456789012 (production)',
      'Region: eu-west-1',
      'Resource: AWS::S3::Bucket arn:aws:s3:::open',
      'To fix it: Block public access.',
      'aws s3api put-public-access-block --bucket open',
      'Controls: aws-fsbp S3.8, cis-aws-7.0 2.1.4',
    ]);
  });

  it('has a suite with one test for a policy that every resource passes', async () => {
    const suites = await suitesOf([]);

    expect(suites.map(({ name, counts }) => [name.split(':')[0], ...counts])).toEqual([
      ['aws.s3.bucket-private', 1, 0, 0],
      ['aws.sqs.queue-encrypted', 1, 0, 0],
    ]);
  });

  it('counts right if findings of one policy have several severities', async () => {
    const suites = await suitesOf([finding({ severity: 'low', resource_id: 'a' }), finding({ resource_id: 'b' })], {
      policies: new Map([['aws.s3.bucket-private', policy()]]),
    });

    expect(suites.map(({ counts, tests }) => [counts, tests.length])).toEqual([
      [[2, 1, 0], 2],
      [[1, 1, 0], 1],
    ]);
  });

  it('is XML whatever the names, has a name of its own for each test, and shows what cannot be seen', async () => {
    const [suite] = await suitesOf(OF_HOSTILE_NAMES);

    expect(new Set(suite!.tests.map(({ name }) => name)).size).toBe(OF_HOSTILE_NAMES.length + 1);
    const names = suite!.tests.map(({ name }) => name).join('\n');
    expect(names).toContain(HOSTILE[2]);
    expect(names).toContain('\\u001b[2J\\u0007\\u009b31m');
    expect(names).toContain('\\u202egnp.exe');
    expect(names).toContain('not \\ufffe\\uffff XML\\u0000');
  });

  it('carries the evidence', async () => {
    const [suite] = await suitesOf([finding({ evidence: { Principal: '*' } })]);

    expect(suite!.tests[0]!.text).toContain('\nEvidence: {"Principal":"*"}\n');
  });
});
