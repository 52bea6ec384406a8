/** The page of the suppressions, and what a customer's user may do about a suppression of the operators. */
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, openAs, settled } from './support/browser.ts';

const SUPPRESSION = {
  suppression_id: 's-1',
  scope: { policy_id: 'aws.s3.bucket-versioning-enabled', account_id: 'aws:123456789012', resource: `${'long-name-'.repeat(20)}*` },
  reason: `It holds nothing that anybody would miss. ${'x'.repeat(60)}`,
  author: 'http://127.0.0.1:4000/oidc#admin',
  created_at: '2026-11-01T10:00:00.000Z',
};

/** Lets the API answer with this list, whatever is stored. */
const answerSuppressions = async (page: Page, items: readonly object[]): Promise<void> => {
  await page.route('**/api/suppressions?*', async (route) => await route.fulfill({ json: { items } }));
};

it('shows who suppressed something by its name, and its actions inside of the page', async () => {
  const { page, errors } = await openAs('operator', '/jobs');
  await answerSuppressions(page, [SUPPRESSION]);
  await page.getByRole('link', { name: 'Suppressions' }).click();
  const lift = page.getByRole('button', { name: 'Lift the suppression s-1' });
  await lift.waitFor();

  const row = page.locator('tbody tr').first();
  expect(await row.getByText('admin', { exact: true }).count()).toBe(1);
  expect(await row.innerText()).not.toContain('oidc');
  const button = await lift.boundingBox();
  expect(button!.x + button!.width).toBeLessThan(1280);
  const table = page.getByRole('grid', { name: 'Suppressions' });
  const [shown, whole] = await table.evaluate(
    (node: { readonly scrollWidth: number; readonly parentElement: { readonly clientWidth: number } }) => [
      node.parentElement.clientWidth,
      node.scrollWidth,
    ],
  );
  expect(whole).toBeLessThanOrEqual(shown);
  await expectAccessible(page);
  await lift.click();
  await page.getByRole('dialog', { name: 'Lift the suppression' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
});

it('tells a customer that the suppressions of the operators are not listed, and nobody else', async () => {
  const told = 'Those of the operators are not listed';
  const theirs = await openAs('customer', '/suppressions');
  await theirs.page.getByText(told).waitFor();
  const ours = await openAs('operator', '/suppressions');
  await settled(ours.page);

  expect(await ours.page.getByText(told).count()).toBe(0);
});

it.each([
  ['nothing to a customer whose finding the operators suppressed', { by: 'operators' }, 0],
  ['both to a customer who suppressed the finding', { suppression_id: 's', reason: 'Ours', author: 'http://127.0.0.1/oidc#customer' }, 1],
])('offers %s', async (_what, suppression, offered) => {
  const { page, errors } = await openAs('customer', '/findings');
  await settled(page);
  await page.route('**/api/findings/*', async (route) => {
    const response = await route.fetch();
    const finding = (await response.json()) as object;
    await route.fulfill({ response, json: { ...finding, status: 'suppressed', suppression } });
  });
  await page.locator('tbody tr a[href*="/findings/"]').first().click();
  await page.getByText(offered === 0 ? 'Suppressed by the operators' : 'Suppressed: somebody accepts the risk').waitFor();

  expect(await page.getByText('Only they can end or replace that').count()).toBe(1 - offered);
  for (const name of ['Lift the suppression', 'Suppress'])
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(offered);
  expect(errors).toEqual([]);
});
