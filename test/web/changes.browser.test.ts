/** The page of the changes. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

it('lists what has changed, filtered by what happened, and leads to a change of a resource', async () => {
  // The API lists at most 400 days.
  const since = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10);
  const { page, errors } = await openAs('viewer', `/changes?since=${since}&op=add`);
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
