/** The parts of a stack that the local platform runs, as read from the template. Functions have their physical names. */
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { GrantModel } from './grants.ts';

export interface TableModel {
  readonly definition: CreateTableCommandInput & { readonly TableName: string };
  /** The attribute that holds the time at which a row expires, in seconds since the epoch; absent if rows do not expire. */
  readonly ttl?: string;
}

export interface QueueModel {
  readonly name: string;
  readonly url: string;
  /** Every value is a string, as in SQS. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TopicModel {
  readonly name: string;
  readonly arn: string;
}

/** A queue's subscription of a topic. */
export interface SubscriptionModel {
  readonly topicArn: string;
  readonly queueArn: string;
  /** Every value is a string, as in SNS. An empty filter policy lets every message through. */
  readonly attributes: Readonly<Record<'RawMessageDelivery' | 'FilterPolicy' | 'FilterPolicyScope', string>>;
}

export interface BucketModel {
  readonly name: string;
}

export interface FunctionModel {
  readonly name: string;
  readonly arn: string;
  /** Folder of the unpacked bundle. */
  readonly directory: string;
  /** `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** The permissions of the function's role. */
  readonly grants: readonly GrantModel[];
  readonly async: AsyncModel;
  readonly reservedConcurrency?: number;
}

/** How failed asynchronous invocations are retried. */
export interface AsyncModel {
  readonly retries: number;
  readonly maxAgeSeconds: number;
  /** Name of the queue that gets the event after the last failed attempt. */
  readonly deadLetterQueue?: string;
}

export interface EventSourceModel {
  readonly function: string;
  readonly queueArn: string;
  readonly queueName: string;
  readonly batchSize: number;
  readonly partialBatches: boolean;
  readonly enabled: boolean;
  readonly maximumConcurrency?: number;
}

export interface ScheduleModel {
  readonly name: string;
  /** `rate(1 minute)`, `cron(0 3 * * ? *)`. */
  readonly expression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly function: string;
  readonly input?: string;
}

/** How a route finds out who calls it. */
export type AuthorizerModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'iam' }
  | { readonly kind: 'jwt'; readonly issuer: string; readonly audiences: readonly string[] };

export interface RouteModel {
  /** `GET /jobs/{id}`, `ANY /{proxy+}`, `$default`. */
  readonly key: string;
  readonly function: string;
  readonly timeoutMs: number;
  readonly authorizer: AuthorizerModel;
}

/** The rate of requests that a stage accepts; the others are answered with 429. */
export interface ThrottleModel {
  readonly ratePerSecond: number;
  /** The most requests that are accepted at once after a pause. */
  readonly burst: number;
}

export interface ApiModel {
  readonly id: string;
  readonly throttle?: ThrottleModel;
  readonly routes: readonly RouteModel[];
}

export interface StackModel {
  readonly tables: readonly TableModel[];
  readonly queues: readonly QueueModel[];
  readonly topics: readonly TopicModel[];
  /** Those of queues; nobody else is told on one machine. */
  readonly subscriptions: readonly SubscriptionModel[];
  readonly buckets: readonly BucketModel[];
  readonly functions: readonly FunctionModel[];
  readonly eventSources: readonly EventSourceModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly api: ApiModel | undefined;
}
