/** The pages of customers and of notifications. */
import { describe, expect, it } from '@jest/globals';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

interface Notification {
  readonly notification_id: string;
  readonly read_at?: string;
}

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
    const marked = page.waitForResponse((response) => response.url().endsWith('/read'));
    const listed = page.waitForResponse((response) => /\/api\/notifications\?.*limit=50/.test(response.url()));
    await page
      .getByRole('button', { name: /^Mark as read: ./ })
      .first()
      .click();

    const { notification_id, read_at } = (await (await marked).json()) as Notification;
    const { items } = (await (await listed).json()) as { readonly items: readonly Notification[] };
    expect(read_at).toBeDefined();
    expect(items.map((item) => item.notification_id)).not.toContain(notification_id);
    expect(errors).toEqual([]);
  });

  it('of read ones have no button', async () => {
    const { page } = await openAs('viewer', '/notifications?unread=false');
    await settled(page);

    expect(await page.getByRole('button', { name: /^Mark as read: / }).count()).toBe(0);
  });
});
