/** A queue of work, with the dead-letter queue for messages that failed on every receive. */
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/**
 * The visibility timeout in multiples of the consumer's timeout. AWS recommends six, so that a message stays hidden while
 * Lambda retries a throttled invocation. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const VISIBILITY_FACTOR = 6;

export const MAX_RECEIVE_COUNT = 5;

export interface WorkQueueProps {
  /** Timeout of the function that takes the queue's messages. */
  readonly consumerTimeout: Duration;
  /** Timeout of the function that takes the dead letters; absent if they stay until someone has looked at them. */
  readonly deadLetterConsumerTimeout?: Duration;
}

export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(props.deadLetterConsumerTimeout && { visibilityTimeout: visibilityFor(props.deadLetterConsumerTimeout) }),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: visibilityFor(props.consumerTimeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
  }
}

/** The visibility timeout of a queue whose consumer has this timeout. */
export const visibilityFor = (timeout: Duration): Duration => Duration.seconds(VISIBILITY_FACTOR * timeout.toSeconds());
