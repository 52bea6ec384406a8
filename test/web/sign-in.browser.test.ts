/** Signing in: by the link of `npm start`, as one of the issuer's users, and out again. */
import { expect, it } from '@jest/globals';
import { enterAs, expectAccessible, openAddress, openAs, settled } from './support/browser.ts';

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

it('leaves nothing of the way to the issuer in the history, so that Back leads to the view before', async () => {
  const { page, errors } = await openAs('viewer', '/jobs');
  for (const view of ['policies', 'accounts']) {
    await page.goto(new URL(`/ui/${view}`, page.url()).href);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  }
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Policies' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/ui/policies');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/ui/jobs');
  expect(errors).toEqual([]);
});

/** It runs in the browser, whose names this project's types do not have. */
const KEEP_WHAT_IS_SHOWN = `new MutationObserver(() => {
  const shown = document.body?.innerText ?? '';
  if (shown !== '') sessionStorage.setItem('shown', (sessionStorage.getItem('shown') ?? '') + location.pathname + ': ' + shown + '\\n');
}).observe(document, { subtree: true, childList: true });`;

it('shows no other page on the way back from the issuer', async () => {
  const { page } = await openAs('viewer', '/jobs');
  // The page keeps in its session what it has ever shown.
  await page.addInitScript({ content: KEEP_WHAT_IS_SHOWN });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
  await settled(page);
  const shown = String(await page.evaluate('sessionStorage.getItem("shown")'));

  expect(shown).toContain('/ui/signed-in: ');
  expect(shown).toContain('/ui/jobs: ');
  expect(shown).not.toContain('There is no such page');
});

it.each([
  ['/', 'Overview'],
  ['/findings?severity=critical', 'Findings'],
  ['/policies/new', 'New policy'],
  ['/policies/aws.s3.bucket-versioning-enabled', 'Policy'],
  ['/nowhere', 'No such page'],
])('names the view %s in the title of its tab', async (view, title) => {
  const { page } = await enterAs('viewer', view);
  await page.getByRole('navigation').first().waitFor();
  expect(await page.title()).toBe(`${title} · Muster`);

  await page.getByRole('link', { name: 'Suppressions', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Suppressions' }).waitFor();
  expect(await page.title()).toBe('Suppressions · Muster');
});

it('says plainly that the files of a page cannot be reached', async () => {
  const { page } = await openAs('viewer', '/jobs');
  await page.route('**/ui/assets/**', async (route) => await route.abort());
  await page.getByRole('link', { name: 'Policies', exact: true }).click();

  await page.getByText('The dashboard’s files cannot be reached: is the platform running?').waitFor();
  await expectAccessible(page);
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
