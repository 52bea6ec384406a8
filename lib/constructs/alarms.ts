/**
 * The topic that alarms are sent to, and one method for each kind of alarm. `docs/operations.md` has a section for each alarm, which
 * says what it means and what to do; a test checks that no alarm lacks its section.
 */
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { metricsNamespace, ownMetric } from './own-metrics.ts';

const PERIOD = Duration.minutes(5);
const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

/** `shared/jobs/settle-job.ts` logs this once for each job that it closes after the job's deadline. */
const DEADLINE_MESSAGE = 'Job ended by its deadline.';

/** The share of a job's accounts that must fail before the alarm goes off. */
const FAILED_ACCOUNTS_PERCENT = 20;
/** The share of a job's accounts that must be partial. It is larger, because one type that a policy of the organization denies makes accounts partial. */
const PARTIAL_ACCOUNTS_PERCENT = 50;
/** The number of 5xx responses in `PERIOD` at which the alarm goes off; fewer may be one caller's retries. */
const API_FAILURES = 5;

/** The age of an event that was not sent, in seconds, at which the alarm goes off. */
const UNSENT_SECONDS = 900;

interface AlarmRule {
  readonly threshold: number;
  /** Two sentences: what has happened, and the first thing to do. */
  readonly description: string;
  /** The alarm goes off when the metric is below the threshold or has no data, instead of at or above the threshold. */
  readonly whenBelow?: true;
  /** How many periods in a row the metric must be past the threshold; one if absent. */
  readonly periods?: number;
}

export interface AlarmsProps {
  /** The address that every alarm is sent to; if absent, people subscribe to the topic themselves. */
  readonly email?: string | undefined;
}

export class Alarms extends Construct {
  readonly #topic: Topic;
  readonly #alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const fromThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };

    // The topic needs a key of its own, because CloudWatch may not use the key that AWS manages for SNS.
    const key = new Key(this, 'Key', {
      description: 'Muster: alarm messages',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [CLOUDWATCH],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: fromThisAccount,
      }),
    );
    this.#topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // `enforceSSL` gives the topic a policy, which replaces the default one that lets the account's alarms publish.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [CLOUDWATCH],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: fromThisAccount,
      }),
    );
    if (props.email !== undefined) this.#topic.addSubscription(new EmailSubscription(props.email));
    new CfnOutput(this, 'TopicArn', { value: this.#topic.topicArn, description: 'Subscribe to this topic to receive alarms.' });
  }

  /** Every alarm that has been added so far. */
  get all(): readonly Alarm[] {
    return this.#alarms;
  }

  /** Watches a dead-letter queue that a function consumes. It counts received messages, because they do not stay in the queue. */
  deadLetters(id: string, queue: IQueue): void {
    this.#alarm(id, queue.metricNumberOfMessagesReceived({ period: PERIOD, statistic: 'Sum' }), {
      threshold: 1,
      description: "A task failed on every receive, and its account is reported as failed. Read the worker's log for its account.",
    });
  }

  /** Watches the dead letters of a subscriber of events, which stay until someone has looked at them. */
  unhandledEvents(id: string, queue: IQueue): void {
    this.#alarm(id, queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }), {
      threshold: 1,
      description:
        "A subscriber could not handle an event. Look at the message in the queue, whose attribute reason says why if the function refused it, and at the function's log.",
    });
  }

  /** Watches the dead letters of managed resources, which stay until someone has looked at them. */
  unhandledSteps(id: string, queue: IQueue): void {
    this.#alarm(id, queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }), {
      threshold: 1,
      description:
        "A step on a managed resource failed on every receive; the poller has it tried again. Read the manage worker's log for its managed_id, then purge the queue.",
    });
  }

  /** Goes off when events wait in their rows: the poller should have sent them within two minutes. */
  unsentEvents(id: string): void {
    const age = ownMetric(this, { set: 'outbox', name: 'OldestUnsentEventSeconds', dimensions: {}, statistic: 'Maximum', period: PERIOD });
    this.#alarm(id, age, {
      threshold: UNSENT_SECONDS,
      description:
        "Events could not be sent for 15 minutes; they are kept, and are sent later. Read the poller's log for the answers of SNS.",
    });
  }

  /** Watches the queue of scheduled runs that could not be delivered, whose messages stay until someone purges them. */
  undeliveredRuns(id: string, queue: IQueue): void {
    this.#alarm(id, queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }), {
      threshold: 1,
      description: 'A scheduled run could not be handed to the job handler. Start it by hand, then purge the queue.',
    });
  }

  oldestMessage(id: string, queue: IQueue, limit: Duration): void {
    this.#alarm(id, queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum' }), {
      threshold: limit.toSeconds(),
      description: `A message has waited for ${limit.toHumanString()}: the workers take messages too slowly. Look for throttled or failing workers, or raise their concurrency.`,
    });
  }

  errors(id: string, target: IFunction): void {
    this.#alarm(id, target.metricErrors({ period: PERIOD, statistic: 'Sum' }), {
      threshold: 1,
      description: "A function failed with an error that it does not handle, or ran out of time or memory. Read the function's log.",
    });
  }

  /** Goes off when Lambda refuses to run the function because the account has used up its concurrent executions. */
  throttles(id: string, target: IFunction): void {
    this.#alarm(id, target.metricThrottles({ period: PERIOD, statistic: 'Sum' }), {
      threshold: 1,
      periods: 3,
      description:
        "Lambda has refused to run a worker for 15 minutes. Raise the account's limit of concurrent executions, or lower the workers' concurrency.",
    });
  }

  /**
   * Goes off when a job was ended by its deadline.
   * @param closers log groups of the functions that close jobs, by the function's name; each logs `DEADLINE_MESSAGE`
   */
  deadlines(id: string, closers: Readonly<Record<string, ILogGroup>>): void {
    const metricName = 'JobsPastDeadline';
    for (const [name, logGroup] of Object.entries(closers)) {
      new MetricFilter(this, `${id}${name}`, {
        logGroup,
        filterPattern: FilterPattern.stringValue('$.message', '=', DEADLINE_MESSAGE),
        metricNamespace: metricsNamespace(this),
        metricName,
        metricValue: '1',
      });
    }
    this.#alarm(id, new Metric({ namespace: metricsNamespace(this), metricName, period: PERIOD, statistic: 'Sum' }), {
      threshold: 1,
      description:
        'A job reached its deadline before all of its accounts were finished. See which ones with "muster jobs accounts", then retry the job.',
    });
  }

  /** Goes off when no account of a job succeeded: the job that should follow it is not started. */
  failedJobs(id: string, operations: readonly string[]): void {
    this.#alarm(id, this.#largestShare('FailedAccounts', operations), {
      threshold: 100,
      description:
        'Every account of a job failed, and the job that should follow it was not started. See why with "muster jobs accounts"; most often the member roles no longer let Muster in.',
    });
  }

  failedAccounts(id: string, operations: readonly string[]): void {
    this.#alarm(id, this.#largestShare('FailedAccounts', operations), {
      threshold: FAILED_ACCOUNTS_PERCENT,
      description: `At least ${FAILED_ACCOUNTS_PERCENT}% of a job's accounts failed. See which ones and why with "muster jobs accounts".`,
    });
  }

  /** Goes off when an account was not done, or not whole, for a reason of Muster's own. */
  faults(id: string, operations: readonly string[]): void {
    const metrics = operations.map((operation) =>
      ownMetric(this, { set: 'fault', name: 'AccountsWithFaults', dimensions: { operation }, statistic: 'Sum', period: PERIOD }),
    );
    this.#alarm(id, combined('SUM', metrics), {
      threshold: 1,
      description: "An account was not done, or not whole, because of an error in Muster. Read the worker's log for its account.",
    });
  }

  partialAccounts(id: string, operations: readonly string[]): void {
    this.#alarm(id, this.#largestShare('PartialAccounts', operations), {
      threshold: PARTIAL_ACCOUNTS_PERCENT,
      description: `At least ${PARTIAL_ACCOUNTS_PERCENT}% of a job's accounts could be read in part only. See which permissions they lack with "muster jobs show".`,
    });
  }

  /** The largest percentage among the jobs that ended in a period. Jobs over a few listed accounts are not counted. */
  #largestShare(name: 'FailedAccounts' | 'PartialAccounts', operations: readonly string[]): IMetric {
    const shares = operations.map((operation) =>
      ownMetric(this, { set: 'accounts', name, dimensions: { operation }, statistic: 'Maximum', period: PERIOD }),
    );
    return combined('MAX', shares);
  }

  apiFailures(id: string, serverErrors: IMetric): void {
    this.#alarm(id, serverErrors, {
      threshold: API_FAILURES,
      description: "The API answered requests with 5xx. Read the API function's log, and the API's access log.",
    });
  }

  /** Goes off when no poll has ended. The poller counts a metric as its last step, so a poller that starts and never ends counts nothing. */
  silentPoller(id: string): void {
    this.#alarm(id, ownMetric(this, { set: 'poll', name: 'OpenJobs', dimensions: {}, statistic: 'SampleCount', period: PERIOD }), {
      threshold: 1,
      periods: 3,
      whenBelow: true,
      description:
        'The poller has not finished a poll for 15 minutes: jobs that no worker closes stay open. Look at its schedule and its log.',
    });
  }

  /**
   * Goes off when no nightly run has published an export.
   * @param hours within which a nightly run has to succeed; 168 at most, because CloudWatch looks no further back
   */
  noSuccessfulNight(id: string, hours: number): void {
    const nights = ownMetric(this, {
      set: 'night',
      name: 'SuccessfulNights',
      dimensions: {},
      statistic: 'Sum',
      period: Duration.hours(1),
    });
    // If values are missing, CloudWatch looks further back than `hours`. `combined` fills them with zeros, so that it does not.
    this.#alarm(id, combined('SUM', [nights], Duration.hours(1)), {
      threshold: 1,
      periods: hours,
      whenBelow: true,
      description: `No nightly run has ended with a published export for ${hours} hours. See with "muster jobs list" how far the last run came; a new deployment is in this state until its first nightly run.`,
    });
  }

  #alarm(id: string, metric: IMetric, { threshold, description, whenBelow, periods = 1 }: AlarmRule): void {
    const alarm = new Alarm(this, id, {
      alarmName: `${Stack.of(this).stackName}-${id}`,
      metric,
      threshold,
      alarmDescription: `${description} (docs/operations.md, ${id})`,
      evaluationPeriods: periods,
      comparisonOperator: whenBelow ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: whenBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    this.#alarms.push(alarm);
  }
}

/** Combines several metrics into one, in which a missing value counts as zero. */
function combined(by: 'SUM' | 'MAX', metrics: readonly IMetric[], period: Duration = PERIOD): MathExpression {
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const filled = Object.keys(named).map((name) => `FILL(${name}, 0)`);
  const expression = filled.length === 1 ? (filled[0] ?? '') : `${by}([${filled.join(', ')}])`;
  return new MathExpression({ expression, usingMetrics: named, period });
}
