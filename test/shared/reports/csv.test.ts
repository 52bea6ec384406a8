import { describe, expect, it } from '@jest/globals';
import { csv } from '../../../shared/reports/csv.ts';
import { json } from '../../../shared/reports/json.ts';
import { COLLECTED_AT, content, DANGEROUS, finding, HOSTILE, OF_EACH_STATUS, OF_HOSTILE_NAMES, textOf, UNREAD_ACCOUNT } from './support.ts';

/** The rows as a spreadsheet reads them (RFC 4180). */
function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const cells = [...text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)];
  expect(cells.map(([whole]) => whole).join('')).toBe(text);
  const rows: string[][] = [[]];
  for (const [, cell, end] of cells) {
    rows.at(-1)!.push(cell!.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  const [names, ...others] = rows.slice(0, -1);
  return others.map((row) => Object.fromEntries(names!.map((name, place) => [name, row[place]!])));
}

describe('findings.csv', () => {
  it('has title, remediation and frameworks of each finding', async () => {
    const rows = rowsOf(await textOf(csv.findings, content(OF_EACH_STATUS)));

    expect(rows.map(({ resource, status, verdict }) => [resource, status, verdict])).toEqual([
      ['gone', 'resolved', 'not_applicable'],
      ['open', 'open', 'fail'],
      ['open-unknown', 'open', 'unknown'],
      ['resolved', 'resolved', 'pass'],
      ['suppressed', 'suppressed', 'fail'],
    ]);
    expect(rows[1]).toMatchObject({
      severity: 'high',
      title: 'Buckets are private',
      account_id: 'aws:123456789012',
      native_id: 'arn:aws:s3:::open',
      tags: '{"team":"data"}',
      remediation: 'Block public access.',
      remediation_console: '1. Open the bucket.\n2. Block all.',
      remediation_cli: 'aws s3api put-public-access-block --bucket open',
      frameworks: 'aws-fsbp S3.8, cis-aws-7.0 2.1.4',
      references: 'https://docs.aws.amazon.com/s3',
    });
  });

  it('names an account that could not be read in a row of its own', async () => {
    const rows = rowsOf(await textOf(csv.findings, content([finding()], { accounts: () => [UNREAD_ACCOUNT] })));

    expect(rows.map(({ status, verdict, account_id }) => [status, verdict, account_id])).toEqual([
      ['open', 'fail', 'aws:123456789012'],
      ['not_read', 'unknown', 'aws:210987654321'],
    ]);
    expect(rows[1]).toMatchObject({
      severity: '',
      title: 'Account could not be read',
      note: expect.stringMatching(/could not be read: AccessDenied/),
    });
  });

  it('has no cell that runs as a formula, and none that controls a terminal', async () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', 'a;=1', 'a\n=1', '＝1', '\r=1'];
    const findings = [
      ...formulas.map((name, index) => finding({ resource_id: `f${index}`, resource_name: name, evidence: name })),
      ...OF_HOSTILE_NAMES,
    ];

    const text = await textOf(csv.findings, content(findings));

    expect(DANGEROUS.test(text)).toBe(false);
    const cells = rowsOf(text).flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /(^|[;\n]|^\s+)[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('carries the evidence as JSON, unless it is a text', async () => {
    const rows = rowsOf(
      await textOf(csv.findings, content([finding({ evidence: { Principal: '*' } }), finding({ resource_id: 'x', evidence: 'open' })])),
    );

    expect(rows.map(({ evidence }) => evidence)).toEqual(['{"Principal":"*"}', 'open']);
  });

  it('fills no command in with a name that a shell would run', async () => {
    const rows = rowsOf(await textOf(csv.findings, content([finding({ resource_id: HOSTILE[15] })])));

    expect(rows[0]!['remediation_cli']).toBe('aws s3api put-public-access-block --bucket {resource_id}');
  });
});

describe('findings.json', () => {
  it('has the findings with what their policies say, and the accounts that could not be read', async () => {
    const text = await textOf(json.findings, content([...OF_EACH_STATUS, ...OF_HOSTILE_NAMES], { accounts: () => [UNREAD_ACCOUNT] }));

    expect(DANGEROUS.test(text)).toBe(false);
    const { findings, ...others } = JSON.parse(text) as { readonly findings: readonly Record<string, unknown>[] };
    expect(others).toMatchObject({ collected_at: COLLECTED_AT, unread_accounts: [{ account_id: 'aws:210987654321' }] });
    expect(findings).toHaveLength(OF_EACH_STATUS.length + OF_HOSTILE_NAMES.length);
    expect(findings.find(({ resource_id }) => resource_id === 'open')).toMatchObject({
      status: 'open',
      remediation: { cli: 'aws s3api put-public-access-block --bucket open' },
      frameworks: { 'cis-aws-7.0': ['2.1.4'] },
    });
  });

  it('has an empty list without findings', async () => {
    expect(JSON.parse(await textOf(json.findings, content([])))).toMatchObject({ findings: [], unread_accounts: [] });
  });
});
