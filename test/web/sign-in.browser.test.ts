/** Signing in: by the link of `npm start`, as one of the issuer's users, and out again. */
import { expect, it } from '@jest/globals';
import { expectAccessible, openAddress, openAs } from './support/browser.ts';

const link = process.env['MUSTER_WEB_LINK'];

it('signs in by the link once, as the administrator', async () => {
  if (link === undefined) return void process.stderr.write('MUSTER_WEB_LINK is not set, so the link that signs in once is not tried.\n');
  const { pathname, hash } = new URL(link);
  const { page, errors } = await openAddress(pathname + hash);
  await page.getByRole('button', { name: /ada@muster\.example/ }).waitFor();

  expect(page.url()).not.toContain(hash);
  expect(errors).toEqual([]);

  const again = await openAddress(pathname + hash);
  await again.page.getByText('You could not be signed in').waitFor();
  await expectAccessible(again.page);
});

it('comes back to the view that was asked for, with its filters', async () => {
  const { page } = await openAs('viewer', '/jobs?limit=7');

  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/ui/jobs?limit=7');
});

it('goes through the issuer again after a reload, without asking', async () => {
  const { page } = await openAs('operator', '/jobs');
  await page.reload();
  await page.getByRole('button', { name: /olu@muster\.example/ }).waitFor();

  expect(new URL(page.url()).pathname).toBe('/ui/jobs');
});

it('keeps no token where a script could read it later', async () => {
  const { page } = await openAs('viewer', '/jobs');
  const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');

  expect(kept).not.toMatch(/eyJ|access_token|refresh_token/);
});

it('signs out: the issuer asks again who is there', async () => {
  const { page } = await openAs('viewer', '/jobs');
  await page.getByRole('button', { name: /vera@muster\.example/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await page.locator('a[href*="user=admin"]').waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/oidc\//);
});

it('says what an address is that no page has', async () => {
  const { page, errors } = await openAddress('/ui/no-such-page');
  await page.locator('a[href*="user=viewer"]').click();
  await page.getByText('There is no such page').waitFor();

  await expectAccessible(page);
  expect(errors).toEqual([]);
});
