import { describe, expect, it } from '@jest/globals';
import { lineProgress } from '../../../bin/local/progress.ts';
import { jobSummary } from '../../../bin/local/summary.ts';
import type { JobId } from '../../../shared/ids.ts';
import type { JobRow } from '../../../shared/jobs/model.ts';

const job = (overrides: Partial<JobRow> = {}): JobRow => ({
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

/** The table without its lines: one text a row. */
const rowsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.includes('│'))
    .map((line) =>
      line
        .split('│')
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(' '),
    );

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
        counts,
        slices: { complete: 100, denied: 2 },
        resources_by_type: { 'AWS::S3::Bucket': 34, 'AWS::EC2::VPC': 1200 },
        api_calls: 5678,
        missing_permissions: ['s3:GetBucketPolicy'],
      },
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

describe('progress without a terminal', () => {
  it('is a line per quarter of the way', () => {
    const lines: string[] = [];
    const progress = lineProgress({ write: (text) => lines.push(text) });

    for (let completed = 0; completed <= 8; completed += 1) progress.update(job({ completed }));

    expect(lines).toEqual([0, 2, 4, 6, 8].map((done) => `Inventory: ${done} of 8 accounts (0 failed)\n`));
  });
});
