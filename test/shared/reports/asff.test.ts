import { describe, expect, it } from '@jest/globals';
import { asff } from '../../../shared/reports/asff.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { COLLECTED_AT, content, DANGEROUS, finding, OF_EACH_STATUS, OF_HOSTILE_NAMES, policy, textOf } from './support.ts';

interface Finding {
  readonly [field: string]: unknown;
  readonly Id: string;
  readonly AwsAccountId: string;
  readonly Title: string;
  readonly Description: string;
  readonly ProductArn: string;
  readonly ProductFields: Readonly<Record<string, string>>;
  readonly Resources: readonly { readonly Id: string; readonly Type: string; readonly Tags?: Readonly<Record<string, string>> }[];
}

async function batchesOf(
  findings: Parameters<typeof content>[0],
  of?: Parameters<typeof content>[1],
): Promise<readonly (readonly Finding[])[]> {
  const text = await textOf(asff.findings, content(findings, of));
  expect(DANGEROUS.test(text)).toBe(false);
  const batches = text
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { Findings: readonly Finding[] }).Findings);
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(100);
    expect(new Set(batch.map(({ AwsAccountId, ProductArn }) => `${AwsAccountId} ${ProductArn}`)).size).toBe(1);
    for (const each of batch) check(each);
  }
  return batches;
}

/** Checks the required fields and lengths of Security Hub's API reference. */
function check(each: Finding): void {
  const required = 'AwsAccountId CreatedAt Description GeneratorId Id ProductArn Resources SchemaVersion Severity Title Types UpdatedAt';
  expect(Object.keys(each)).toEqual(expect.arrayContaining(required.split(' ')));
  expect(each['SchemaVersion']).toBe('2018-10-08');
  expect(each.ProductArn).toMatch(/^arn:(aws|aws-cn|aws-us-gov):securityhub:[a-z]+(-[a-z]+)+-\d:\d{12}:product\/\d{12}\/default$/);
  expect(each.Id).toMatch(/^[\x21-\x7e]{1,512}$/);
  expect(each.Title.length).toBeLessThanOrEqual(256);
  expect(each.Description.length).toBeLessThanOrEqual(1024);
  expect(Buffer.byteLength(JSON.stringify(each))).toBeLessThanOrEqual(240 * 1024);
  const [resource] = each.Resources;
  expect(resource!.Id.length).toBeLessThanOrEqual(512);
  const tags = Object.entries(resource!.Tags ?? {});
  expect(tags.length).toBeLessThanOrEqual(50);
  for (const [key, value] of tags) {
    expect(key.length).toBeLessThanOrEqual(128);
    expect(value.length).toBeLessThanOrEqual(256);
  }
  expect(textsIn(each).every((text) => /\S/.test(text))).toBe(true);
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];

describe('ASFF', () => {
  it('has each status in the words of Security Hub', async () => {
    const [batch] = await batchesOf(OF_EACH_STATUS);

    const told = batch!.map(({ Resources, Compliance, Workflow, RecordState }) => [
      Resources[0]!.Id,
      (Compliance as { Status: string }).Status,
      (Workflow as { Status: string }).Status,
      RecordState,
    ]);
    expect(told).toEqual([
      ['arn:aws:s3:::gone', 'NOT_AVAILABLE', 'RESOLVED', 'ARCHIVED'],
      ['arn:aws:s3:::not-known', 'WARNING', 'NEW', 'ACTIVE'],
      ['arn:aws:s3:::open', 'FAILED', 'NEW', 'ACTIVE'],
      ['arn:aws:s3:::open-unknown', 'WARNING', 'NEW', 'ACTIVE'],
      ['arn:aws:s3:::resolved', 'PASSED', 'RESOLVED', 'ARCHIVED'],
      ['arn:aws:s3:::suppressed', 'FAILED', 'SUPPRESSED', 'ACTIVE'],
    ]);
  });

  it('says what the policy says, and when', async () => {
    const [batch] = await batchesOf([finding()]);

    expect(batch![0]).toMatchObject({
      Id: 'muster/aws.s3.bucket-private#aws:123456789012|AWS::S3::Bucket|eu-west-1|logs',
      ProductArn: 'arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default',
      GeneratorId: 'aws.s3.bucket-private',
      Title: 'Buckets are private: logs',
      Severity: { Label: 'HIGH', Original: 'high' },
      CreatedAt: COLLECTED_AT,
      UpdatedAt: COLLECTED_AT,
      Compliance: { RelatedRequirements: ['aws-fsbp S3.8', 'cis-aws-7.0 2.1.4'] },
      Remediation: { Recommendation: { Text: 'Block public access.', Url: 'https://docs.aws.amazon.com/s3' } },
      Resources: [{ Type: 'AwsS3Bucket', Partition: 'aws', Region: 'eu-west-1', Tags: { team: 'data' } }],
    });
  });

  it('keeps every limit of Security Hub whatever the names and their lengths', async () => {
    const long = '\u{1f600}'.repeat(3000);
    const tags = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}${long}`, index % 2 ? long : ' ']));
    const longest = finding({ resource_id: long, account_name: long, tags, evidence: long, verdict: 'unknown', reason: long });
    const wordy = policy({
      description: long,
      remediation: { text: long },
      frameworks: { a: Array.from({ length: 50 }, (_, index) => `${index}`) },
    });

    const batches = await batchesOf([...OF_HOSTILE_NAMES, longest], { policies: new Map([[wordy.id, wordy]]) });

    expect(batches.flat()).toHaveLength(OF_HOSTILE_NAMES.length + 1);
    expect(new Set(batches.flat().map(({ Id }) => Id)).size).toBe(OF_HOSTILE_NAMES.length + 1);
  });

  it('has batches of at most 100 findings of one account and region, and loses none', async () => {
    const accounts = Array.from({ length: 150 }, (_, index) => parseAccountId(String(100_000_000_000 + index)));
    const findings = accounts.flatMap((account_id, index) =>
      Array.from({ length: index === 0 ? 250 : 3 }, (_, place) =>
        finding({ account_id, resource_id: `b${place}`, region: place % 2 ? 'eu-west-1' : 'global' }),
      ),
    );

    const batches = await batchesOf(findings);

    expect(batches.flat()).toHaveLength(findings.length);
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(100);
  });

  it('sends what is in no region to the first region of its partition', async () => {
    const batches = await batchesOf([
      finding({ region: 'global' }),
      finding({ region: 'global', native_id: 'arn:aws-us-gov:iam::123456789012:user/ann', resource_id: 'ann' }),
      finding({ region: 'cn-north-1', native_id: null, resource_id: 'cn' }),
    ]);

    expect(batches.flat().map(({ ProductArn }) => ProductArn.split(':').slice(1, 4).join(' '))).toEqual([
      'aws-cn securityhub cn-north-1',
      'aws-us-gov securityhub us-gov-west-1',
      'aws securityhub us-east-1',
    ]);
  });

  it('leaves out accounts of other clouds, which Security Hub does not know', async () => {
    const account_id = parseAccountId('azure:11111111-2222-3333-4444-555555555555');

    expect(await batchesOf([finding({ account_id })])).toEqual([]);
  });
});
