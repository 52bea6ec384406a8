import { describe, expect, it } from '@jest/globals';
import { newestJob, type NightJob } from '../../web/src/pages/overview/newest-jobs.ts';

const job = (changes: Partial<NightJob> = {}): NightJob => ({
  service: '*',
  scope: { accounts: '*', regions: '*' },
  totals: { inventory: {} },
  ...changes,
});

describe('the job that tells what a night changed', () => {
  it.each<[string, Partial<NightJob>]>([
    ['one service', { service: 'aws.s3' }],
    ['one policy', { policy: 'aws.s3.bucket-versioning-enabled' }],
    ['some regions', { scope: { accounts: '*', regions: ['eu-west-1'] } }],
    ['listed accounts', { scope: { accounts: ['aws:111111111111'], regions: '*' } }],
  ])('is the newest over everything, though a later one covered %s', (_, part) => {
    const night = job();
    expect(newestJob([job(part), night, job()], 'inventory')).toBe(night);
  });

  it('may cover the accounts that a schedule selects', () => {
    const selected = job({ policy: '*', scope: { accounts: 'listed', selectors: ['tag:env=prod'], regions: '*' } });
    expect(newestJob([job({ service: 'aws.s3' }), selected, job()], 'inventory')).toBe(selected);
  });

  it('is the newest of all if none covered everything', () => {
    const newest = job({ service: 'aws.s3' });
    expect(newestJob([newest, job({ service: 'aws.ec2' })], 'inventory')).toBe(newest);
  });

  it('is one of the operation that has counted something', () => {
    const scan = job({ totals: { scan: {} } });
    expect(newestJob([job({ totals: undefined }), job(), scan], 'scan')).toBe(scan);
    expect(newestJob([job({ totals: undefined })], 'scan')).toBeUndefined();
  });
});
