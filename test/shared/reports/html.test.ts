import { describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { frameworkNamed } from '../../../shared/policies/frameworks.ts';
import { html } from '../../../shared/reports/html/html.ts';
import { content, DANGEROUS, finding, HOSTILE, OF_EACH_STATUS, OF_HOSTILE_NAMES, policy, SLICE, each, textOf } from './support.ts';

const page = async (findings: Parameters<typeof content>[0], of?: Parameters<typeof content>[1]): Promise<string> =>
  await textOf(html.findings, content(findings, of));

const insideOf = (text: string, tag: RegExp): readonly string[] =>
  [...text.matchAll(new RegExp(`<${tag.source}>([\\s\\S]*?)</(?:script|style)>`, 'g'))].map(([, inside]) => inside!);

describe('report.html', () => {
  it.each([
    [[], {}, 'unknown'],
    [[{ outcome: 'denied' }], {}, 'unknown'],
    [[{ outcome: 'complete' }], {}, 'no data'],
    [[{ outcome: 'complete' }, { outcome: 'failed', segment: '*', type: '*' }], {}, 'no data'],
    [[{ outcome: 'complete' }], { pass: 3 }, 'pass'],
    [[{ outcome: 'complete' }, { outcome: 'denied' }], { pass: 3 }, 'pass where seen'],
    [[{ outcome: 'complete' }], { pass: 3, unknown: 1 }, 'pass where seen'],
    [[{ outcome: 'complete' }], { unknown: 1 }, 'unknown'],
    [[{ outcome: 'complete' }], { pass: 3, fail: 1, unknown: 1 }, 'fail'],
  ] as const)('says of a control what "frameworks show" says: slices %j with verdicts %j', async (slices, counts, state) => {
    const one = policy({ counts });
    const coverage = () => each(slices.map((slice) => ({ ...SLICE, type: one.resource_type, ...slice })));
    const text = await page([], { policies: new Map([[one.id, one]]), coverage });

    expect(text).toMatch(new RegExp(`>S3\\.8</td><td data-label="State" class="[a-z]+">${state}</td>`));
  });

  it('scores frameworks in the words of "frameworks show": unknown controls do not count, nor do those checked in part', async () => {
    const of = (id: string, framework: string, control: string, counts: Parameters<typeof policy>[0] & object) =>
      policy({ id, frameworks: { [framework]: [control] }, ...counts });
    const inPart = frameworkNamed('nist-800-53-r5')!.controls.find(({ partial }) => partial !== undefined)!;
    const policies = [
      of('a.a.a', 'aws-fsbp', 'S3.8', { counts: { pass: 1 } }),
      of('a.a.b', 'aws-fsbp', 'S3.2', { counts: { pass: 1, unknown: 2 } }),
      of('a.a.c', 'aws-fsbp', 'S3.3', { counts: { unknown: 2 } }),
      of('a.a.d', 'aws-fsbp', 'S3.5', { counts: { fail: 1 } }),
      of('a.a.e', 'nist-800-53-r5', inPart.id, { counts: { pass: 1 } }),
    ];
    const unknown = { policy_id: 'a.a.c', status: null, verdict: 'unknown', reason: 'No.', permission: 's3:GetBucketPolicy' } as const;
    const coverage = () => each([{ ...SLICE, type: 'AWS::S3::Bucket', outcome: 'complete' as const }]);
    const text = await page([finding(unknown)], { policies: new Map(policies.map((one) => [one.id, one])), coverage });

    expect(text).toContain('2 of 3 controls passed (66.6%), 1 of them where seen; 1 failed<br>');
    expect(text).toContain(
      '1 of 1 account read whole; 3 of 7 verdicts known; 4 unknown, because something could not be read (missing s3:GetBucketPolicy)',
    );
    expect(text).toContain('0 of 1 control passed (0%); 1 checked in part only, which does not count as passed');
    expect(text).toMatch(/data-label="State" class="medium">partial<\/td>[^]*?in part only: /);
  });

  it('scores nothing where it has not all findings', async () => {
    const one = policy({ counts: undefined });
    expect(await page([], { policies: new Map([[one.id, one]]) })).toContain('No framework is scored: either no policy');
  });

  it('holds one script of its own, and runs and loads nothing else', async () => {
    const text = await page(OF_HOSTILE_NAMES);

    const [script] = insideOf(text, /script/);
    const [style] = insideOf(text, /style/);
    const sha = (of: string): string => `'sha256-${hash('sha256', of, 'base64')}'`;
    expect(text).toContain(
      `content="default-src 'none'; script-src ${sha(script!)}; style-src ${sha(style!)}; base-uri 'none'; form-action 'none'"`,
    );
    const tags = [...text.replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '<$1>').matchAll(/<[a-z!][^>]*>/gi)].map(([tag]) => tag);
    expect(tags.filter((tag) => /^<(script|img|iframe|link|object|embed|base|form|svg)/i.test(tag))).toEqual(
      expect.arrayContaining(['<script>']),
    );
    expect(tags.filter((tag) => /^<(img|iframe|link|object|embed|base|form|svg)/i.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\s(on\w+|style|src)=/i.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /href=/.test(tag)).every((tag) => /href="#[a-z-]+"/.test(tag))).toBe(true);
  });

  it('is not written if a finding is of a policy that the report does not have: it would stand under another policy', async () => {
    const one = policy();

    await expect(page([finding({ policy_id: 'my.unknown' })], { policies: new Map([[one.id, one]]) })).rejects.toThrow(
      'The report has findings of my.unknown, which is none of its policies.',
    );
  });

  it('keeps every hostile text inside of its data', async () => {
    const text = await page(OF_HOSTILE_NAMES);

    expect(DANGEROUS.test(text)).toBe(false);
    const data = insideOf(text, /script type="application\/json" class="rows"/);
    const rows = data.flatMap((json) => JSON.parse(json) as readonly (readonly unknown[])[]);
    expect(rows).toHaveLength(OF_HOSTILE_NAMES.length);
    expect(data.every((json) => !/[<>&]/.test(json))).toBe(true);
    const names = rows.map(([, , , name]) => name);
    expect(names).toContain(HOSTILE[0]);
    expect(names).toContain('\\u202egnp.exe\\u2066');
    expect(insideOf(text, /script/)).toHaveLength(1);
  });

  it('counts what is open by severity, and what is suppressed or not known', async () => {
    const text = await page([...OF_EACH_STATUS, finding({ resource_id: 'other', severity: 'critical' })]);

    const cards = [...text.matchAll(/<div class="card"><b[^>]*>([\d,]+)<\/b>([a-z ]+)/g)].map(([, count, name]) => `${count} ${name}`);
    expect(cards).toEqual(['1 critical', '2 high', '0 medium', '0 low', '0 informational', '1 suppressed', '1 not known']);
  });

  it('shows the result of each control, what was read and what was not', async () => {
    const text = await page(OF_EACH_STATUS);

    expect(text).toMatch(
      /<td data-label="Control" class="short">S3\.8<\/td><td data-label="State" class="critical">fail<\/td><td>[^]+?<td data-label="passed" class="number">7<\/td><td data-label="failed" class="number">3<\/td><td data-label="unknown" class="number">1<\/td>/,
    );
    expect(text).toMatch(/class="muted">manual<\/td><td>[^<]+<br><span class="muted">[^<]+<\/span>/);
    expect(text).toContain('1 slices (a resource type in a region of an account), 1 of them not read whole.');
    expect(text).toContain('AccessDenied: s3:ListAllMyBuckets: &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('all accounts &lt;/title&gt;&lt;script&gt;');
  });

  it('has its findings in parts, so that no part is huge', async () => {
    const text = await page(Array.from({ length: 1201 }, (_, index) => finding({ resource_id: `b${index}` })));

    const sizes = insideOf(text, /script type="application\/json" class="rows"/).map((json) => (JSON.parse(json) as unknown[]).length);
    expect(sizes).toEqual([500, 500, 201]);
  });

  it('is the same page for the same scan', async () => {
    expect(await page(OF_HOSTILE_NAMES)).toBe(await page(OF_HOSTILE_NAMES.toReversed()));
  });
});
