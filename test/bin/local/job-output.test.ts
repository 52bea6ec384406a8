import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createProgress, lineProgress } from '../../../bin/local/progress.ts';
import { jobSummary } from '../../../bin/local/summary.ts';
import type { JobId } from '../../../shared/ids.ts';
import type { JobRow } from '../../../shared/jobs/model.ts';
import type { Totals } from '../../../shared/operations.ts';
import type { ScanTotals } from '../../../shared/scan/totals.ts';
import { NO_SCAN_COUNTS } from '../../../shared/scan/model.ts';

const job = (overrides: Partial<JobRow<Totals>> = {}): JobRow<Totals> => ({
  job_id: 'inv-all-20261121-143022-7f3a' as JobId,
  operation: 'inventory',
  service: '*',
  scope: { accounts: '*', regions: '*' },
  status: 'in_progress',
  total_accounts: 8,
  completed: 0,
  partial: 0,
  failed: 0,
  created_at: '2026-11-21T14:30:22.000Z',
  deadline: '2026-11-21T20:30:22.000Z',
  plan_id: 'plan',
  listed: 'job',
  ...overrides,
});

/** The table without its lines: one text for each row. */
const rowsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('Policy not used'))
    .map((line) => line.trim().replaceAll(/ {2,}/g, ' '));

describe('the summary of a job', () => {
  it('counts accounts, resources, changes, slices, calls and seconds', () => {
    const counts = { resources: 1234, added: 1200, updated: 30, deleted: 2, restored: 1, unchanged: 3, unread: 4 };
    const done = job({
      status: 'completed_with_errors',
      completed: 6,
      partial: 1,
      failed: 1,
      completed_at: '2026-11-21T14:30:25.500Z',
      totals: {
        inventory: {
          counts,
          slices: { complete: 100, denied: 2 },
          resources_by_type: { 'AWS::S3::Bucket': 34, 'AWS::EC2::VPC': 1200 },
          incomplete_slices: [],
          missing_permissions: ['s3:GetBucketPolicy'],
        },
      },
      api_calls: 5678,
    });

    expect(rowsOf(jobSummary(done))).toEqual([
      'inv-all-20261121-143022-7f3a completed_with_errors',
      'Accounts 8',
      'completed 6',
      'partial 1',
      'failed 1',
      'Resources 1,234',
      'AWS::EC2::VPC 1,200',
      'AWS::S3::Bucket 34',
      'Added 1,200',
      'Updated 30',
      'Deleted 2',
      'Restored 1',
      'Unchanged 3',
      'With unread fields 4',
      'missing s3:GetBucketPolicy',
      'Slices 102',
      'complete 100',
      'denied 2',
      'API calls 5,678',
      'Seconds 3.5',
    ]);
  });
});

describe('the summary of a scan', () => {
  const scanned = (scan: Partial<ScanTotals> = {}) =>
    job({
      job_id: 'scan-all-20261121-143026-1a2b' as JobId,
      operation: 'scan',
      policy: '*',
      status: 'completed',
      completed: 8,
      completed_at: '2026-11-21T14:30:23.000Z',
      totals: {
        scan: {
          missing_permissions: ['s3:GetBucketPolicy'],
          failing_policies: 2,
          counts: { ...NO_SCAN_COUNTS, evaluated: 1234, pass: 1000, fail: 30, unknown: 4, not_applicable: 200, opened: 5, resolved: 2 },
          findings_by_severity: { high: 1020, low: 3 },
          failed_by_policy: { 's3.b': 28, 's3.a': 2 },
          bad_policies: [],
          ...scan,
        },
      },
    });

  it('ends with the open findings by severity and the policies that fail most', () => {
    expect(rowsOf(jobSummary(scanned()))).toEqual([
      'scan-all-20261121-143026-1a2b completed',
      'Accounts 8',
      'completed 8',
      'partial 0',
      'failed 0',
      'Verdicts 1,234',
      'pass 1,000',
      'fail 30',
      'unknown 4',
      'not applicable 200',
      'missing s3:GetBucketPolicy',
      'Findings',
      'opened 5',
      'reopened 0',
      'resolved 2',
      'suppressed 0',
      'Seconds 1.0',
      'Open findings 1,023',
      'critical 0',
      'high 1,020',
      'medium 0',
      'low 3',
      'informational 0',
      'Policies that fail 2',
      's3.b 28',
      's3.a 2',
    ]);
  });

  it('keeps its columns where a missing permission has a long condition, which is not cut', () => {
    const long = `use network-security-groups where request.permission='${'A'.repeat(80)}'`;
    const lines = jobSummary(scanned({ missing_permissions: [long] })).split('\n');

    expect(lines).toContain(`  missing ${long}`);
    expect(lines.filter((line) => !line.includes('missing')).every((line) => line.length <= 80)).toBe(true);
  });

  it('cuts no type among hundreds', () => {
    const type = 'Microsoft.Graph/identitySecurityDefaultsEnforcementPolicy';
    const types = Object.fromEntries([...Array.from({ length: 300 }, (_, index) => `AWS::A${index}`), type].map((name) => [name, 1]));
    const counts = { resources: 301, added: 0, updated: 0, deleted: 0, restored: 0, unchanged: 301, unread: 0 };
    const inventory = { counts, slices: {}, resources_by_type: types, incomplete_slices: [], missing_permissions: [] };

    expect(rowsOf(jobSummary(job({ totals: { inventory } })))).toContain(`${type} 1`);
  });

  it('lists ten policies at most', () => {
    const failing = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`s3.p${String(index).padStart(2, '0')}`, index + 1]));

    const rows = rowsOf(jobSummary(scanned({ failed_by_policy: failing, failing_policies: 12 })));

    expect(rows.slice(rows.indexOf('Policies that fail 12') + 1)).toEqual(
      Array.from({ length: 10 }, (_, index) => `s3.p${String(11 - index).padStart(2, '0')} ${12 - index}`),
    );
  });

  it('lists the policies that could not be used', () => {
    const summary = jobSummary(scanned({ bad_policies: ['s3.mine.yaml:3:7: severity: unknown.'] }));

    expect(summary.split('\n').at(-1)).toBe('Policy not used: s3.mine.yaml:3:7: severity: unknown.');
  });
});

describe('progress without a terminal', () => {
  it('is one line for each quarter of the accounts', () => {
    const lines: string[] = [];
    const progress = lineProgress({ write: (text) => lines.push(text) });

    for (let completed = 0; completed <= 8; completed += 1) progress.update(job({ completed }));

    expect(lines).toEqual([0, 2, 4, 6, 8].map((done) => `Inventory: ${done} of 8 accounts (0 failed)\n`));
  });

  it('begins anew with each job', () => {
    const lines: string[] = [];
    const progress = lineProgress({ write: (text) => lines.push(text) });
    const scan = { job_id: 'scan-all-20261121-143026-1a2b' as JobId, operation: 'scan' } as const;

    progress.update(job({ completed: 8 }));
    progress.update(job(scan));
    progress.update(job({ ...scan, completed: 7, failed: 1 }));

    expect(lines).toEqual([
      'Inventory: 8 of 8 accounts (0 failed)\n',
      'Scan: 0 of 8 accounts (0 failed)\n',
      'Scan: 8 of 8 accounts (1 failed)\n',
    ]);
  });
});

describe('progress on a terminal', () => {
  /** The text that the progress of a job writes to a terminal. */
  function written(term: string): string {
    const texts: string[] = [];
    const stream = Object.assign(new PassThrough(), {
      isTTY: true,
      columns: 80,
      cursorTo: () => texts.push('<cursor>'),
      clearLine: () => texts.push('<clear>'),
    });
    stream.on('data', (chunk: Buffer) => texts.push(chunk.toString()));
    const before = process.env['TERM'];
    process.env['TERM'] = term;
    try {
      const progress = createProgress(stream as unknown as NodeJS.WriteStream);
      progress.note('Starting.');
      for (let completed = 0; completed <= 8; completed += 1) progress.update(job({ completed }));
      progress.note('Nearly.');
      progress.stop();
    } finally {
      if (before === undefined) delete process.env['TERM'];
      else process.env['TERM'] = before;
    }
    return texts.join('');
  }

  it('that can only print text is plain lines, and moves no cursor', () => {
    const lines = [0, 2, 4, 6, 8].map((done) => `Inventory: ${done} of 8 accounts (0 failed)\n`);

    expect(written('dumb')).toBe(`Starting.\n${lines.join('')}Nearly.\n`);
  });

  it('that can do more is a bar', () => {
    expect(written('xterm')).toContain('\u001b[');
  });
});
