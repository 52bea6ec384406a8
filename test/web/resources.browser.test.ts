/** The pages of resources: finding one, its configuration, its history, and its neighbours. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { enterAs, expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const HOSTILE = `<img src=x onerror="document.title='taken over'">\u202Egnp.exe ${'x'.repeat(10_000)}`;

/** The names in the first column of the table. */
const names = async (page: Page): Promise<readonly string[]> =>
  (await page.getByRole('row').getByRole('rowheader').allInnerTexts()).map((text) => text.trim());

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('tab', { name: 'Configuration' }).waitFor();
  await settled(page);
}

describe('the resources', () => {
  it('are found by text and by type, and the view is a link', async () => {
    const { page, errors } = await openAs('viewer', '/resources');
    await settled(page);
    const all = await names(page);
    expect(all.length).toBeGreaterThan(10);

    const filter = page.getByRole('combobox', { name: 'Find resources' });
    await filter.fill('bucket');
    await filter.press('Enter');
    await page.waitForURL(/text=bucket/);
    await settled(page);
    expect((await names(page)).length).toBeGreaterThan(0);

    const address = new URL(page.url());
    await page.goto(`${address.origin}/ui/resources?type=AWS::S3::Bucket`);
    await page.getByRole('heading', { level: 1, name: 'Resources' }).waitFor();
    await settled(page);
    const types = await page.getByRole('row').getByRole('gridcell').filter({ hasText: 'AWS::' }).allInnerTexts();
    expect(new Set(types.map((text) => text.trim()))).toEqual(new Set(['AWS::S3::Bucket']));

    await expectAccessible(page);
    await keepScreenshots(page, 'resources');
    expect(errors).toEqual([]);
  });

  it('say what to do where nothing is found', async () => {
    const { page } = await openAs('viewer', '/resources?text=nowhere-to-be-found');
    await page.getByText('Nothing that was read matches').waitFor();

    expect(await names(page)).toEqual([]);
  });

  it('stay text whatever their names are', async () => {
    const { page, errors } = await openAs('viewer', '/jobs');
    await page.route('**/api/search/resources*', async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as { readonly items: readonly object[] };
      await route.fulfill({
        response,
        json: { ...body, items: body.items.map((item) => ({ ...item, name: HOSTILE, tags: { [HOSTILE]: HOSTILE } })) },
      });
    });
    await page.getByRole('link', { name: 'Resources', exact: true }).click();
    await page.getByText('<img src=x').first().waitFor();
    await settled(page);
    const [first = ''] = await names(page);

    expect(first).toContain('<img src=x');
    expect(first).toContain('[U+202E]');
    expect(first.length).toBeLessThan(400);
    expect(await page.title()).not.toContain('taken over');
    expect(errors).toEqual([]);
  });
});

describe('a resource', () => {
  it('shows its configuration as a tree, from whose fields a policy can be begun', async () => {
    const { page, errors } = await openAs('viewer', '/resources?type=AWS::S3::Bucket');
    await settled(page);
    await openFirst(page);
    const link = page.getByRole('link', { name: /^Write a policy from the field config\./ }).first();

    expect(await link.getAttribute('href')).toMatch(/^\/ui\/policies\/new\?type=AWS%3A%3AS3%3A%3ABucket&path=config/);
    const toggle = page.locator('.json-tree-toggle[aria-expanded=false]').first();
    await toggle.press('Enter');
    expect(await page.locator('.json-tree-toggle[aria-expanded=true]').count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await keepScreenshots(page, 'resource');
    expect(errors).toEqual([]);
  });

  it.each(['config', 'tags'])('leads from a field of its %s to a policy that can be used', async (root) => {
    const { page, errors } = await openAs('viewer', '/resources?type=AWS::S3::Bucket');
    await settled(page);
    await openFirst(page);
    const link = page.getByRole('link', { name: new RegExp(`^Write a policy from the field ${root}[.[]`) }).first();
    const name = /[\w-]+/.exec(((await link.getAttribute('aria-label')) ?? '').split(`field ${root}`)[1] ?? '')?.[0] ?? '';
    await link.click();

    await page.getByText('No problem: the policy can be used').waitFor({ timeout: 60_000 });
    expect(name).not.toBe('');
    expect(await page.getByRole('textbox', { name: 'Text of the policy' }).innerText()).toContain(name);
    expect(errors).toEqual([]);
  });

  it.each(['/resources/one', '/resources/one?id=', '/account', '/account?id='])('is asked for where %s names none', async (view) => {
    for (const tab of ['', 'changes', 'relations', 'findings']) {
      const { page, errors } = await enterAs('viewer', `${view}${view.includes('?') ? '&' : '?'}tab=${tab}`);
      await page.getByText(/No (resource is named|account is chosen)/).waitFor();
      expect(errors).toEqual([]);
    }
  });

  it.each(['/resources/one?id=.', '/resources/one?id=..&tab=changes', '/account?id=..'])('is not there where %s names it', async (view) => {
    const { page, errors } = await enterAs('viewer', view);
    await page.getByText('There is no such thing').first().waitFor();
    expect(errors).toEqual([]);
  });

  it('shows its changes with the states before and after, and its state at the end of a day', async () => {
    const { page, errors } = await openAs('viewer', '/resources?type=AWS::S3::Bucket');
    await settled(page);
    await openFirst(page);
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByRole('grid', { name: 'Changes' }).waitFor();
    await page.getByRole('radio', { name: 'Show version 1' }).click();
    await page.getByText('Not there before').waitFor();
    expect(page.url()).toMatch(/tab=changes.*version=1/);
    await expectAccessible(page);
    await keepScreenshots(page, 'resource-changes');

    await page.goto(`${page.url().replace('tab=changes', 'tab=configuration')}&as_of=2000-01-01`);
    await page.getByText('was not known yet').waitFor();
    await page.goto(page.url().replace('2000-01-01', '2099-01-01'));
    await page.getByText(/This is version \d/).waitFor();
    expect(errors).toEqual([]);
  });

  it('shows what is wrong with it', async () => {
    const { page, errors } = await openAs('viewer', '/resources?type=AWS::S3::Bucket');
    await settled(page);
    await openFirst(page);
    await page.getByRole('tab', { name: 'Findings' }).click();
    await page.getByRole('grid', { name: 'Findings' }).waitFor();
    await settled(page);
    await expectAccessible(page);
    await keepScreenshots(page, 'resource-findings');
    expect(errors).toEqual([]);
  });

  it('leads to its neighbours by the graph, with the keyboard, and by the table', async () => {
    const { page, errors } = await openAs('viewer', '/resources?type=AWS::EC2::VPC');
    await settled(page);
    await openFirst(page);
    await page.getByRole('tab', { name: 'Relationships' }).click();
    await page.locator('.react-flow__node').first().waitFor();
    await page
      .getByRole('radio', { name: '3 steps' })
      .or(page.getByRole('button', { name: '3 steps' }))
      .first()
      .click();
    await page.waitForURL(/depth=3/);
    await page.locator('.react-flow__node').nth(1).waitFor();
    await page.waitForTimeout(500);
    await keepScreenshots(page, 'resource-graph');
    await expectAccessible(page);

    const before = page.url();
    await page.locator('.react-flow__node:not(.relations-middle)').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Open this resource' }).click();
    await page.waitForURL((url) => url.searchParams.get('id') !== new URL(before).searchParams.get('id'));

    await page.goto(`${before}&as=table`);
    const table = page.getByRole('grid', { name: 'Relationships' });
    await table.waitFor();
    await settled(page);
    expect(await table.getByRole('link').count()).toBeGreaterThan(0);
    await keepScreenshots(page, 'resource-relations-table');
    expect(errors).toEqual([]);
  });
});
