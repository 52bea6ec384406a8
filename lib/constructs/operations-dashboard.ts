/** The dashboard that an operator looks at first: alarms, jobs, queues, functions, the API, and what costs money. */
import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MetricDimensions, MetricSetName } from '../../shared/observability/metrics.ts';
import { TASK_STAGES } from '../../shared/observability/stages.ts';
import { type OwnMetric, ownMetric } from './own-metrics.ts';
import type { Operation } from '../../shared/jobs/operation.ts';

const PERIOD = Duration.minutes(5);
/** The number of columns of CloudWatch's grid. */
const WIDTH = 24;
const HEIGHT = 6;

export interface OperationsDashboardProps {
  readonly alarms: readonly Alarm[];
  readonly operations: readonly Pick<Operation, 'name' | 'stages'>[];
  readonly queues: Readonly<Record<string, { readonly queue: Queue; readonly deadLetters: Queue }>>;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly api: HttpApi;
}

export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: Stack.of(this).stackName, defaultInterval: Duration.days(2) });
    const heading = new TextWidget({
      markdown: '# Muster\nWhat each alarm means and what to do: `docs/operations.md`.',
      width: WIDTH,
      height: 2,
    });
    dashboard.addWidgets(heading);
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: WIDTH, height: HEIGHT }));
    dashboard.addWidgets(...this.#jobs(props));
    dashboard.addWidgets(...this.#work());
    dashboard.addWidgets(...this.#stages(props));
    dashboard.addWidgets(...queueWidgets(props));
    dashboard.addWidgets(...functionWidgets(props));
    dashboard.addWidgets(...apiWidgets(props));
    dashboard.addWidgets(...this.#costs(props));
  }

  #jobs({ operations }: OperationsDashboardProps): readonly IWidget[] {
    const statuses = ['completed', 'completed_with_errors', 'failed', 'cancelled'];
    const outcomes = ['completed', 'partial', 'failed'] as const;
    return row(
      {
        title: 'Jobs ended',
        left: operations.flatMap(({ name: operation }) => statuses.map((status) => this.#sum('job', 'JobsEnded', { operation, status }))),
        right: [this.#own('poll', 'OpenJobs', {}, 'Maximum')],
      },
      {
        title: 'Tasks ended',
        left: operations.flatMap(({ name: operation }) =>
          outcomes.map((outcome) => this.#sum('task', 'TasksEnded', { operation, outcome })),
        ),
      },
      {
        title: 'Failed and partial accounts of a job (percent), successful nights',
        left: (['FailedAccounts', 'PartialAccounts'] as const).flatMap((share) =>
          operations.map(({ name: operation }) => this.#own('accounts', share, { operation }, 'Maximum')),
        ),
        right: [this.#sum('night', 'SuccessfulNights', {})],
      },
    );
  }

  #work(): readonly IWidget[] {
    const slices = ['complete', 'partial', 'denied', 'unsupported', 'failed', 'suspect'] as const;
    return row(
      { title: 'Slices read', left: slices.map((outcome) => this.#sum('slice', 'SlicesRead', { outcome })) },
      {
        title: 'Findings',
        left: [this.#sum('scan', 'FindingsOpened', {}), this.#sum('scan', 'FindingsResolved', {})],
      },
      {
        title: 'Events: sent late (rows), age of the oldest (seconds)',
        left: [this.#sum('outbox', 'RowsSentLate', {})],
        right: [this.#own('outbox', 'OldestUnsentEventSeconds', {}, 'Maximum')],
      },
    );
  }

  #stages({ operations }: OperationsDashboardProps): readonly IWidget[] {
    return row(
      ...operations.map(({ name: operation, stages }) => ({
        title: `Seconds of ${operation} tasks by stage (p95)`,
        left: [...TASK_STAGES, ...stages].map((stage) => this.#own('stage', 'StageSeconds', { operation, stage }, 'p95')),
      })),
    );
  }

  #costs({ tables, functions }: OperationsDashboardProps): readonly IWidget[] {
    const units = (metricName: string): readonly IMetric[] =>
      Object.entries(tables).map(
        ([label, { tableName }]) =>
          new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: tableName },
            statistic: 'Sum',
            period: PERIOD,
            label: `${label} ${metricName}`,
          }),
      );
    return row(
      {
        title: 'Cost: milliseconds of functions',
        left: each(functions, (target) => target.metricDuration({ period: PERIOD, statistic: 'Sum' })),
      },
      {
        title: 'Cost: read and write units of tables',
        left: units('ConsumedReadCapacityUnits'),
        right: units('ConsumedWriteCapacityUnits'),
      },
      {
        title: 'Cost: resources, calls of clouds, exported bytes',
        left: [
          this.#sum('inventory', 'ResourcesRead', {}),
          this.#sum('inventory', 'ResourcesChanged', {}),
          this.#sum('cloud', 'CloudApiCalls', {}),
        ],
        right: [this.#sum('export', 'ExportedBytes', {})],
      },
    );
  }

  #own<S extends MetricSetName>(set: S, name: OwnMetric<S>['name'], dimensions: MetricDimensions<S>, statistic: string): Metric {
    const values = Object.values<string>(dimensions);
    return ownMetric(this, { set, name, dimensions, statistic, period: PERIOD, label: values.length === 0 ? name : values.join(' ') });
  }

  #sum<S extends MetricSetName>(set: S, name: OwnMetric<S>['name'], dimensions: MetricDimensions<S>): Metric {
    return this.#own(set, name, dimensions, 'Sum');
  }
}

function queueWidgets({ queues }: OperationsDashboardProps): readonly IWidget[] {
  const visible = { period: PERIOD, statistic: 'Maximum' };
  return row(
    { title: 'Waiting messages', left: each(queues, ({ queue }) => queue.metricApproximateNumberOfMessagesVisible(visible)) },
    { title: 'Age of the oldest message', left: each(queues, ({ queue }) => queue.metricApproximateAgeOfOldestMessage(visible)) },
    {
      title: 'Dead letters received',
      left: each(queues, ({ deadLetters }) => deadLetters.metricNumberOfMessagesReceived({ period: PERIOD, statistic: 'Sum' })),
    },
  );
}

function functionWidgets({ functions }: OperationsDashboardProps): readonly IWidget[] {
  const sum = { period: PERIOD, statistic: 'Sum' };
  return row(
    { title: 'Errors of functions', left: each(functions, (target) => target.metricErrors(sum)) },
    { title: 'Throttles of functions', left: each(functions, (target) => target.metricThrottles(sum)) },
    {
      title: 'Longest run of functions (ms)',
      left: each(functions, (target) => target.metricDuration({ period: PERIOD, statistic: 'Maximum' })),
    },
  );
}

function apiWidgets({ api }: OperationsDashboardProps): readonly IWidget[] {
  const sum = { period: PERIOD, statistic: 'Sum' };
  return row(
    { title: 'Requests to the API', left: [api.metricCount(sum)] },
    { title: 'Failed requests', left: [api.metricClientError(sum), api.metricServerError(sum)] },
    { title: 'Latency of the API (p95, ms)', left: [api.metricLatency({ period: PERIOD, statistic: 'p95' })] },
  );
}

interface Graph {
  readonly title: string;
  readonly left: readonly IMetric[];
  readonly right?: readonly IMetric[];
}

const row = (...graphs: readonly Graph[]): readonly IWidget[] =>
  graphs.map(
    ({ title, left, right = [] }) =>
      new GraphWidget({ title, left: [...left], right: [...right], width: WIDTH / graphs.length, height: HEIGHT }),
  );

/** The metric of each thing, labelled with the thing's key. */
const each = <T>(things: Readonly<Record<string, T>>, metricOf: (thing: T) => Metric): readonly IMetric[] =>
  Object.entries(things).map(([label, thing]) => metricOf(thing).with({ label }));
