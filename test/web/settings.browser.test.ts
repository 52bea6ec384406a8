/** The page of settings. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

it('says who is signed in, and when the deployment does what', async () => {
  const { page, errors } = await openAs('viewer', '/settings');
  await page.getByRole('heading', { name: 'Schedule' }).waitFor();
  await settled(page);
  const text = await page.getByRole('main').innerText();

  expect(text).toContain('vera@muster.example');
  expect(text).toContain('every day at 02:00 UTC');
  expect(text).toContain('400 days');
  await expectAccessible(page);
  await keepScreenshots(page, 'settings');
  expect(errors).toEqual([]);
});

it('tells a customer’s user of itself alone', async () => {
  const { page, errors } = await openAs('customer', '/settings');
  await settled(page);

  expect(await page.getByRole('main').innerText()).toContain('noor@northwind.example');
  expect(await page.getByRole('heading', { name: 'Schedule' }).count()).toBe(0);
  expect(errors).toEqual([]);
});
