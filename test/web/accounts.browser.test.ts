/** The pages of accounts: the tree of units, an account that could not be read and why, and what a customer's user sees. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

it('shows the accounts by unit, and leads to the one that could not be read, with the reason', async () => {
  const { page, errors } = await openAs('admin', '/accounts');
  await settled(page);

  expect(await page.getByRole('row').filter({ hasText: 'not read whole' }).count()).toBeGreaterThan(0);
  await expectAccessible(page);
  await keepScreenshots(page, 'accounts');
  await page.getByText('Not read whole', { exact: true }).click();
  await page.waitForURL(/show=not-whole/);
  expect(
    await page
      .getByRole('row')
      .filter({ hasText: 'Read in part' })
      .or(page.getByRole('row').filter({ hasText: 'Could not be read' }))
      .count(),
  ).toBeGreaterThan(0);
  await page
    .getByRole('row')
    .filter({ hasText: /Read in part|Could not be read/ })
    .first()
    .getByRole('link')
    .click();
  await page.getByRole('heading', { name: 'What could not be read' }).waitFor();
  await settled(page);
  expect(await page.getByRole('button', { name: 'Disable' }).isVisible()).toBe(true);
  await expectAccessible(page);
  await keepScreenshots(page, 'account');
  expect(errors).toEqual([]);
});

it('disables an account after a question, and enables it again', async () => {
  const { page, errors } = await openAs('admin', '/accounts');
  await settled(page);
  await page.getByRole('row').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByText('Later jobs leave this account out.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Enable', exact: true }).click();
  await page.getByRole('button', { name: 'Disable', exact: true }).waitFor();
  expect(errors).toEqual([]);
});

it('offers viewers nothing that they may not do', async () => {
  const { page } = await openAs('viewer', '/accounts');
  await settled(page);

  expect(await page.getByRole('button', { name: 'Add accounts' }).count()).toBe(0);
  await page.getByRole('row').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'What could not be read' }).waitFor();
  await settled(page);
  expect(await page.getByRole('button', { name: /^(Disable|Enable|Remove)$/ }).count()).toBe(0);
});

it('shows a customer’s user the accounts of the customer only', async () => {
  const all = await openAs('admin', '/accounts');
  await settled(all.page);
  const own = await openAs('customer', '/accounts');
  await settled(own.page);

  expect(await own.page.getByRole('row').getByRole('link').count()).toBeLessThan(await all.page.getByRole('row').getByRole('link').count());
});

it('does not take an account that was never read for one that was read whole', async () => {
  const { page } = await openAs('viewer', '/account?id=aws:998800112233');
  await settled(page);

  expect(await page.getByText('No inventory of this account has ended yet').count()).toBe(1);
  expect(await page.getByText('Everything was read').count()).toBe(0);
});
