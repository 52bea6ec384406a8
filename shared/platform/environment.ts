/**
 * The environment variables of the deployed functions: set by the stack, read here and nowhere else. `MUSTER_*_ENDPOINT`
 * are set by the local platform alone; they reach Muster's own tables and queues and never a target account.
 */
import { z } from 'zod';
import { TABLES, tableVariable, type TableName } from '../storage/schema.ts';

const text = z.string().min(1);

const shape = {
  MUSTER_DYNAMODB_ENDPOINT: text.optional(),
  MUSTER_SQS_ENDPOINT: text.optional(),
  MUSTER_S3_ENDPOINT: text.optional(),
  MUSTER_LAMBDA_ENDPOINT: text.optional(),
  /** Comma-separated regions that inventories are limited to; `*` for every enabled one. */
  MUSTER_REGIONS: text.optional(),
  /** CloudWatch's name for the metrics of this deployment. */
  METRICS_NAMESPACE: text.optional(),
  EXPORTS_BUCKET: text.optional(),
  /** Name or ARN of the job handler's function. */
  JOB_HANDLER_FUNCTION: text.optional(),
  /** `maxReceiveCount` of the work queues. */
  MAX_RECEIVE_COUNT: z.coerce.number().int().positive().optional(),
  /** Hours until a job's deadline. */
  JOB_DEADLINE_HOURS: z.coerce.number().positive().optional(),
} as const;

type Name = keyof typeof shape;
export type Environment = { readonly [N in Name]: Exclude<z.infer<(typeof shape)[N]>, undefined> };

/**
 * Reads the named variables.
 * @throws Error naming each variable that is missing or malformed
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

/** Deployed names of the tables. Looked up when used: a function is only given the tables that it works with. */
export function tableName(table: TableName, source: NodeJS.ProcessEnv = process.env): string {
  const name = source[tableVariable(table)];
  if (!name)
    throw new Error(`The environment variable ${tableVariable(table)} is missing: this function was not given the table ${table}.`);
  return name;
}

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
