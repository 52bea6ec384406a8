/** The page of connections: they are added, changed, checked and removed. */
import { expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const ID = 'browser-test';

it('adds a connection, refuses what the API refuses, changes it and removes it', async () => {
  const { page, errors } = await openAs('admin', '/connections');
  await settled(page);
  const row = page.getByRole('row').filter({ hasText: ID });

  await page.getByRole('button', { name: 'Add a connection' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Id', { exact: true }).fill(ID);
  await dialog.getByLabel('External id').fill('from-the-browser');
  await dialog.getByLabel('Account', { exact: true }).fill('12');
  await dialog.getByRole('button', { name: 'Add a connection' }).click();
  await dialog.getByText('write the 12 digits of the account').waitFor();
  await expectAccessible(page);
  await keepScreenshots(page, 'connections-add');
  await dialog.getByLabel('Account', { exact: true }).fill('123456789012');
  await dialog.getByRole('button', { name: 'Add a connection' }).click();
  await row.waitFor();
  expect(await row.textContent()).toContain('from-the-browser');

  await row.getByRole('radio').click();
  await page.waitForURL(new RegExp(`id=${ID}`));
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await dialog.getByLabel('Name').fill('Renamed');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await row.getByText('Renamed').waitFor();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  // The browser itself tells of the answer 400.
  expect(errors.filter((error) => !error.includes('status of 400'))).toEqual([]);
});

it('is there for viewers to read', async () => {
  const { page, errors } = await openAs('viewer', '/connections');
  await settled(page);

  expect(await page.getByRole('row').count()).toBeGreaterThan(1);
  expect(await page.getByRole('button', { name: 'Add a connection' }).count()).toBe(0);
  await expectAccessible(page);
  await keepScreenshots(page, 'connections');
  expect(errors).toEqual([]);
});
