/** The page of the changes. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

it('lists what has changed, filtered by what happened, and leads to a change of a resource', async () => {
  const { page, errors } = await openAs('viewer', '/changes?op=add');
  await settled(page);
  const rows = page.getByRole('rowheader').getByRole('link');

  expect(await rows.count()).toBeGreaterThan(0);
  await expectAccessible(page);
  await keepScreenshots(page, 'changes');
  await rows.first().click();
  await page.getByText('Not there before').waitFor();
  expect(page.url()).toContain('version=1');
  expect(errors).toEqual([]);
});
