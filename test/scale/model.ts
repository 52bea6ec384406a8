/**
 * The assumptions of the measurements: times, sizes, limits and prices, each with its source. To change one, edit it here and run again.
 */

/** Milliseconds. */
export const LATENCIES = {
  /** "Consistent single-digit millisecond": https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html */
  dynamodb: 5,
  /** Assumed: transfer and parsing of 1 MB of rows on one whole vCPU; a function with a share of one takes longer in proportion. */
  dynamodb_per_mb: 50,
  /** Assumed, within a region. */
  sqs: 10,
  /** Assumed: one request to a target account, in any region. */
  cloud: 100,
} as const;

/** MB of memory that buy one whole vCPU: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MB_PER_VCPU = 1769;

/** The functions as in `lib/muster-stack.ts`; `test/scale/scale.test.ts` compares them. */
export const FUNCTIONS = {
  'job-handler': { memory_mb: 1024, timeout_s: 300 },
  worker: { memory_mb: 1769, timeout_s: 900 },
  poller: { memory_mb: 512, timeout_s: 300 },
  api: { memory_mb: 1024, timeout_s: 29 },
} as const;
export type FunctionName = keyof typeof FUNCTIONS;
export const VISIBILITY_SECONDS = 6 * FUNCTIONS.worker.timeout_s;
export const POLL_INTERVAL_MS = 60_000;
/** The default of `lib/context.ts`. */
export const DEFAULT_WORKERS = 50;
/** The most messages of one invocation of the inventory worker, as in `lib/muster-stack.ts`. */
export const BATCH_SIZE = 5;
export const DEFAULT_DEADLINE_HOURS = 6;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const EVENT_SOURCE = { first: 5, more_per_minute: 300, most: 1000 } as const;

/**
 * The units a second that one partition, and so one partition key and one item, allows. Burst capacity does not raise them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const PARTITION_LIMITS = { read: 3000, write: 1000 } as const;

/** The AWS SDK's standard retry strategy (`@smithy/core`, `retries-2026-config`) with the attempts of `shared/platform/clients.ts`. */
export const SDK_RETRY = { attempts: 5, throttled_base_ms: 1000, longest_ms: 20_000, tokens: 500, cost: 5 } as const;

/** The size at which DynamoDB ends a page of a query or scan. */
export const PAGE_BYTES = 1024 * 1024;

/** USD, on demand, us-east-1, list prices of November 2026. */
export const PRICES = {
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  million_wru: 0.625,
  million_rru: 0.125,
  dynamodb_gb_month: 0.25,
  /** Point-in-time recovery, which the stack turns on. */
  pitr_gb_month: 0.2,
  /** https://aws.amazon.com/sqs/pricing/; fair queues cost 0.10 more. */
  million_sqs: 0.5,
  /** https://aws.amazon.com/lambda/pricing/, arm64. */
  gb_second: 0.0000133334,
  million_invocations: 0.2,
} as const;

/**
 * An account of 1,000 resources, so that 100,000 accounts have 100 M. `everywhere`: resources in each region, which are its default
 * network; `spread`: resources in all of `BUSY_REGIONS` together, or in the global segment; `details`: calls for each resource besides the
 * listing; `page`: items of a page.
 */
export const ACCOUNT_PROFILE: Readonly<
  Record<string, { readonly spread: number; readonly everywhere?: number; readonly details?: number; readonly page: number }>
> = {
  'AWS::EC2::VPC': { everywhere: 1, spread: 8, page: 1000 },
  'AWS::EC2::Subnet': { everywhere: 3, spread: 88, page: 1000 },
  'AWS::EC2::SecurityGroup': { everywhere: 1, spread: 182, page: 1000 },
  'AWS::EC2::Instance': { spread: 100, page: 1000 },
  'AWS::EC2::Volume': { spread: 152, page: 500 },
  'AWS::IAM::Role': { spread: 180, page: 200 },
  'AWS::IAM::User': { spread: 10, details: 4, page: 100 },
  'AWS::Lambda::Function': { spread: 150, details: 3, page: 50 },
  'AWS::RDS::DBInstance': { spread: 15, page: 100 },
  'AWS::S3::Bucket': { spread: 30, details: 16, page: 1000 },
};
/** Regions that every account has enabled: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
export const REGIONS = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;
export const BUSY_REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'] as const;
/** The length of a text in each config, which makes a stored resource about 1.5 KB. */
export const CONFIG_BYTES = 600;
/** The share of the resources that change from one night to the next. */
export const CHANGED_SHARE = 0.01;

/** The limits that the simulated clouds enforce. Muster's own limits are in `shared/clouds/<provider>`, so that the two check each other. */
export const CLOUD_LIMITS = {
  /** Reads of one subscription by one login: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
  arm: { burst: 250, per_second: 25 },
  /** Reads of storage accounts of one subscription and region: 800 in five minutes, same source. */
  storage: { burst: 800, per_second: 800 / 300 },
  /** Queries of one login, whatever the subscriptions: https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests */
  resource_graph: { most: 15, window_ms: 5_000 },
  /** Resource units of an application in a small tenant; a list costs about two: https://learn.microsoft.com/graph/throttling-limits */
  graph: { most: 3_500, window_ms: 10_000, units_of_a_list: 2 },
  /** OCI publishes none. Assumed, for each API and region of a tenancy. */
  oci: { burst: 40, per_second: 20 },
} as const;
