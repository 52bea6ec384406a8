/** The list of findings, a finding, and suppressions. */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const ROWS = 'tbody tr';
const titles = async (page: Page): Promise<readonly string[]> => await page.locator(`${ROWS} a[href*="/findings/"]`).allInnerTexts();
const hasFindings = async (page: Page, count: number): Promise<void> => {
  const links = page.locator(`${ROWS} a[href*="/findings/"]`);
  await links.nth(count - 1).waitFor();
  await links.nth(count).waitFor({ state: 'detached' });
};
const parameters = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

it('shows the most serious findings first, and is usable without a mouse or a screen', async () => {
  const { page, errors } = await openAs('viewer', '/findings');
  await settled(page);

  const severities = await page.locator(`${ROWS} td:first-child`).allInnerTexts();
  expect(severities.length).toBeGreaterThan(10);
  const ranks = severities.map((text) => ['critical', 'high', 'medium', 'low', 'informational'].indexOf(text.trim()));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  await expectAccessible(page);
  await keepScreenshots(page, 'findings');
  expect(errors).toEqual([]);
});

it('is filtered by what is typed, and the filter is a link', async () => {
  const { page, errors } = await openAs('viewer', '/findings');
  await settled(page);
  const filter = page.getByRole('combobox', { name: 'Filter findings' });
  await filter.fill('Severity = critical');
  await filter.press('Enter');
  await page.waitForURL(/severity=critical/);
  // The address changes before the rows do.
  await page.locator(`${ROWS} td:first-child`).filter({ hasNotText: 'critical' }).first().waitFor({ state: 'detached' });
  await settled(page);
  await page.locator(`${ROWS} a[href*="/findings/"]`).first().waitFor();

  expect(parameters(page).getAll('severity')).toEqual(['critical']);
  const shown = await titles(page);
  expect(shown.length).toBeGreaterThan(0);
  expect(new Set(await page.locator(`${ROWS} td:first-child`).allInnerTexts())).toEqual(new Set(['critical']));

  const again = await openAs('viewer', new URL(page.url()).pathname.replace('/ui', '') + new URL(page.url()).search);
  await settled(again.page);
  expect(await titles(again.page)).toEqual(shown);
  expect([...errors, ...again.errors]).toEqual([]);
});

it('says what to do where nothing matches, and what is wrong with a filter', async () => {
  const { page } = await openAs('viewer', '/findings?resource=there-is-no-such-resource');
  await settled(page);
  await page.getByText('No finding matches').waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.locator(ROWS).nth(5).waitFor();
  expect([...parameters(page)]).toEqual([]);

  const wrong = await openAs('viewer', '/findings?type=AWS::S3::Buckett');
  await wrong.page.getByText('This could not be loaded').waitFor();
  expect(await wrong.page.getByText(/AWS::S3::Bucket\b/).count()).toBeGreaterThan(0);
});

it.each(['severity=purple', 'severity=purple&by=policy', 'since=2026-13-45'])('leads away from %s', async (filter) => {
  const { page } = await openAs('viewer', `/findings?${filter}`);
  await page.getByText('This could not be loaded').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.locator(ROWS).nth(2).waitFor();

  expect(page.url()).not.toContain(filter.split('&')[0]);
});

it('lets an operator suppress a finding with a reason, shows it among the suppressions, and lifts it', async () => {
  // A test that was ended in the middle may have left its suppression.
  const reason = `Reviewed <b>by</b> the test ${Date.now()}`;
  const { page, errors } = await openAs('operator', '/findings?severity=critical');
  await settled(page);
  const before = await titles(page);
  const address = await page.locator(`${ROWS} a[href*="/findings/"]`).first().getAttribute('href');
  await page.locator(`${ROWS} input[type=checkbox]`).first().check({ force: true });
  await page.getByRole('button', { name: 'Suppress' }).click();
  await dialog(page, 'Suppress this finding').waitFor();
  await dialog(page, 'Suppress this finding').getByRole('button', { name: 'Suppress' }).click();
  await page.getByText('Write why this is acceptable').waitFor();
  await page.getByLabel('Reason').fill(reason);
  await expectAccessible(page);
  await dialog(page, 'Suppress this finding').getByRole('button', { name: 'Suppress' }).click();
  await hasFindings(page, before.length - 1);

  await page.getByRole('link', { name: 'Suppressions' }).click();
  const row = page.locator(ROWS).filter({ hasText: reason });
  await row.waitFor();
  await expectAccessible(page);
  await row.locator('a[href*="/findings/"]').click();
  await page.getByText('Suppressed: somebody accepts the risk').waitFor();
  expect(decodeURIComponent(page.url()).replace('#', '@')).toContain(decodeURIComponent(String(address)).split('@')[0]!);
  await page.getByRole('button', { name: 'Lift the suppression' }).click();
  await page.getByText('Suppressed: somebody accepts the risk').waitFor({ state: 'detached' });
  await page.goBack();
  await page.goBack();
  await settled(page);
  await hasFindings(page, before.length);
  expect(errors).toEqual([]);
});

it('exports exactly what it shows', async () => {
  const { page, errors } = await openAs('viewer', '/findings?severity=critical');
  await settled(page);
  const shown = await titles(page);
  await page.getByRole('button', { name: 'Export' }).click();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /CSV/ }).click()]);

  expect(saved.suggestedFilename()).toBe('findings.csv');
  const lines = readFileSync(await saved.path(), 'utf8').split('\r\n"critical"');
  expect(lines.length - 1).toBe(shown.length);
  for (const title of shown) expect(lines.some((line) => line.includes(`"${title}"`))).toBe(true);
  await page.getByText(`${shown.length} findings are in findings.csv`).waitFor();
  expect(errors).toEqual([]);
});

it('keeps a view under a name', async () => {
  const { page, errors } = await openAs('viewer', '/findings?severity=high&tag=env%3Dprod');
  await settled(page);
  const name = `high in production ${Date.now()}`;
  const field = page.getByLabel('Name');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Save what is shown now' }).click();
  await field.fill('high/low');
  await page.getByText('The name of a view has no slash').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await field.fill(` ${name} `);
  await save.click();
  await page.getByRole('button', { name, exact: true }).waitFor();

  await page.goto(page.url().split('?')[0]!);
  await settled(page);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name }).click();
  await page.waitForURL(/tag=env%3Dprod/);
  expect(parameters(page).get('severity')).toBe('high');
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('menuitem', { name: `Delete “${name}”` }).click();
  await page.getByRole('button', { name: 'Saved views' }).waitFor();
  expect(errors).toEqual([]);
});

it('shows why a finding fails, how to fix it, its history, and what else is wrong', async () => {
  const { page, errors } = await openAs('viewer', '/findings?severity=critical');
  await settled(page);
  await page.locator(`${ROWS} a[href*="/findings/"]`).first().click();
  for (const title of ['Facts', 'Evidence', 'How to fix it', 'History', 'More of this resource', 'Other resources that fail this policy'])
    await page.getByRole('heading', { name: title, level: 2 }).waitFor();
  await settled(page);
  expect(await page.getByRole('button', { name: 'Suppress' }).count()).toBe(0);
  await expectAccessible(page);
  await keepScreenshots(page, 'finding');
  expect(errors).toEqual([]);
});

it('shows hostile names as text', async () => {
  const { page, errors } = await openAs('viewer', '/');
  const hostile = `<img src=x onerror="document.title='taken'"> \u202Egnp.exe ${'x'.repeat(10_000)}`;
  await page.route('**/api/findings?*', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { readonly items: readonly object[] };
    await route.fulfill({
      response,
      json: { ...body, items: body.items.map((item) => ({ ...item, resource_name: hostile, title: hostile })) },
    });
  });
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await settled(page);
  await page.getByText('[U+202E]').first().waitFor();

  expect(await page.title()).not.toBe('taken');
  expect(await page.locator('tbody img').count()).toBe(0);
  expect(errors).toEqual([]);
});

it('says which name of its address it does not know', async () => {
  const { page, errors } = await openAs('viewer', '/findings?severity=critical&policy_id=aws.s3.*');

  await page.getByText(/^policy_id came; this page takes severity, status, policy,/).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Resources', exact: true }).click();
  await page.getByText('policy_id came').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
});
