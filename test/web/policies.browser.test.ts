/** The pages of policies: the list, a policy, and the editor. */
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, keepScreenshots, openAs, settled } from './support/browser.ts';

const CHECK_MS = 60_000;
const BUILT_IN = 'aws.s3.bucket-versioning-enabled';

const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Text of the policy' });
const noProblem = (page: Page) => page.getByText('No problem: the policy can be used').waitFor({ timeout: CHECK_MS });

it('lists policies with their verdicts, and narrows them by filters that the address holds', async () => {
  const { page, errors } = await openAs('viewer', '/policies');
  await settled(page);
  await expectAccessible(page);
  await keepScreenshots(page, 'policies');

  await page.getByRole('searchbox', { name: 'Find policies by title or id' }).fill('versioning');
  await page.getByRole('row').filter({ hasText: BUILT_IN }).waitFor();
  await page.waitForURL(/search=versioning/);
  await settled(page);
  const cells = await page.getByRole('row').filter({ hasText: BUILT_IN }).getByRole('gridcell').allInnerTexts();
  expect(cells.filter((text) => /^\d+$/.test(text)).length).toBeGreaterThanOrEqual(3);
  expect(await page.getByRole('row').filter({ hasText: 'aws.iam.' }).count()).toBe(0);
  expect(errors).toEqual([]);
});

it('shows a policy: its verdicts, what it asks, its findings, and its text with its tests', async () => {
  const { page, errors } = await openAs('viewer', `/policies/${BUILT_IN}`);
  await settled(page);
  await page.getByRole('heading', { name: 'Verdicts' }).waitFor();
  await expectAccessible(page);
  await keepScreenshots(page, 'policy');

  await page.getByRole('tab', { name: 'Findings' }).click();
  await settled(page);
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Text and tests' }).click();
  await page.getByText('Passes', { exact: true }).first().waitFor({ timeout: CHECK_MS });
  await expectAccessible(page);
  await keepScreenshots(page, 'policy-text');
  // Nobody changes a policy of Muster.
  expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
  expect(errors).toEqual([]);
});

it('says that there is no such policy', async () => {
  const { page } = await openAs('viewer', `/policies/${BUILT_IN}`);
  await page.goto(page.url().replace(BUILT_IN, 'my.nothing'));
  expect(await page.getByText('There is no policy my.nothing').innerText()).toContain('GET /policies lists them');
});

it('writes, checks, tries, saves and deletes a policy', async () => {
  const { page, errors } = await openAs('admin', '/policies/new?type=AWS::S3::Bucket&path=config.VersioningConfiguration.Status');
  await noProblem(page);
  await page.getByText('the field VersioningConfiguration.Status is set').first().waitFor();
  await editorOf(page).fill(policy('my.browser-test', 'config.VersioningConfiguration.Status == "Enabled"'));
  await noProblem(page);
  await page.getByRole('button', { name: 'Try on stored resources' }).click();
  await page.getByText(/stored resources of the type were judged/).waitFor({ timeout: CHECK_MS });
  const fails = Number(await page.locator('[data-verdict="fail"]').innerText());
  const passes = Number(await page.locator('[data-verdict="pass"]').innerText());
  expect(fails + passes).toBeGreaterThan(0);
  await expectAccessible(page);
  await keepScreenshots(page, 'policy-editor');

  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Policies' }).waitFor();
  expect(errors).toEqual([]);
});

it('keeps each character of a text that is typed fast', async () => {
  const { page, errors } = await openAs('admin', '/policies/new');
  await noProblem(page);
  await editorOf(page).fill('');
  await editorOf(page).pressSequentially(TYPED, { delay: 0 });

  // The editor closes no bracket here and indents nothing, so the text is what was typed.
  expect(await editorOf(page).innerText()).toBe(TYPED);
  await page.waitForTimeout(1_000);
  expect(await editorOf(page).innerText()).toBe(TYPED);
  expect(errors).toEqual([]);
});

it('tells each problem with its line while one writes, and lets nobody save it', async () => {
  const { page, errors } = await openAs('admin', '/policies/new');
  await noProblem(page);
  await editorOf(page).fill(policy('my.browser-test', 'config.VersioningConfigration.Status == "Enabled"'));

  await page.getByText(/Line 6, column \d+: pass: .*VersioningConfiguration/).waitFor({ timeout: CHECK_MS });
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await expectAccessible(page);
  await keepScreenshots(page, 'policy-editor-problem');
  expect(errors).toEqual([]);
});

it('asks before a text that is not saved is left', async () => {
  const { page, errors } = await openAs('admin', '/policies/new');
  await noProblem(page);
  await editorOf(page).fill('id: my.other');
  await page.getByRole('link', { name: 'Policies', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'The policy is not saved' });
  await dialog.getByRole('button', { name: 'Stay' }).click();
  expect(page.url()).toContain('/policies/new');

  await page.getByRole('link', { name: 'Policies', exact: true }).click();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('heading', { name: 'Policies' }).waitFor();
  expect(errors).toEqual([]);
});

it('lets a viewer try a policy, and says that an administrator saves it', async () => {
  const { page } = await openAs('viewer', '/policies/new');
  await noProblem(page);

  await page.getByText('an administrator can save them').waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
});

const TYPED = `description: ${'the quick brown fox jumps over the lazy dog; '.repeat(8)}end`;

const policy = (id: string, pass: string): string => `id: ${id}
title: Buckets keep old versions
description: Without versions, what is overwritten is lost.
severity: low
resource_type: AWS::S3::Bucket
pass: ${pass}
remediation:
  text: Turn it on.
  console: [Turn it on.]
tests:
  - {name: is on, verdict: pass, resource: {config: {VersioningConfiguration: {Status: Enabled}}}}
  - {name: is off, verdict: fail, resource: {config: {VersioningConfiguration: {Status: Suspended}}}}
  - {name: may not be read, verdict: unknown, resource: {unread: {VersioningConfiguration: {error_code: AccessDenied}}}}
`;
