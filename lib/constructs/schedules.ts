/** What starts by the clock: the nightly run and the poller. */
import { Duration, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface SchedulesProps {
  /** Cron or rate expression, in UTC. */
  readonly nightly: string;
  readonly jobHandler: IFunction;
  readonly poller: IFunction;
  /** Where a nightly run goes that could not be handed over. */
  readonly undelivered: IQueue;
}

export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { nightly, jobHandler, poller, undelivered }: SchedulesProps) {
    super(scope, id);
    const send = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [undelivered.queueArn] });
    new Schedule(this, 'Nightly', {
      description: 'Inventory of every service in every enabled account, then a scan of it, then an export',
      schedule: ScheduleExpression.expression(nightly),
      target: new LambdaInvoke(jobHandler, {
        role: this.#role('NightlyRole', invoking(jobHandler), send),
        // The scheduled time makes a schedule that fires twice start one job.
        input: ScheduleTargetInput.fromObject({
          operation: 'inventory',
          service: '*',
          accounts: '*',
          then: { operation: 'scan', policy: '*', then: { operation: 'export' } },
          client_token: `nightly-${ContextAttribute.scheduledTime}`,
        }),
        maxEventAge: Duration.hours(2),
        retryAttempts: 20,
        deadLetterQueue: undelivered,
      }),
    });

    new Schedule(this, 'EveryMinute', {
      description: 'Jobs that no worker can close, lost tasks, deadlines',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(poller, {
        role: this.#role('EveryMinuteRole', invoking(poller)),
        // What fails is made up for by the next minute.
        maxEventAge: Duration.minutes(1),
        retryAttempts: 0,
      }),
    });
  }

  /** Closed to what the target would add to it: every version of the function, where the function is enough. */
  #role(id: string, ...statements: readonly PolicyStatement[]): IRole {
    const role = new Role(this, id, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    for (const statement of statements) role.addToPolicy(statement);
    return role.withoutPolicyUpdates();
  }
}

const invoking = (target: IFunction): PolicyStatement =>
  new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] });
