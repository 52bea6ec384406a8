/** The page of exports: a night, its accounts, and the files of one of them. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

it('leads from a night to the files of an account, and each view is a link', async () => {
  const { page, errors } = await openAs('viewer', '/exports');
  await settled(page);

  await page.getByRole('radio').first().click();
  await page.getByRole('heading', { name: /^Accounts of / }).waitFor();
  await settled(page);
  await page.getByRole('row').filter({ hasText: 'aws:' }).first().getByRole('radio').click();
  await page.getByRole('heading', { name: /^Files of aws:/ }).waitFor();
  await settled(page);
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('date'), searchParams.get('account_id')]).toEqual([
    expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    expect.stringMatching(/^aws:\d{12}$/),
  ]);
  const file = page.getByRole('link', { name: /inventory\.jsonl/ }).first();
  const fetched = await page.context().request.get((await file.getAttribute('href'))!);
  expect(fetched.status()).toBe(200);
  await expectAccessible(page);
  await keepScreenshots(page, 'exports');
  expect(errors).toEqual([]);
});
