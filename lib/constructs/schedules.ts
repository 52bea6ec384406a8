/** The two schedules: the nightly run and the poller. */
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
  /** The accounts of the nightly run: `*`, or ids and selectors. */
  readonly accounts: readonly string[] | '*';
  readonly jobHandler: IFunction;
  /** Syncs the accounts before each nightly run and then starts the run; absent if accounts are not synced. */
  readonly syncWorker?: IFunction;
  readonly poller: IFunction;
  /** The queue for the events of nightly runs that the scheduler could not deliver. */
  readonly undelivered: IQueue;
}

export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { nightly, accounts, jobHandler, syncWorker, poller, undelivered }: SchedulesProps) {
    super(scope, id);
    const send = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [undelivered.queueArn] });
    const run = {
      operation: 'inventory',
      service: '*',
      accounts,
      then: { operation: 'scan', policy: '*', then: { operation: 'export' } },
      // A schedule may fire twice. The scheduled time in the token makes both requests the same job.
      client_token: `nightly-${ContextAttribute.scheduledTime}`,
    };
    const starter = syncWorker ?? jobHandler;
    new Schedule(this, 'Nightly', {
      description: 'Inventory of every service in the enabled accounts, then a scan of it, then an export',
      schedule: ScheduleExpression.expression(nightly),
      target: new LambdaInvoke(starter, {
        role: this.#role('NightlyRole', invoking(starter), send),
        input: ScheduleTargetInput.fromObject(syncWorker ? { sync_accounts: {}, then: run } : run),
        maxEventAge: Duration.hours(2),
        retryAttempts: 20,
        deadLetterQueue: undelivered,
      }),
    });

    new Schedule(this, 'EveryMinute', {
      description: 'Closes jobs that no worker can close, sends lost tasks again, ends jobs at their deadline',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(poller, {
        role: this.#role('EveryMinuteRole', invoking(poller)),
        // No retries: the next minute's poll does what a failed poll left undone.
        maxEventAge: Duration.minutes(1),
        retryAttempts: 0,
      }),
    });
  }

  /** A role that the target cannot extend: the CDK would also allow it every version of the function. */
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
