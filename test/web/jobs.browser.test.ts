/** The pages of jobs. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const JOB = {
  job_id: 'inv-all-20261121-143022-7f3a',
  operation: 'inventory',
  service: '*',
  scope: { accounts: '*', regions: '*' },
  status: 'in_progress',
  total_accounts: 30,
  completed: 10,
  partial: 1,
  failed: 1,
  created_at: '2026-11-21T14:30:22.000Z',
  deadline: '2026-11-21T20:30:22.000Z',
};

const TASK = { job_id: JOB.job_id, account_id: 'aws:123456789012', status: 'failed', attempt: 2, api_calls: 7 };
const MESSAGE = 'The role cannot be taken: <img src=x onerror=alert(1)>';

/** Answers for one running job; after a cancellation it has ended. Counts how often the job was read. */
async function withRunningJob(page: Page): Promise<{ reads: number }> {
  const seen = { reads: 0 };
  let job = { ...JOB, started_at: new Date(Date.now() - 60_000).toISOString() };
  await page.route(`**/api/jobs/${JOB.job_id}`, async (route) => {
    seen.reads += 1;
    await route.fulfill({ json: job });
  });
  await page.route(`**/api/jobs/${JOB.job_id}/accounts*`, (route) =>
    route.fulfill({ json: { items: [{ ...TASK, error: { class: 'denied', error_code: 'AccessDenied', message: MESSAGE } }] } }),
  );
  await page.route(`**/api/jobs/${JOB.job_id}/cancel`, async (route) => {
    job = { ...job, status: 'cancelled' };
    await route.fulfill({ status: 202, json: job });
  });
  return seen;
}

/** Shows a view without loading the page anew, so that what the browser answers itself stays. */
async function show(page: Page, view: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', '/ui${view}'); dispatchEvent(new PopStateEvent('popstate'))`);
}

describe('the list', () => {
  it('has the jobs of the two nights', async () => {
    const { page, errors } = await openAs('viewer', '/jobs');
    await settled(page);

    const rows = page.getByRole('row');
    expect(await rows.filter({ hasText: 'inventory' }).count()).toBeGreaterThanOrEqual(2);
    expect(await rows.filter({ hasText: 'scan' }).count()).toBeGreaterThanOrEqual(2);
    await expectAccessible(page);
    await keepScreenshots(page, 'jobs');
    expect(errors).toEqual([]);
  });

  it('offers a viewer no job to start', async () => {
    const { page } = await openAs('viewer', '/jobs');
    await settled(page);

    expect(await page.getByRole('button', { name: 'Start a job' }).count()).toBe(0);
  });
});

describe('a job that an operator starts', () => {
  it('is refused at the field that is wrong, and then followed to its end', async () => {
    const { page } = await openAs('operator', '/jobs');
    await settled(page);

    await page.getByRole('button', { name: 'Start a job' }).click();
    await page.getByRole('radio', { name: 'Scan' }).check();
    await page.getByLabel('Policies').fill('s33.nothing');
    await page.getByLabel('Then export').uncheck();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page
      .getByText(/no policy/)
      .first()
      .waitFor();
    await expectAccessible(page);

    await page.getByLabel('Policies').fill('aws.s3.bucket-versioning-enabled');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('heading', { name: /^Job scan-/ }).waitFor();
    await page.getByRole('heading', { name: 'Result' }).waitFor({ timeout: 60_000 });
    await settled(page);

    expect(await page.getByRole('grid', { name: 'Accounts' }).getByRole('row').count()).toBeGreaterThan(1);
    await expectAccessible(page);
    await keepScreenshots(page, 'job');
  });
});

describe('a running job', () => {
  it('tells how far it is and what is left, and is read no more once it was cancelled', async () => {
    const { page, errors } = await openAs('operator', '/jobs');
    const seen = await withRunningJob(page);
    await show(page, `/jobs/${JOB.job_id}`);
    await page.getByText('12 of 30 accounts ended: 10 completed, 1 partial, 1 failed').first().waitFor();
    await settled(page);

    expect(await page.getByText(/^About 1 min \d+ s left/).count()).toBe(1);
    expect(await page.getByRole('grid', { name: 'Accounts' }).innerText()).toContain(MESSAGE);
    await page.waitForTimeout(2500);
    expect(seen.reads).toBeGreaterThan(1);
    await expectAccessible(page);
    await keepScreenshots(page, 'job-running');

    await page.getByRole('button', { name: 'Cancel the job' }).click();
    const asked = page.getByRole('dialog', { name: 'Cancel the job' });
    await expectAccessible(page);
    await asked.getByRole('button', { name: 'Cancel the job' }).click();
    await page.getByRole('heading', { name: 'Result' }).waitFor();
    const { reads } = seen;
    await page.waitForTimeout(3000);

    expect(seen.reads).toBe(reads);
    expect(errors).toEqual([]);
  });
});
