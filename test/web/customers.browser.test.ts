/** The pages of customers and of notifications. */
import { describe, expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

describe('customers', () => {
  it('are listed, each with its accounts and resources', async () => {
    const { page, errors } = await openAs('viewer', '/customers');
    await settled(page);
    await expectAccessible(page);
    await keepScreenshots(page, 'customers');

    const [, first] = await page.getByRole('grid', { name: 'Customers' }).getByRole('row').all();
    await first?.getByRole('link').first().click();
    await page.getByRole('grid', { name: 'Whole accounts' }).waitFor();
    await settled(page);

    expect(await page.getByRole('grid', { name: 'Resources' }).getByRole('row').count()).toBeGreaterThan(1);
    await expectAccessible(page);
    await keepScreenshots(page, 'customer');
    expect(errors).toEqual([]);
  });

  it('see themselves alone', async () => {
    const { page } = await openAs('customer', '/customers');
    await settled(page);

    expect(await page.getByRole('grid', { name: 'Customers' }).getByRole('row').count()).toBe(2);
  });
});

describe('notifications', () => {
  it('are marked as read one by one', async () => {
    const { page, errors } = await openAs('viewer', '/notifications?unread=true');
    await settled(page);
    await expectAccessible(page);
    await keepScreenshots(page, 'notifications');
    const buttons = page.getByRole('button', { name: /^Mark as read: / });
    const name = (await buttons.first().getAttribute('aria-label')) ?? '';
    const before = await buttons.filter({ hasText: 'Mark as read' }).count();
    expect(name).toMatch(/^Mark as read: ./);

    await buttons.first().click();
    await page.waitForResponse((response) => response.url().endsWith('/read') && response.ok());
    await settled(page);

    await page.waitForFunction(`document.querySelectorAll('[aria-label^="Mark as read: "]').length !== ${before} || ${before} >= 50`);
    expect(errors).toEqual([]);
  });

  it('of read ones have no button', async () => {
    const { page } = await openAs('viewer', '/notifications?unread=false');
    await settled(page);

    expect(await page.getByRole('button', { name: /^Mark as read: / }).count()).toBe(0);
  });
});
