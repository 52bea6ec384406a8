/** The page of the audit log. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

it('lists who changed what, and finds what concerns one thing by an address', async () => {
  const { page, errors } = await openAs('admin', '/audit');
  await settled(page);

  expect(await page.getByRole('row').count()).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Show', exact: true }).first().click();
  await expectAccessible(page);
  await keepScreenshots(page, 'audit');
  const subject = 'azure-brightleaf';
  await page.getByLabel('Id of what was changed').fill(subject);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(new RegExp(`subject=${subject}`));
  await page.getByRole('row').filter({ hasText: subject }).first().waitFor();
  await settled(page);
  const rows = await page.getByRole('row').allInnerTexts();
  expect(rows.slice(1).every((text) => text.includes(subject))).toBe(true);
  expect(errors).toEqual([]);
});

it('says so where nothing was changed', async () => {
  const { page, errors } = await openAs('admin', '/audit?from=2026-01-01&to=2026-01-02');

  await page.getByText('Nothing was changed').waitFor();
  expect(errors).toEqual([]);
});

it.each(['from=31/12/2026', 'to=2026-13-45'])('says what is wrong with %s, and takes the filters away', async (filter) => {
  const { page } = await openAs('admin', `/audit?${filter}`);
  await page.getByText(`${filter} came; allowed is a day such as 2026-11-21.`).waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('grid', { name: 'Audit' }).waitFor();

  expect(new URL(page.url()).search).toBe('');
});

it('is not for operators, and says so', async () => {
  const { page } = await openAs('operator', '/settings');
  await settled(page);

  expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
  await page.goto(new URL('/ui/audit', page.url()).href);
  await page.getByText('You may not see this').waitFor();
});
