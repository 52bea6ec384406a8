/** The page Query: SQL over the newest night. */
import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const RUN_MS = 60_000;

/** Puts a statement into the editor and runs it. */
async function run(page: Page, sql: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'SQL' });
  await editor.fill(sql);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText(/Read the export of the night|The query failed|Cancelled/).waitFor({ timeout: RUN_MS });
}

it('runs the first statement, and shows the result as a table and as a chart, whose columns the address holds', async () => {
  const { page, errors } = await openAs('viewer', '/query');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Read the export of the night').waitFor({ timeout: RUN_MS });
  await page.getByRole('rowheader', { name: 'AWS::EC2::SecurityGroup', exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('sql')).toContain('GROUP BY type');
  await expectAccessible(page);
  await keepScreenshots(page, 'query-table');

  await page.getByRole('tab', { name: 'Chart' }).click();
  // The control also has a list of the kinds, which it shows where it is narrow.
  await page.getByRole('button', { name: 'Lines', exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get('chart') === 'line');
  await page.getByRole('button', { name: 'Bars', exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get('chart') !== 'line');
  await expectAccessible(page);
  await keepScreenshots(page, 'query-chart');
  expect(errors).toEqual([]);
});

it('runs the statement that a link holds, when it is asked to', async () => {
  const { page, errors } = await openAs('viewer', `/query?sql=${encodeURIComponent("SELECT 'from the link' AS origin")}`);
  await page.getByRole('textbox', { name: 'SQL' }).press('Control+Enter');

  await page.getByRole('rowheader', { name: 'from the link', exact: true }).waitFor({ timeout: RUN_MS });
  expect(errors).toEqual([]);
});

it('takes a documented query from the library', async () => {
  const { page, errors } = await openAs('viewer', '/query');
  await page.getByRole('button', { name: /documented queries/ }).click();
  await page.getByLabel('Find a documented query').fill('most resources');
  await page.getByRole('button', { name: 'Which accounts have the most resources?' }).click();
  expect(await page.getByRole('textbox', { name: 'SQL' }).innerText()).toContain('FROM accounts a');
  await page.getByRole('button', { name: 'Run', exact: true }).click();

  await page.getByRole('columnheader', { name: 'organizational_unit' }).waitFor({ timeout: RUN_MS });
  await settled(page);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

it('keeps each character of a statement that is typed fast, and takes a query from the library again after it was changed', async () => {
  const { page, errors } = await openAs('viewer', '/query');
  const editor = page.getByRole('textbox', { name: 'SQL' });
  const typed = `SELECT ${Array.from({ length: 20 }, (_, at) => `${at} AS c${at},`).join(' ')} 1 AS last`;
  await editor.fill('');
  await editor.pressSequentially(typed, { delay: 0 });
  expect(await editor.innerText()).toBe(typed);

  await page.getByRole('button', { name: /documented queries/ }).click();
  await page.getByLabel('Find a documented query').fill('most resources');
  const choose = page.getByRole('button', { name: 'Which accounts have the most resources?' });
  await choose.click();
  const chosen = await editor.innerText();
  await editor.fill('SELECT 1');
  await choose.click();
  expect(await editor.innerText()).toBe(chosen);
  expect(chosen).toContain('FROM accounts a');
  expect(errors).toEqual([]);
});

it('says in a sentence what is wrong with a statement', async () => {
  const { page } = await openAs('viewer', '/query');
  await run(page, 'SELECT nmae FROM resources');
  await page.getByText('there is no column nmae').waitFor();
  await expectAccessible(page);
  await keepScreenshots(page, 'query-failed');

  await page.getByRole('textbox', { name: 'SQL' }).fill('DROP TABLE resources');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  expect(await page.getByText('a query cannot begin with DROP').innerText()).toContain('it may begin with SELECT');
});

it('cancels a query', async () => {
  const { page, errors } = await openAs('viewer', '/query');
  await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT count(*) FROM range(100000000000) AS a, range(1000) AS b');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();

  await page.getByText('Cancelled', { exact: true }).waitFor({ timeout: RUN_MS });
  expect(errors).toEqual([]);
});

it('saves the result as CSV in which no text is a formula, and shows hostile texts as texts', async () => {
  const { page, errors } = await openAs('viewer', '/query');
  await run(page, `SELECT '=1+1' AS a, '<img src=x onerror=alert(1)>' || chr(8238) AS b, -5 AS c, NULL AS d`);
  await page.getByText('<img src=x onerror=alert(1)>[U+202E]', { exact: true }).waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const saved = await saving;
  const text = await readFile(await saved.path(), 'utf8');

  expect(saved.suggestedFilename()).toMatch(/^muster-query-.+\.csv$/);
  expect(text.split('\r\n')[1]).toMatch(/^"'=1\+1",".+",-5,""$/);
  expect(errors).toEqual([]);
});

it('is not there for a customer, and says why where it is opened by a link', async () => {
  const { page } = await openAs('customer', '/query');
  expect(await page.getByRole('link', { name: 'Query', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();

  expect(await page.getByText('you may see a part only').innerText()).toContain('shows the rows of every account');
});
