/** The way of a new user: from what is wrong to why, to the neighbours, to what could not be read; and what a customer sees. */
import { expect, it } from '@jest/globals';
import { baseUrl, openAs, settled } from './support/browser.ts';

const PUBLIC_BUCKETS = '/findings?policy=aws.s3.bucket-public-read-prohibited';

it('finds the public buckets, why they are public, and what is around them; suppresses one with a reason and lifts that again', async () => {
  const { page, errors } = await openAs('operator', PUBLIC_BUCKETS);
  await settled(page);
  const rows = page.locator('tbody a[href*="/findings/"]');
  const before = await rows.count();
  expect(before).toBeGreaterThan(0);

  await rows.first().click();
  await page.getByRole('heading', { level: 1, name: /public read/ }).waitFor();
  await page
    .getByText(/AllUsers/)
    .first()
    .waitFor();
  const finding = page.url();

  await page.locator('a[href*="/resources/one"]').first().click();
  await page.getByRole('tab', { name: 'Relationships' }).click();
  await page.getByText('Table', { exact: true }).click();
  await settled(page);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page
    .getByText(/public read/)
    .first()
    .waitFor();

  await page.goto(finding);
  await page.getByRole('button', { name: 'Suppress', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('A public web site');
  await dialog.getByRole('button', { name: 'Suppress' }).click();
  await page.getByRole('button', { name: 'Lift the suppression' }).waitFor();
  const list = await openAs('viewer', PUBLIC_BUCKETS);
  await settled(list.page);
  expect(await list.page.locator('tbody a[href*="/findings/"]').count()).toBe(before - 1);

  await page.getByRole('button', { name: 'Lift the suppression' }).click();
  await page.getByRole('button', { name: 'Lift the suppression' }).waitFor({ state: 'detached' });
  expect([...errors, ...list.errors]).toEqual([]);
});

it('tells which account could not be read whole, and what to paste so that it can be', async () => {
  const { page, errors } = await openAs('admin', '/accounts');
  await settled(page);
  await page.getByText('Not read whole', { exact: true }).click();
  await page.locator('tbody a', { hasText: 'storefront-production' }).first().click();
  await page.getByRole('heading', { name: /Missing permissions/ }).waitFor();
  await settled(page);

  expect(await page.getByText('Microsoft.KeyVault/vaults/keys/read').count()).toBeGreaterThan(0);
  expect(await page.getByRole('button', { name: 'Copy' }).count()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

it('shows a customer’s user its own accounts and resources, and nothing of others', async () => {
  const everyone = (await (await fetch(`${baseUrl()}/accounts?limit=100`)).json()) as {
    readonly items: readonly { readonly account_id: string }[];
  };
  const customers = (await (await fetch(`${baseUrl()}/customers`)).json()) as {
    readonly items: readonly { readonly customer_id: string; readonly email: string }[];
  };
  const own = customers.items.find(({ email }) => email === 'it@northwind.example')?.customer_id;
  const owned = (await (await fetch(`${baseUrl()}/customers/${own}/resources?limit=500`)).json()) as {
    readonly items: readonly { readonly account_id: string }[];
  };
  const mine = new Set(owned.items.map(({ account_id }) => account_id));
  const foreign = everyone.items.map(({ account_id }) => account_id).filter((id) => !mine.has(id));
  expect(mine.size).toBeGreaterThan(0);
  expect(foreign.length).toBeGreaterThan(0);

  for (const view of ['/', '/findings', '/resources', '/changes', '/accounts', '/coverage', '/jobs', '/exports']) {
    const { page, errors } = await openAs('customer', view);
    await settled(page);
    const text = await page.locator('body').innerText();
    expect({ view, foreign: foreign.filter((id) => text.includes(id)) }).toEqual({ view, foreign: [] });
    expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
    expect({ view, errors }).toEqual({ view, errors: [] });
    await page.context().close();
  }
});
