/** The topic that alarms go to, and the kinds of alarms there are. */
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

const PERIOD = Duration.minutes(5);
const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

/** Logged once per job that is closed after its deadline (`shared/jobs/settle-job.ts`). */
const DEADLINE_MESSAGE = 'Job ended by its deadline.';

export interface AlarmsProps {
  readonly email?: string | undefined;
}

export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const fromThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };

    // A key of its own: CloudWatch may not use the one that AWS manages for SNS.
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
    // A topic with a policy of its own no longer lets the account's alarms in by default.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [CLOUDWATCH],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: fromThisAccount,
      }),
    );
    if (props.email !== undefined) this.#topic.addSubscription(new EmailSubscription(props.email));
    new CfnOutput(this, 'TopicArn', { value: this.#topic.topicArn, description: 'Subscribe to it to hear of alarms.' });
  }

  /** Dead letters that a function takes at once: counted as they are received, for they do not stay to be seen. */
  deadLetters(id: string, queue: IQueue): void {
    this.#alarm(id, queue.metricNumberOfMessagesReceived({ period: PERIOD, statistic: 'Sum' }), {
      threshold: 1,
      description: 'A task failed on every receive. Its account is reported as failed; the dead-letter handler logged why.',
    });
  }

  /** Dead letters that stay until someone looks. */
  leftLetters(id: string, queue: IQueue): void {
    this.#alarm(id, queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }), {
      threshold: 1,
      description: 'A scheduled run could not be handed to the job handler. Start it by hand, then purge the queue.',
    });
  }

  oldestMessage(id: string, queue: IQueue, limit: Duration): void {
    this.#alarm(id, queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum' }), {
      threshold: limit.toSeconds(),
      description: `A message has waited for ${limit.toHumanString()}: the queue is not worked off fast enough.`,
    });
  }

  errors(id: string, target: IFunction): void {
    this.#alarm(id, target.metricErrors({ period: PERIOD, statistic: 'Sum' }), {
      threshold: 1,
      description: 'A function failed outside of the errors that it handles.',
    });
  }

  /** Jobs that ended because their time was over, counted by the line that whoever closes such a job logs. */
  deadlines(id: string, closers: Readonly<Record<string, ILogGroup>>): void {
    const metricNamespace = `Muster/${Stack.of(this).stackName}`;
    const metricName = 'JobsPastDeadline';
    for (const [name, logGroup] of Object.entries(closers)) {
      new MetricFilter(this, `${id}${name}`, {
        logGroup,
        filterPattern: FilterPattern.stringValue('$.message', '=', DEADLINE_MESSAGE),
        metricNamespace,
        metricName,
        metricValue: '1',
      });
    }
    this.#alarm(id, new Metric({ namespace: metricNamespace, metricName, period: PERIOD, statistic: 'Sum' }), {
      threshold: 1,
      description: 'A job was ended by its deadline with accounts unfinished.',
    });
  }

  #alarm(id: string, metric: IMetric, { threshold, description }: { readonly threshold: number; readonly description: string }): void {
    new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: description,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.#topic));
  }
}
