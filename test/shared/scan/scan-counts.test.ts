import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountId, type JobId, parseAccountId } from '../../../shared/ids.ts';
import { type BySeverity, readTrend, recordScan, recordScanJob } from '../../../shared/scan/scan-counts.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ONE = parseAccountId('aws:111111111111');
const TWO = parseAccountId('aws:222222222222');
let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
});

const jobAt = (time: string) => ({ job_id: `scan-${time}` as JobId, created_at: `2026-11-${time}.000Z` });
const countsOf = (opened: number, resolved: number) => ({ opened, reopened: 0, resolved });

const scanned = async (account: AccountId, time: string, open: BySeverity, [opened, resolved] = [0, 0]): Promise<void> =>
  await recordScan(store, account, { job: jobAt(time), open, counts: countsOf(opened, resolved), observed_at: `2026-11-${time}.000Z` });

const trend = async (accounts: readonly AccountId[] | undefined, days = 30) => await readTrend(store, { accounts, days, now: NOW });

describe('the trend of accounts', () => {
  it('has the last counts of each day, and what all scans of the day changed', async () => {
    await scanned(ONE, '20T01:00:00', { high: 3 }, [3, 0]);
    await scanned(ONE, '20T09:00:00', { high: 1 }, [1, 3]);

    expect(await trend([ONE])).toEqual([{ date: '2026-11-20', open: { high: 1 }, opened: 4, resolved: 3, accounts: 1 }]);
  });

  it('counts an account without a scan of the day as after its last one before, also if that was before the days that are shown', async () => {
    await scanned(ONE, '01T01:00:00', { high: 2, low: 1 });
    await scanned(TWO, '20T01:00:00', { high: 5 });
    await scanned(TWO, '21T01:00:00', { high: 4 });

    expect(await trend([ONE, TWO], 2)).toMatchObject([
      { date: '2026-11-20', open: { high: 7, low: 1 }, accounts: 2 },
      { date: '2026-11-21', open: { high: 6, low: 1 }, accounts: 2 },
    ]);
  });

  it('leaves out days without a scan, which are not days without findings, and accounts that were never scanned', async () => {
    await scanned(ONE, '18T01:00:00', { high: 2 });
    await scanned(ONE, '21T01:00:00', {});

    expect(await trend([ONE, TWO])).toMatchObject([
      { date: '2026-11-18', open: { high: 2 }, accounts: 1 },
      { date: '2026-11-21', open: {}, accounts: 1 },
    ]);
  });

  it('counts a scan once, however often it is recorded, and keeps what was counted later', async () => {
    await scanned(ONE, '20T01:00:00', { high: 3 }, [3, 1]);
    const job = jobAt('20T01:00:00');
    await recordScan(store, ONE, { job, open: { high: 2 }, counts: countsOf(2, 2), observed_at: '2026-11-20T02:00:00.000Z' });
    await recordScan(store, ONE, { job, open: { high: 9 }, counts: countsOf(9, 9), observed_at: '2026-11-20T01:30:00.000Z' });

    expect(await trend([ONE])).toMatchObject([{ open: { high: 2 }, opened: 2, resolved: 2 }]);
  });

  it('shows no day before the first one that is asked for', async () => {
    await scanned(ONE, '19T23:59:59', { high: 3 });
    await scanned(ONE, '20T00:00:00', { high: 4 });

    expect((await trend([ONE], 2)).map(({ date }) => date)).toEqual(['2026-11-20']);
    expect((await trend([ONE], 3)).map(({ date }) => date)).toEqual(['2026-11-19', '2026-11-20']);
  });
});

describe('the trend of all accounts', () => {
  it('is that of the scan jobs, and not of what single accounts have', async () => {
    await scanned(ONE, '20T01:00:00', { high: 100 });
    for (const [time, high] of [
      ['20T01:00:00', 7],
      ['20T05:00:00', 6],
      ['21T01:00:00', 5],
    ] as const)
      await recordScanJob(store, {
        job: jobAt(time),
        open: { high },
        counts: { opened: 1, reopened: 1, resolved: 4 },
        observed_at: `2026-11-${time}.000Z`,
        accounts: 9,
      });

    expect(await trend(undefined)).toEqual([
      { date: '2026-11-20', open: { high: 6 }, opened: 4, resolved: 8, accounts: 9 },
      { date: '2026-11-21', open: { high: 5 }, opened: 2, resolved: 4, accounts: 9 },
    ]);
  });
});
