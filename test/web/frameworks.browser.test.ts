/** The pages of frameworks: from a score to a control, its findings and its evidence. */
import { describe, expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

describe('frameworks', () => {
  it('have their scores, and how much these rest on', async () => {
    const { page, errors } = await openAs('viewer', '/frameworks');
    await settled(page);

    const row = page.getByRole('row').filter({ hasText: 'CIS Amazon Web Services Foundations Benchmark v7.0.0' });
    expect(await row.innerText()).toMatch(/\d+(\.\d)?%[\s\S]*\d of \d/);
    await expectAccessible(page);
    await keepScreenshots(page, 'frameworks');
    expect(errors).toEqual([]);
  });

  it('lead to a control that fails, to its findings and to every resource of an account', async () => {
    const { page, errors } = await openAs('viewer', '/frameworks/aws-fsbp?state=fail');
    await settled(page);
    await expectAccessible(page);
    await keepScreenshots(page, 'framework');

    await page.getByRole('grid', { name: 'Controls' }).getByRole('link').first().click();
    await page.getByRole('tab', { name: 'Failing' }).click();
    await settled(page);
    expect(await page.getByRole('grid', { name: 'Failing resources' }).getByRole('row').count()).toBeGreaterThan(1);
    await expectAccessible(page);
    await keepScreenshots(page, 'control');

    await page.getByRole('tab', { name: 'Every resource of an account' }).click();
    await page.getByRole('combobox', { name: 'Account' }).fill('aws:112321099887');
    await page
      .getByRole('option', { name: /aws:112321099887/ })
      .last()
      .click();
    await page.getByRole('grid', { name: 'Resources by verdict' }).getByText('pass', { exact: true }).first().waitFor();
    await settled(page);
    expect(await page.getByRole('grid', { name: 'Resources by verdict' }).innerText()).toMatch(/pass|fail|unknown/);
    await expectAccessible(page);
    await keepScreenshots(page, 'control-evidence');
    expect(errors).toEqual([]);
  });

  it('never show a control that nobody judged as a number', async () => {
    const { page } = await openAs('viewer', '/frameworks/cis-aws-7.0?state=manual');
    await settled(page);

    const rows = page.getByRole('grid', { name: 'Controls' }).getByRole('row').filter({ hasText: 'manual' });
    expect(await rows.count()).toBeGreaterThan(0);
    expect(await rows.first().innerText()).toContain('not judged');
  });

  it('name the controls that left the standard', async () => {
    const { page } = await openAs('viewer', '/frameworks/aws-fsbp');
    await settled(page);

    await page.getByRole('button', { name: /left the standard/ }).click();

    expect(await page.getByText(/^EC2\.22: /).isVisible()).toBe(true);
  });

  it('of another name are answered in the words of the API', async () => {
    const { page } = await openAs('viewer', '/jobs');
    await page.goto(page.url().replace('/jobs', '/frameworks/cis-aws-6'));

    expect(await page.getByText('There is no framework cis-aws-6').first().innerText()).toContain('Did you mean');
  });
});
