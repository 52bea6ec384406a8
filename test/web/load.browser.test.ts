/** A first visit loads few bytes. */
import { expect, it } from '@jest/globals';
import { openAs, settled } from './support/browser.ts';

const MOST_BYTES = 700 * 1024;

interface Loaded {
  readonly name: string;
  readonly bytes: number;
}

it(`takes at most ${MOST_BYTES / 1024} KiB, compressed, to show the overview`, async () => {
  const { page } = await openAs('viewer', '/');
  await settled(page);
  const loaded = (await page.evaluate(
    'performance.getEntries().filter((each) => each.encodedBodySize !== undefined).map((each) => ({ name: each.name, bytes: each.encodedBodySize }))',
  )) as readonly Loaded[];
  const own = loaded.filter(({ name }) => name.includes('/ui/'));
  const bytes = own.reduce((sum, each) => sum + each.bytes, 0);
  const ready: unknown = await page.evaluate('Math.round(performance.getEntriesByType("navigation")[0].loadEventEnd)');
  process.stderr.write(
    `The first load takes ${Math.round(bytes / 1024)} KiB in ${own.length} files; the page was loaded after ${String(ready)} ms.\n`,
  );

  expect(own.some(({ name }) => name.endsWith('.js'))).toBe(true);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
