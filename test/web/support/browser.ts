/** A browser at the dashboard of the platform that `scripts/test-web.ts` has started. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, expect } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';

/** The users of the local platform's issuer. */
export type UserId = 'viewer' | 'operator' | 'admin' | 'customer';

export interface Visit {
  readonly page: Page;
  /** Errors of the page's scripts, of its console and of its Content-Security-Policy. */
  readonly errors: readonly string[];
}

interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

const URL_VARIABLE = 'MUSTER_WEB_URL';
const SCREENSHOTS = 'out/screenshots';
/** The widths and the themes in which each page is looked at. */
const VIEWS = [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })));

export const baseUrl = (): string => {
  const url = process.env[URL_VARIABLE];
  if (url === undefined) throw new Error(`${URL_VARIABLE} is not set: run these suites by npm run test:web.`);
  return url;
};

let launched: Promise<Browser> | undefined;
const browser = (): Promise<Browser> =>
  (launched ??= chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] }));

afterAll(async () => {
  await (await launched)?.close();
  launched = undefined;
});

/** A new browser session without any login, at an address such as `/ui/`. */
export async function openAddress(address: string, { width = 1280, height = 900, theme = 'light' }: VisitOptions = {}): Promise<Visit> {
  const context = await (await browser()).newContext({ viewport: { width, height }, colorScheme: theme, timezoneId: 'Europe/Paris' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  await page.goto(`${baseUrl()}${address}`);
  return { page, errors };
}

/** Signs in as a user by the issuer's page, on the way to a view that may show nothing but why it has nothing to show. */
export async function enterAs(user: UserId, view: string, options: VisitOptions = {}): Promise<Visit> {
  const visit = await openAddress(`/ui${view}`, options);
  await visit.page.locator(`a[href*="user=${user}"]`).click();
  return visit;
}

/** Signs in as a user, and shows a view of the dashboard, such as `/findings?severity=critical`. */
export async function openAs(user: UserId, view: string, options: VisitOptions = {}): Promise<Visit> {
  const visit = await enterAs(user, view, options);
  await visit.page.getByRole('heading', { level: 1 }).first().waitFor();
  return visit;
}

const MOST_TRIES = 300;
const TRY_MS = 100;
/** In so many looks in a row nothing is loading. */
const QUIET_TRIES = 5;

/** Waits until nothing on the page has said for a while that it is loading: after a click, some time passes before a page says so. */
export async function settled(page: Page): Promise<void> {
  // The page's Content-Security-Policy forbids scripts that are texts, so the text is asked for and not a condition.
  for (let tries = 0, quiet = 0; tries < MOST_TRIES; tries += 1) {
    quiet = /Loading|Signing in/.test(await page.locator('body').innerText()) ? 0 : quiet + 1;
    if (quiet > QUIET_TRIES) return;
    await page.waitForTimeout(TRY_MS);
  }
  throw new Error(`The page is still loading: ${page.url()}`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** Colours that are still changing have no contrast that could be judged. Animations without an end go on. */
async function animationsEnded(page: Page): Promise<void> {
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished))',
  );
}

/** Fails with the elements at fault if people with a keyboard or a screen reader could not use the page. */
export async function expectAccessible(page: Page): Promise<void> {
  await animationsEnded(page);
  await page.evaluate(axe);
  const violations = (await page.evaluate('axe.run().then((result) => result.violations)')) as readonly Violation[];
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => ({ id, elements: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) }))).toEqual([]);
}

/** Keeps pictures of the page in both themes at both widths. */
export async function keepScreenshots(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const before = page.viewportSize();
  for (const { width, theme } of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}-${theme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
}
