/**
 * A subscriber of the event topic: a queue of its own, so that no subscriber waits for another, a function that takes the queue's messages, and
 * a queue for what it cannot handle. A further channel is one more of these.
 */
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { SubscriptionFilter, type Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EventType } from '../../shared/events/event-types.ts';
import type { Severity } from '../../shared/severity.ts';
import type { MusterFunction } from './muster-function.ts';
import { MAX_RECEIVE_COUNT, visibilityFor } from './work-queue.ts';

/** Events are small, and each is handled in milliseconds. */
const BATCH_SIZE = 10;

export interface EventSubscriberProps {
  readonly topic: Topic;
  readonly subscriber: MusterFunction;
  readonly subscriberTimeout: Duration;
  /** The types and severities that the subscriber gets; each is all if absent. */
  readonly filter?: { readonly types?: readonly EventType[]; readonly severities?: readonly Severity[] };
}

export class EventSubscriber extends Construct {
  readonly queue: Queue;
  /** Takes the messages that SNS could not deliver, that the function refused (the attribute `reason` says why), or that failed on every receive. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { topic, subscriber, subscriberTimeout, filter = {} }: EventSubscriberProps) {
    super(scope, id);
    const shared = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };
    this.deadLetters = new Queue(this, 'DeadLetters', shared);
    this.queue = new Queue(this, 'Queue', {
      ...shared,
      visibilityTimeout: visibilityFor(subscriberTimeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    const { types, severities } = filter;
    topic.addSubscription(
      new SqsSubscription(this.queue, {
        rawMessageDelivery: true,
        deadLetterQueue: this.deadLetters,
        ...((types ?? severities) && {
          filterPolicy: {
            ...(types && { type: SubscriptionFilter.stringFilter({ allowlist: [...types] }) }),
            ...(severities && { severity: SubscriptionFilter.stringFilter({ allowlist: [...severities] }) }),
          },
        }),
      }),
    );
    subscriber.addEventSource(new SqsEventSource(this.queue, { batchSize: BATCH_SIZE, reportBatchItemFailures: true, maxConcurrency: 2 }));
    subscriber.addEnvironment('DEAD_LETTER_QUEUE_URL', this.deadLetters.queueUrl);
    subscriber.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }));
  }
}
