/** The overview. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const DAYS = [12, 9, 10, 7, 8].map((high, index) => ({
  date: dayBefore(5 - index),
  open: { critical: 2, high, low: 30 },
  opened: index,
  resolved: 1,
  accounts: 3,
}));

it('shows what is wrong, what changed and what could not be read', async () => {
  const { page, errors } = await openAs('viewer', '/jobs');
  // The nights of the estate are all of today: a trend over several days is given here.
  await page.route('**/api/trend?*', async (route) => await route.fulfill({ json: { days: DAYS } }));
  await page.getByRole('link', { name: 'Overview' }).click();
  for (const title of ['Open findings', 'Newest critical findings', 'The last night', 'Accounts', 'What could not be read', 'Frameworks'])
    await page.getByRole('heading', { name: title, level: 2 }).waitFor();
  await settled(page);
  await page.getByText('Findings opened').waitFor();
  await page.getByRole('button', { name: 'The numbers as a table' }).click();
  await page
    .getByRole('cell', { name: DAYS[4]!.date })
    .or(page.getByRole('rowheader', { name: DAYS[4]!.date }))
    .waitFor();

  await expectAccessible(page);
  await keepScreenshots(page, 'overview');
  const critical = page.getByRole('link', { name: /Open findings that are critical/ });
  const count = Number((await critical.innerText()).replaceAll(/\D/g, ''));
  await critical.click();
  await page.waitForURL(/severity=critical/);
  await settled(page);
  expect(await page.locator('tbody a[href*="/findings/"]').count()).toBe(Math.min(count, 50));
  expect(errors).toEqual([]);
});

it('shows no number before the first scan', async () => {
  const { page, errors } = await openAs('viewer', '/jobs');
  await page.route('**/api/summary', async (route) => {
    const response = await route.fetch();
    const summary = (await response.json()) as object;
    await route.fulfill({ response, json: { ...summary, findings: { open: 0, by_severity: {}, accounts: 0 } } });
  });
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByText('Not known yet').first().waitFor();
  // Neither the numbers nor the newest critical findings are taken for known.
  expect(await page.getByText('Not known yet').count()).toBe(2);
  expect(await page.getByRole('link', { name: /Open findings that are/ }).count()).toBe(0);
  expect(errors).toEqual([]);
});

it('shows a running job with its progress', async () => {
  const { page } = await openAs('viewer', '/jobs');
  await page.route('**/api/summary', async (route) => {
    const response = await route.fetch();
    const summary = (await response.json()) as { readonly newest_job: object };
    const job = { ...summary.newest_job, status: 'in_progress', total_accounts: 8, completed: 1, partial: 1, failed: 0 };
    await route.fulfill({ response, json: { ...summary, open_jobs: [job] } });
  });
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByText('2 of 8 accounts have ended').waitFor();
  expect(await page.getByRole('progressbar').first().getAttribute('value')).toBe('25');
});

it('is a customer’s own', async () => {
  const { page, errors } = await openAs('customer', '/');
  await page.getByRole('heading', { name: 'Open findings', level: 2 }).waitFor();
  await settled(page);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
