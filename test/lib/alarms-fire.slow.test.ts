/** Evaluates the template's alarms over the metrics of whole nightly runs, so that the alarms watch the metrics that the code counts. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseAccountId } from '../../shared/ids.ts';
import { SERVICE } from '../../shared/observability/metrics.ts';
import { cloudError, fetched, NETWORK } from '../support/fake-cloud.ts';
import { ExportWorld } from '../support/export-world.ts';
import { World } from '../support/world.ts';
import { synthesized } from './templates.ts';

interface MetricStat {
  readonly Metric: { readonly MetricName: string; readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[] };
  readonly Stat: 'Sum' | 'Maximum' | 'SampleCount';
}

const alarms = synthesized().platform.ofType('AWS::CloudWatch::Alarm');
const ACCOUNTS = [1, 2, 3, 4, 5, 6].map((digit) => parseAccountId(String(digit).repeat(12)));

let world: World;
let exports: ExportWorld;
beforeEach(async () => {
  world = await World.withAccounts(...ACCOUNTS);
  exports = new ExportWorld(world);
  for (const account of ACCOUNTS) world.cloud.put(account, NETWORK, 'eu-west-1', [fetched('vpc-a')]);
});
afterEach(() => {
  exports.close();
});

async function runNight(): Promise<void> {
  await world.start({ operation: 'inventory', then: { operation: 'export' } });
  await world.drainOnce();
  for (const message of exports.takeMessages()) await exports.work(message);
}

/** Whether the counted metrics, all in one period, raise the alarm. */
function isRaised(name: string): boolean {
  const { Metrics, MetricName, Dimensions, Statistic, Threshold, ComparisonOperator } = alarms.find(
    ({ Properties }) => Properties['AlarmName'] === `Muster-${name}`,
  )!.Properties;
  const stats: readonly MetricStat[] = Metrics
    ? Metrics.flatMap(({ MetricStat: stat }: { readonly MetricStat?: MetricStat }) => stat ?? [])
    : [{ Metric: { MetricName, Dimensions }, Stat: Statistic }];
  const expression = String(Metrics?.find((one: { readonly Expression?: string }) => one.Expression)?.Expression ?? '');
  const values = stats.map(valueOf);
  const value = expression.startsWith('MAX') ? Math.max(...values) : values.reduce((sum, one) => sum + one, 0);
  return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value >= Threshold;
}

function valueOf({ Metric, Stat }: MetricStat): number {
  const wanted = Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const found = world.metrics.events.flatMap(({ dimensions, values }) => {
    const value = values[Metric.MetricName];
    const own: Readonly<Record<string, string>> = { service: SERVICE, ...dimensions };
    const isSame = Object.keys(own).length === Object.keys(wanted).length && Object.entries(own).every(([key, one]) => wanted[key] === one);
    return value !== undefined && isSame ? [value] : [];
  });
  if (Stat === 'SampleCount') return found.length;
  return Stat === 'Maximum' ? Math.max(0, ...found) : found.reduce((sum, one) => sum + one, 0);
}

describe('a job over one account that somebody starts', () => {
  it('raises no alarm when it fails', async () => {
    world.cloud.refuse(ACCOUNTS[0]!, cloudError('denied'));
    const job = await world.runJob({ operation: 'inventory', accounts: [ACCOUNTS[0]] });

    expect(job.status).toBe('failed');
    for (const name of ['FailedJobs', 'FailedAccounts', 'PartialAccounts']) expect([name, isRaised(name)]).toEqual([name, false]);
  });
});

describe('a nightly run', () => {
  it('that succeeds raises no alarm', async () => {
    await runNight();
    await world.poll();

    for (const name of ['FailedJobs', 'FailedAccounts', 'PartialAccounts', 'NoSuccessfulNight', 'SilentPoller'])
      expect([name, isRaised(name)]).toEqual([name, false]);
  });

  it('in which every account is denied raises the alarms on failed jobs, on failed accounts and on nightly runs', async () => {
    for (const account of ACCOUNTS) world.cloud.refuse(account, cloudError('denied'));
    await runNight();
    await world.poll();

    for (const name of ['FailedJobs', 'FailedAccounts', 'NoSuccessfulNight']) expect([name, isRaised(name)]).toEqual([name, true]);
  });

  it('in which a third of the accounts is denied raises only the alarm on failed accounts', async () => {
    for (const account of ACCOUNTS.slice(0, 2)) world.cloud.refuse(account, cloudError('denied'));
    await runNight();

    expect(isRaised('FailedAccounts')).toBe(true);
    for (const name of ['FailedJobs', 'NoSuccessfulNight']) expect([name, isRaised(name)]).toEqual([name, false]);
  });

  it('in which half of the accounts is partial raises only the alarm on partial accounts', async () => {
    for (const account of ACCOUNTS.slice(0, 3)) world.cloud.fail(account, NETWORK, 'eu-west-1', cloudError('denied'));
    await runNight();

    expect(isRaised('PartialAccounts')).toBe(true);
    for (const name of ['FailedJobs', 'FailedAccounts', 'NoSuccessfulNight']) expect([name, isRaised(name)]).toEqual([name, false]);
  });

  it('in which one of six accounts is denied raises none', async () => {
    world.cloud.refuse(ACCOUNTS[0]!, cloudError('denied'));
    await runNight();

    for (const name of ['FailedJobs', 'FailedAccounts', 'NoSuccessfulNight']) expect([name, isRaised(name)]).toEqual([name, false]);
  });

  it('during which no poll ends raises the alarm on a silent poller', () => {
    expect(isRaised('SilentPoller')).toBe(true);
  });
});
