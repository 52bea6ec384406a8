import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { MOST_RESULTS, sarif } from '../../../shared/reports/sarif.ts';
import { ACCOUNTS, content, DANGEROUS, finding, HOSTILE, OF_EACH_STATUS, OF_HOSTILE_NAMES, textOf } from './support.ts';

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly properties: object }[] } };
    readonly results: readonly Result[];
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[] }[];
  }[];
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
  readonly suppressions?: readonly object[];
  readonly properties: Readonly<Record<string, unknown>>;
}

const schema = JSON.parse(readFileSync(new URL('schemas/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8')) as Record<string, unknown>;
// The schema is of an older draft: its id has another name, and its patterns are no Unicode ones.
const { id: _id, $schema: _draft, ...rest } = schema;
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(rest);

async function logOf(
  findings: Parameters<typeof content>[0],
  of?: Parameters<typeof content>[1],
): Promise<Log['runs'][number] & { text: string }> {
  const text = await textOf(sarif.findings, content(findings, of));
  const log = JSON.parse(text) as Log;
  validate(log);
  expect(validate.errors).toBeNull();
  return { ...log.runs[0]!, text };
}

describe('SARIF', () => {
  it('is valid with findings of every status, and has open and suppressed ones as results', async () => {
    const { results, tool } = await logOf(OF_EACH_STATUS);

    expect(results.map(({ message: { text } }) => text)).toEqual([
      'open (AWS::S3::Bucket) in 123456789012, eu-west-1: Buckets are private',
      'open-unknown (AWS::S3::Bucket) in 123456789012, eu-west-1: Buckets are private. No longer known: GetBucketPolicy was denied.',
      'suppressed (AWS::S3::Bucket) in 123456789012, eu-west-1: Buckets are private. Suppressed until 2027-01-01T00:00:00.000Z: A public website',
    ]);
    expect(results[2]!.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'A public website' }]);
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]!.id === ruleId)).toBe(true);
    expect(tool.driver.rules[0]).toMatchObject({
      id: 'aws.s3.bucket-private',
      defaultConfiguration: { level: 'error' },
      helpUri: 'https://docs.aws.amazon.com/s3',
      properties: { 'security-severity': '8.0', tags: ['security', 'cis-aws-7.0', 'aws-fsbp'] },
    });
  });

  it('notes what could not be judged, which is no alert', async () => {
    const { invocations } = await logOf(OF_EACH_STATUS);

    expect(invocations[0]!.toolExecutionNotifications.map(({ message: { text } }) => text)).toEqual([
      'not-known (AWS::S3::Bucket) in 123456789012, eu-west-1: Not known: The policy of the bucket could not be read.',
    ]);
  });

  it.each(['critical', 'high', 'medium', 'low', 'informational'] as const)('is valid with a finding of severity %s', async (severity) => {
    const { results } = await logOf([finding({ severity })]);

    expect(results[0]!.level).toBe({ critical: 'error', high: 'error', medium: 'warning', low: 'note', informational: 'note' }[severity]);
  });

  it('has a path for each resource that stays in its folder and is a valid URI, whatever the name', async () => {
    const { results, text } = await logOf(OF_HOSTILE_NAMES);

    for (const { locations } of results) {
      const { uri } = locations[0]!.physicalLocation.artifactLocation;
      expect(uri).toMatch(/^aws\/123456789012\/eu-west-1\/AWS\.S3\.Bucket\/[\w.!~*'()%-]+$/);
      expect(new URL(uri, 'https://host.example/folder/').pathname).toMatch(/^\/folder\/aws\/123456789012\/eu-west-1\/AWS\.S3\.Bucket\/./);
    }
    expect(DANGEROUS.test(text)).toBe(false);
  });

  it('notes each account that could not be read', async () => {
    const accounts = () => [ACCOUNTS, { ...ACCOUNTS, name: null, status: 'failed', error: 'sts:AssumeRole was {denied}' }];
    const { invocations } = await logOf([], { accounts });

    expect(invocations[0]!).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'Account 123456789012 could not be read: sts:AssumeRole was {{denied}}' } },
      ],
    });
  });

  it('makes no placeholder and no link of a name', async () => {
    const { results } = await logOf([finding({ resource_name: HOSTILE[12] })]);

    expect(results[0]!.message.text).toContain('{{0}} \\[click\\](https://evil.example) \\\\ (AWS::S3::Bucket)');
  });

  it('gives a finding the same fingerprint however the rest of it changes, and each its own', async () => {
    const { results } = await logOf([finding(), finding({ resource_id: 'other' })]);
    const { results: later } = await logOf([finding({ resource_name: 'renamed', severity: 'low', tags: null })]);

    expect(later[0]!.partialFingerprints).toEqual(results[0]!.partialFingerprints);
    expect(results[1]!.partialFingerprints).not.toEqual(results[0]!.partialFingerprints);
    expect(results[0]!.partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{16}:1$/);
  });

  it('leaves out the least serious findings beyond what code scanning takes, and says how many', async () => {
    const many = Array.from({ length: MOST_RESULTS + 2 }, (_, index) =>
      finding({ resource_id: `b${index}`, severity: index === 5 ? 'low' : 'high' }),
    );

    const { results, invocations } = await logOf(many);

    expect(results).toHaveLength(MOST_RESULTS);
    expect(results.some(({ properties }) => properties['severity'] === 'low')).toBe(false);
    expect(invocations[0]!.toolExecutionNotifications[0]!.message.text).toBe('2 less serious findings are left out of this file.');
  });

  it('carries the evidence', async () => {
    const { results } = await logOf([finding({ evidence: { Principal: '*' } })]);

    expect(results[0]!.properties['evidence']).toEqual({ Principal: '*' });
  });

  it('is valid without findings', async () => {
    expect((await logOf([])).results).toEqual([]);
  });
});
