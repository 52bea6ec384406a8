/** What functions may do beside their tables: take messages and send them, assume roles, read secrets. */
import { Aws, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { AZURE_CLOUDS, WEB_IDENTITY_SECONDS } from '../../shared/clouds/azure/hosts.ts';
import type { MusterFunction } from './muster-function.ts';
import type { WorkQueue } from './work-queue.ts';

/**
 * Lambda gives the worker up to `batchSize` messages at a time and does not wait for more: a batching window would need a longer
 * visibility timeout. Each message fails or succeeds by itself. A worker may send to its queue, so that a task can continue later.
 */
export function consumeQueue({ queue }: WorkQueue, worker: MusterFunction, maxConcurrency: number, batchSize = 1): void {
  worker.addEventSource(new SqsEventSource(queue, { batchSize, reportBatchItemFailures: true, maxConcurrency }));
  allowSending(worker, queue);
}

export function allowSending(sender: MusterFunction, ...queues: readonly Queue[]): void {
  sender.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: queues.map(({ queueArn }) => queueArn) }));
}

/** Lets the worker assume the roles of these names in any account. The accounts are data, and each decides by its own trust policy. */
export function allowMemberRoles(worker: MusterFunction, roleNames: readonly string[]): void {
  const resources = roleNames.map((name) => `arn:${Aws.PARTITION}:iam::*:role/${name}`);
  worker.addToRolePolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources }));
  for (const name of roleNames)
    Validations.of(worker.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::*:role/${name}]`,
      reason:
        'Accounts are registered at run time, so the account is the one part of the ARN that cannot be named. The role names are fixed, and each role requires this worker and the external id.',
    });
}

/** Lets the worker show Entra ID who it is, and nobody else: tenants that trust its role need no stored secret (docs/adr/0044). */
export function allowWebIdentity(worker: MusterFunction): void {
  const audiences = [...new Set(Object.values(AZURE_CLOUDS).map(({ exchangeAudience }) => exchangeAudience))];
  worker.addToRolePolicy(
    new PolicyStatement({
      actions: ['sts:GetWebIdentityToken'],
      // The action has no resources: the audience limits it.
      resources: ['*'],
      conditions: {
        'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': audiences },
        NumericLessThanEquals: { 'sts:DurationSeconds': WEB_IDENTITY_SECONDS },
      },
    }),
  );
}

/** Lets the worker read the secrets of connections. */
export function allowSecrets(worker: MusterFunction, arns: readonly string[]): void {
  const ofService = (service: string): string[] => arns.filter((arn) => arn.includes(`:${service}:`));
  worker.addToRolePolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: ofService('secretsmanager') }));
  worker.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetParameter'], resources: ofService('ssm') }));
  const named = (arn: string): string => arn.replace(Aws.PARTITION, '<AWS::Partition>').replace(Aws.ACCOUNT_ID, '<AWS::AccountId>');
  for (const arn of arns.filter((each) => each.includes('*')))
    Validations.of(worker.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${named(arn)}]`,
      reason:
        'Connections are added at run time, so their secrets cannot be named. Only the secrets that have this prefix are meant for Muster.',
    });
}
