import { CALLERS } from '../../lib/constructs/caller-policies.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { addChecks } from '../../lib/checks.ts';
import { wildcards } from '../../lib/constructs/manage-role.ts';
import { app } from './templates.ts';

/** With a bus of EventBridge and with managed resources, so that the stack has every part. */
const unchecked = (context: object, folder: string) =>
  app({ 'muster:event-bus': 'arn:aws:events:eu-west-1:111122223333:event-bus/muster', 'muster:manage': 'true', ...context }, folder);

const outdir = mkdtempSync(join(tmpdir(), 'muster-test-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const checked = () => {
  const whole = unchecked({}, outdir);
  addChecks(whole);
  return whole;
};

describe('the AwsSolutions checks', () => {
  it('have no finding that is not acknowledged', () => {
    checked().synth();

    const report: { readonly pluginReports: readonly unknown[] } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
  });

  it('would find a queue without a dead-letter queue', () => {
    const bad = checked();
    new Queue(new Stack(bad, 'Bad'), 'Queue');

    expect(() => bad.synth()).toThrow(/Bad\/Queue[^]*AwsSolutions-SQS3/);
  });

  it('are acknowledged here and nowhere else, each with its reason', () => {
    const acknowledged = unchecked({}, outdir)
      .node.findAll()
      .flatMap(({ node }) =>
        node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) =>
            Object.entries(data as Record<string, unknown>).map(([rule, reason]) => ({ path: node.path, rule, reason })),
          ),
      );

    const named = acknowledged.map(({ path, rule }) => `${path} ${rule.replace(/^annotation::/i, '')}`);
    const traces = [
      'JobHandler',
      'InventoryWorker',
      'ScanWorker',
      'ExportWorker',
      'ManageWorker',
      'DeadLetterHandler',
      'Poller',
      'Search',
      'ApiHandler',
      'Notifier',
      'EventForwarder',
    ].map((name) => `Muster/${name}Role AwsSolutions-IAM5[Resource::*]`);
    expect(named.filter((one) => traces.includes(one))).toEqual(traces);
    expect(named.filter((one) => !traces.includes(one))).toEqual([
      'Muster/Exports AwsSolutions-S1',
      'Muster/JobHandlerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/policies/*]',
      'Muster/InventoryWorkerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/policies/*]',
      'Muster/InventoryWorkerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/checkpoints/*]',
      'Muster/InventoryWorkerRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::*:role/MusterReadRole]',
      'Muster/InventoryWorkerRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:*:<AWS::AccountId>:secret:muster/*]',
      'Muster/InventoryWorkerRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:*:<AWS::AccountId>:parameter/muster/*]',
      'Muster/OwnAccount AwsSolutions-IAM5[Resource::*]',
      'Muster/ScanWorkerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/policies/*]',
      'Muster/ExportWorkerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/exports/*]',
      'Muster/ManageWorkerRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::*:role/MusterManageRole]',
      'Muster/ManageWorkerRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:*:<AWS::AccountId>:secret:muster/*]',
      'Muster/ManageWorkerRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:*:<AWS::AccountId>:parameter/muster/*]',
      ...wildcards().map((resource) => `Muster/ManageOwnAccount AwsSolutions-IAM5[Resource::${resource}]`),
      'Muster/DeadLetterHandlerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/exports/*]',
      'Muster/PollerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/exports/*]',
      'Muster/SearchRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/exports/*]',
      'Muster/ApiHandlerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/policies/*]',
      'Muster/ApiHandlerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/exports/*]',
      'Muster/ApiHandlerRole AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table/muster/*]',
      'Muster/ApiHandlerRole AwsSolutions-IAM5[Resource::<Exports25637AFB.Arn>/athena-results/*]',
      // Anybody may read the reference of the API, which holds no data.
      ...['docs', 'docs--redoc.js', 'openapi.json'].map((path) => `Muster/Http/Api/GET--${path} AwsSolutions-APIG4`),
      ...Object.entries(CALLERS).flatMap(([name, allowed]) =>
        allowed
          .filter((each) => each.includes('*'))
          .map(
            (each) =>
              `Muster/Callers/${name} AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<HttpApi4E1D4184>/$default/${each.replace(' ', '')}]`,
          ),
      ),
      'Members/MusterMember/Policies AwsSolutions-IAM5[Resource::*]',
      ...wildcards().map((resource) => `Members/MusterMember/Manage AwsSolutions-IAM5[Resource::${resource}]`),
    ]);
    for (const { reason } of acknowledged) expect(JSON.stringify(reason).length).toBeGreaterThan(60);
  });
});
