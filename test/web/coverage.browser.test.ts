/** The page of the coverage: the matrix, the gaps with what to paste, and filters that are links. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const HOSTILE = `<script>alert(1)</script>\u202Egnp.exe ${'x'.repeat(10_000)}`;

interface Answer {
  readonly items: readonly { readonly name: string }[];
}

const addressOf = (page: Page): string => new URL(page.url()).pathname + new URL(page.url()).search;

describe('the matrix', () => {
  it('has a row for each account, and tells outcomes and ages in words', async () => {
    const { page, errors } = await openAs('viewer', '/coverage?columns=all');
    await settled(page);

    const table = page.getByRole('grid', { name: 'Accounts and services' });
    expect(await table.getByRole('row').count()).toBeGreaterThan(3);
    expect(await table.getByRole('columnheader', { name: 'aws.s3', exact: true }).count()).toBe(1);
    expect(await table.innerText()).toMatch(/whole\s+(\d+ (second|minute|hour|day|week|month|year)s? ago|just now|yesterday)/);
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });

  it('shows services with gaps first, and all of them on demand', async () => {
    const { page } = await openAs('viewer', '/coverage');
    await settled(page);
    const table = page.getByRole('grid', { name: 'Accounts and services' });
    expect(await table.getByRole('columnheader', { name: 'azure.keyvault', exact: true }).count()).toBe(1);
    expect(await table.getByRole('columnheader', { name: 'aws.s3', exact: true }).count()).toBe(0);
    await keepScreenshots(page, 'coverage');

    await page.getByText('Show services that were seen whole').click();

    await table.getByRole('columnheader', { name: 'aws.s3', exact: true }).waitFor();
    expect(addressOf(page)).toContain('columns=all');
    await keepScreenshots(page, 'coverage-all');
  });

  it('leads from a cell to its slices', async () => {
    const { page } = await openAs('viewer', '/coverage?columns=all&service=aws.s3');
    await settled(page);

    await page
      .getByRole('link', { name: /: slices of aws\.s3 in / })
      .first()
      .click();
    await page.getByRole('grid', { name: 'Every slice' }).waitFor();
    await settled(page);

    expect(addressOf(page)).toMatch(/view=slices.*service=aws\.s3/);
    expect(await page.getByRole('grid', { name: 'Every slice' }).innerText()).toContain('AWS::S3::');
  });

  it('shows a hostile name as text', async () => {
    const { page, errors } = await openAs('viewer', '/jobs');
    await page.route('**/api/coverage/accounts*', async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as Answer;
      await route.fulfill({ response, json: { ...body, items: body.items.map((item) => ({ ...item, name: HOSTILE })) } });
    });
    await page.getByRole('link', { name: 'Coverage' }).click();
    await page.getByRole('heading', { name: 'Coverage', exact: true }).waitFor();
    await settled(page);

    const shown = await page.getByRole('grid').innerText();
    expect(shown).toContain('<script>alert(1)</script>[U+202E]gnp.exe');
    expect(shown).not.toContain('x'.repeat(1000));
    expect(errors).toEqual([]);
  });
});

describe('the gaps', () => {
  it('have their causes, and what to paste', async () => {
    const { page, errors } = await openAs('viewer', '/coverage?view=gaps');
    await settled(page);

    await page
      .getByRole('button', { name: /^Missing Microsoft\.KeyVault\/vaults\/keys\/read/ })
      .first()
      .click();

    const patch = page.getByRole('region', { name: 'the missing permissions' }).first();
    expect(JSON.parse(await patch.innerText())).toEqual({ Actions: ['Microsoft.KeyVault/vaults/keys/read'], DataActions: [] });
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await keepScreenshots(page, 'coverage-gaps');
    expect(errors).toEqual([]);
  });
});

describe('a filter', () => {
  it('stands in the address once it is typed', async () => {
    const { page } = await openAs('viewer', '/coverage?view=slices');
    await settled(page);

    await page.getByRole('searchbox', { name: 'Service' }).fill('aws.kms');
    await page.keyboard.press('Enter');
    await page.getByText('AWS::KMS::Key').first().waitFor();
    await settled(page);

    expect(addressOf(page)).toContain('service=aws.kms');
    expect(await page.getByRole('grid').innerText()).not.toContain('AWS::S3::Bucket');
  });

  it('that the API does not know is refused in its words', async () => {
    const { page } = await openAs('viewer', '/coverage?service=s33');

    expect(await page.getByText('there is no service "s33"').first().innerText()).toContain('Did you mean');
  });

  it.each(['', 'view=slices&'])('that is no outcome is told with those that are, and taken away (%s)', async (view) => {
    const { page } = await openAs('viewer', `/coverage?${view}outcome=denied,xyz`);
    await page.getByText(/^outcome=xyz came; allowed are .*denied/).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('grid').waitFor();

    expect(addressOf(page)).not.toContain('outcome');
  });
});
