/** The page of the jobs. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

it('lists the jobs of the two nights', async () => {
  const { page, errors } = await openAs('viewer', '/jobs');
  await settled(page);

  const rows = page.getByRole('row');
  expect(await rows.filter({ hasText: 'inventory' }).count()).toBe(2);
  expect(await rows.filter({ hasText: 'scan' }).count()).toBe(2);
  await expectAccessible(page);
  await keepScreenshots(page, 'jobs');
  expect(errors).toEqual([]);
});
