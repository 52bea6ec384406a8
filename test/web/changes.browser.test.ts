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

it('shows the changes of the last night where the overview leads to them', async () => {
  const { page, errors } = await openAs('viewer', '/');
  const link = page.getByRole('link', { name: 'Show the changes' });
  const address = new URL(String(await link.getAttribute('href')), page.url());
  const since = String(address.searchParams.get('since'));
  expect(since).toMatch(/T\d\d:\d\d/);
  const asked = page.waitForRequest(/\/api\/changes\?/);
  await link.click();

  expect(new URL((await asked).url()).searchParams.get('since')).toBe(new Date(since).toISOString());
  await page.getByText(/^From .* on\. Choose a day/).waitFor();
  await settled(page);
  expect(errors).toEqual([]);
});

it.each(['since=2026-13-45', 'since=31/12/2026', 'since=2026-02-30T00:00:00Z', 'op=xyz', 'type=AWS::S3::Buckett'])(
  'says what is wrong with %s, and takes the filters away',
  async (filter) => {
    const { page } = await openAs('viewer', `/changes?region=eu-west-1&${filter}`);
    await page.getByText(filter.split(/[=]/)[1]!).first().waitFor();
    await page.locator('tbody tr').first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('grid', { name: 'Changes' }).waitFor();

    expect(new URL(page.url()).search).toBe('');
  },
);

it('takes a list with commas for its values', async () => {
  const { page } = await openAs('viewer', '/jobs');
  const asked = page.waitForRequest(/\/api\/changes\?/);
  await page.goto(new URL('/ui/changes?op=add,delete', page.url()).href);

  expect(new URL((await asked).url()).searchParams.getAll('op')).toEqual(['add', 'delete']);
});
