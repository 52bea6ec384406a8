/**
 * The environment variables of the deployed functions. The stack sets them, and no other module reads them. Only the local
 * platform sets `MUSTER_*_ENDPOINT`, which apply to Muster's own tables and queues and never to a target account.
 */
import { z } from 'zod';
import { RHYTHMS } from '../inventory/rhythm.ts';
import { SEVERITIES } from '../severity.ts';
import { tableVariable, type TableName } from '../storage/schema.ts';

const text = z.string().min(1);

const shape = {
  MUSTER_DYNAMODB_ENDPOINT: text.optional(),
  MUSTER_SQS_ENDPOINT: text.optional(),
  MUSTER_S3_ENDPOINT: text.optional(),
  MUSTER_SNS_ENDPOINT: text.optional(),
  MUSTER_LAMBDA_ENDPOINT: text.optional(),
  MUSTER_ATHENA_ENDPOINT: text.optional(),
  /** Set by Lambda. */
  AWS_LAMBDA_FUNCTION_NAME: text.optional(),
  /** The regions that inventories read, separated by commas; `*` for every enabled region. */
  MUSTER_REGIONS: text.optional(),
  /** Which optional details inventories read: those that policies name, users' own among them (`policies`), or `all`. */
  MUSTER_DETAILS: z.enum(['policies', 'all']).optional(),
  /** Whether inventories read every slice every night, or let those that are empty rest. */
  MUSTER_RHYTHM: z.enum(RHYTHMS).optional(),
  /** The most resources that inventories read of a slice; absent if there is no limit. */
  MUSTER_MAX_RESOURCES_PER_SLICE: z.coerce.number().int().positive().optional(),
  /** The names of the roles that the inventory worker may assume, separated by commas; empty: any. */
  MUSTER_ROLE_NAMES: text.optional(),
  /** The ARNs of the secrets that the inventory worker may read, with `*` for any text, separated by commas; empty: any. */
  MUSTER_SECRETS: text.optional(),
  /** The name of the role by which managers reach accounts. */
  MUSTER_MANAGE_ROLE_NAME: text.optional(),
  /** URL of the queue of managed resources. Absent: nothing is managed. */
  MANAGE_QUEUE_URL: text.optional(),
  /** Set by Lambda: the region that the function runs in. */
  AWS_REGION: text.optional(),
  /** The external id that member roles require. */
  MUSTER_EXTERNAL_ID: text.optional(),
  /** JSON of the rights of those who sign their requests with IAM; absent if all of them are administrators. */
  MUSTER_IAM_ROLES: text.optional(),
  /** JSON of the issuer whose tokens the API takes; absent if it takes none. */
  MUSTER_OIDC: text.optional(),
  /** Set on a person's own machine only: connections may name variables of the environment as their secrets. */
  MUSTER_SECRETS_IN_ENVIRONMENT: z.literal('allowed').optional(),
  /** JSON of the settings that the API tells. */
  MUSTER_SETTINGS: text.optional(),
  /** CloudWatch's name for the metrics of this deployment. */
  METRICS_NAMESPACE: text.optional(),
  /** The version of Muster that is deployed. */
  MUSTER_VERSION: text.optional(),
  EXPORTS_BUCKET: text.optional(),
  /** How many days the bucket keeps exports. */
  EXPORT_DAYS: z.coerce.number().int().positive().optional(),
  /** Name or ARN of the job handler's function. */
  JOB_HANDLER_FUNCTION: text.optional(),
  /** Name or ARN of the inventory worker's function, which checks connections. */
  INVENTORY_WORKER_FUNCTION: text.optional(),
  /** Name or ARN of the function that searches resources. */
  SEARCH_FUNCTION: text.optional(),
  /** The number of receives after which a work queue moves a message to its dead-letter queue. */
  MAX_RECEIVE_COUNT: z.coerce.number().int().positive().optional(),
  /** ARN of the topic that events are sent to. Absent: Muster tells nothing. */
  EVENTS_TOPIC: text.optional(),
  /** ARN of the bus of EventBridge that events are passed on to. */
  EVENT_BUS: text.optional(),
  /** URL of the queue for messages that a subscriber of events cannot handle. */
  DEAD_LETTER_QUEUE_URL: text.optional(),
  /** Name of this deployment in the `source` of its events. */
  MUSTER_DEPLOYMENT: text.optional(),
  /** Findings of this severity, and of graver ones, cause events. */
  MUSTER_EVENT_SEVERITY: z.enum(SEVERITIES).optional(),
  /** Hours until a job's deadline. */
  JOB_DEADLINE_HOURS: z.coerce.number().positive().optional(),
  /** For a search: no run takes longer, because each job has that deadline. */
  LONGEST_RUN_HOURS: z.coerce.number().positive().optional(),
} as const;

type Name = keyof typeof shape;
export type Environment = { readonly [N in Name]: Exclude<z.infer<(typeof shape)[N]>, undefined> };

/**
 * Reads the named variables.
 * @throws Error naming the first variable that is missing or malformed
 */
export function readEnvironment<N extends Name>(names: readonly N[], source: NodeJS.ProcessEnv = process.env): Pick<Environment, N> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const parsed = shape[name].safeParse(source[name]);
    if (!parsed.success || parsed.data === undefined) throw new Error(`The environment variable ${name} is missing or malformed.`);
    values[name] = parsed.data;
  }
  return values as Pick<Environment, N>;
}

export const optionalVariable = <N extends Name>(name: N, source: NodeJS.ProcessEnv = process.env): Environment[N] | undefined =>
  source[name] === undefined || source[name] === '' ? undefined : readEnvironment([name], source)[name];

/** URL of an operation's work queue: `inventory` → `INVENTORY_QUEUE_URL`. */
export function queueUrl(operation: string, source: NodeJS.ProcessEnv = process.env): string {
  const name = `${operation.toUpperCase()}_QUEUE_URL`;
  const url = source[name];
  if (!url) throw new Error(`The environment variable ${name} is missing: this function was not given the queue of ${operation} jobs.`);
  return url;
}

/** Deployed name of a table. It is looked up when the table is used, because a function only gets the names of the tables that it uses. */
export function tableName(table: TableName, source: NodeJS.ProcessEnv = process.env): string {
  const name = source[tableVariable(table)];
  if (!name)
    throw new Error(`The environment variable ${tableVariable(table)} is missing: this function was not given the table ${table}.`);
  return name;
}
