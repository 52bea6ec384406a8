/** The numbers in README.md and docs/operations.md that count something in the code; alarms and their cost are in operations-document.test.ts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CALLERS } from '../../lib/constructs/caller-policies.ts';
import { MAX_RECEIVE_COUNT } from '../../lib/constructs/work-queue.ts';
import { CONTEXT_KEYS, readSettings } from '../../lib/context.ts';
import { DEFAULT_SETTINGS } from '../../shared/clouds/demo/settings.ts';
import { CALL_TABLE, generatedCallTable } from '../../scripts/generate-call-table.ts';
import { readFrameworks, readPolicies } from '../../scripts/generate-policies.ts';
import { generatedPolicyList, POLICY_LIST, readmeWithTables } from '../../scripts/generate-policy-list.ts';
import { generatedTypeList, TYPE_LIST } from '../../scripts/generate-type-list.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { type Resource, synthesized } from './templates.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const readme = text('README.md');
const operations = text('docs/operations.md');
const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const { platform } = synthesized();
const alarm = (name: string) =>
  platform.ofType('AWS::CloudWatch::Alarm').find(({ Properties }) => Properties['AlarmName'] === `Muster-${name}`)!.Properties;

describe('the README', () => {
  it('leads to the list of resource types, which is as the registry has it', () => {
    expect(readme).toContain(`(${TYPE_LIST})`);
    expect(text(TYPE_LIST)).toBe(generatedTypeList());
    for (const { type } of RESOURCE_TYPES) expect(text(TYPE_LIST)).toContain(`\`${type}\``);
  });

  it('has the tables of types, policies and frameworks, and leads to the list of policies', () => {
    const [policies, frameworks] = [readPolicies(), readFrameworks()];
    expect(readme).toBe(readmeWithTables(readme, policies, frameworks));
    expect(readme).toContain(`(${POLICY_LIST})`);
    expect(text(POLICY_LIST)).toBe(generatedPolicyList(policies, frameworks));
  });

  it('leads to the calls of each type of AWS, which are as the definitions have them', async () => {
    expect(readme).toContain(`(${CALL_TABLE})`);
    expect(text(CALL_TABLE)).toBe(await generatedCallTable());
    for (const { type } of RESOURCE_TYPES.filter(({ provider }) => provider === 'aws'))
      expect(text(CALL_TABLE)).toContain(`| \`${type}\` |`);
  });

  it('counts the questions that docs/queries.md answers', () => {
    const questions = text('docs/queries.md').split('\n## Where DuckDB')[0]!.match(/^### /gm) ?? [];

    expect(readme).toContain(`The page answers ${questions.length} questions that people ask`);
  });

  it('has every context value, with its default', () => {
    const settings = readSettings({});
    const defaults: Readonly<Record<string, unknown>> = {
      nightly: settings.nightly,
      'nightly-accounts': settings.nightlyAccounts,
      'account-sync': settings.accountSync,
      'role-name': settings.roleName,
      'inventory-concurrency': settings.inventoryConcurrency,
      'inventory-batch': settings.inventoryBatch,
      'scan-concurrency': settings.scanConcurrency,
      'export-concurrency': settings.exportConcurrency,
      'export-disk': settings.exportDisk,
      'export-days': settings.exportDays,
      'job-deadline-hours': settings.jobDeadlineHours,
      'log-retention-days': settings.logRetention,
      'worker-role-name': settings.workerRoleName,
    };
    for (const key of CONTEXT_KEYS) expect(readme).toMatch(new RegExp(`\\| .*\`${key.replace('muster:', '')}\``));
    for (const [name, value] of Object.entries(defaults)) {
      const [, shown = ''] = new RegExp(`\\| \`${name}\` \\| (.*?) \\|`).exec(readme) ?? [];
      expect({ name, shown: shown.replaceAll('`', '') }).toEqual({ name, shown: String(value) });
    }
  });

  it('counts the demo accounts, the receives until a dead letter, and the accounts that a worker reads at once', () => {
    const { BatchSize } = platform.one('AWS::Lambda::EventSourceMapping', 'InventoryWorker').Properties;

    expect(readme).toContain(`reads ${DEFAULT_SETTINGS.accounts} demo accounts`);
    expect(readme).toContain(`a demo estate of ${DEFAULT_SETTINGS.accounts} accounts`);
    expect(readme).toContain(`after ${MAX_RECEIVE_COUNT} receives`);
    expect(readme).toContain(`inventory workers, ${WORDS[BatchSize]} accounts in each`);
  });
});

describe('docs/operations.md', () => {
  it('has the thresholds of the alarms', () => {
    const minutes = ({ Period, EvaluationPeriods, Metrics }: Resource['Properties']): number =>
      ((Period ?? Metrics?.find((one: object) => 'MetricStat' in one)?.MetricStat.Period) * EvaluationPeriods) / 60;

    expect(operations).toContain(`At least ${alarm('FailedAccounts')['Threshold']}% of a job's accounts failed`);
    expect(operations).toContain(`No night has been successful for ${minutes(alarm('NoSuccessfulNight')) / 60} hours`);
    expect(operations).toContain(`The poller has not come to the end of a poll for ${minutes(alarm('SilentPoller'))} minutes`);
    expect(operations).toContain(
      `The API answered ${WORDS[alarm('ApiFailures')['Threshold']]} or more requests with 5xx within ${WORDS[minutes(alarm('ApiFailures'))]} minutes`,
    );
  });

  it('counts the receives until a dead letter, and the policies of callers', () => {
    expect(operations).toContain(`A task's message was received ${WORDS[MAX_RECEIVE_COUNT]} times`);
    expect(operations).toContain(`The stack brings ${WORDS[Object.keys(CALLERS).length]} managed policies`);
  });
});
