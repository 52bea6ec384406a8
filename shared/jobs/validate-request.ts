/** Checks a job request against what exists, before anything is written. */
import type { AccountDirectory } from '../connections/account-repository.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, parseAccountId } from '../ids.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';
import { suggestion } from '../validation/nearest.ts';
import { GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { type JobRequest, jobRequestSchema } from './job-request.ts';
import { type Operation, OPERATIONS } from './model.ts';

export interface ValidationDeps {
  readonly accounts: Pick<AccountDirectory, 'getMany'>;
  /** What `service` may name besides `*`. */
  readonly services: readonly string[];
  /** What `regions` may name besides `*` and `global`. */
  readonly regions: readonly string[];
  /** @throws InvalidRequest naming `field` if no policy is selected */
  readonly checkPolicies: (selector: string, field: string) => Promise<void>;
}

export interface ValidJobRequest {
  readonly operation: Operation;
  readonly service: string;
  /** Of a scan. */
  readonly policy?: string;
  /** Undefined if the caller did not say. */
  readonly accounts?: readonly AccountId[] | '*';
  readonly regions: readonly string[] | '*';
  readonly then?: NonNullable<JobRequest['then']>;
  readonly retry_of?: string;
  readonly client_token?: string;
}

/** @throws InvalidRequest naming the field, what is allowed and what to do */
export async function validateJobRequest(input: unknown, deps: ValidationDeps): Promise<ValidJobRequest> {
  const parsed = jobRequestSchema.safeParse(input);
  if (!parsed.success) throw invalidRequestOf(parsed.error, jobRequestSchema, 'request');
  const { then, retry_of, client_token } = parsed.data;
  const request = await validPart(parsed.data, '', deps);
  if (retry_of !== undefined && request.accounts !== undefined) {
    throw new InvalidRequest(
      'accounts',
      'accounts: a retry covers the failed accounts of the job that retry_of names; leave accounts out.',
    );
  }
  if (retry_of !== undefined && request.operation === 'export') {
    throw new InvalidRequest('retry_of', 'retry_of: an export is whole or made anew; leave retry_of out to export every account.');
  }
  if (then) await validPart(then, 'then.', deps);
  if (then?.then) await validPart(then.then, 'then.then.', deps);
  return { ...request, ...(then && { then }), ...(retry_of && { retry_of }), ...(client_token && { client_token }) };
}

async function validPart(part: Omit<NonNullable<JobRequest['then']>, 'then'>, prefix: string, deps: ValidationDeps) {
  const operation = oneOf(part.operation, OPERATIONS, `${prefix}operation`);
  const { fields, why } = FOREIGN[operation];
  const foreign = fields.find((field) => part[field] !== undefined && part[field] !== '*');
  if (foreign) throw new InvalidRequest(`${prefix}${foreign}`, `${prefix}${foreign}: ${why}; leave ${foreign} out.`);
  const policy = operation === 'scan' ? (part.policy ?? '*') : undefined;
  if (policy !== undefined) await deps.checkPolicies(policy, `${prefix}policy`);
  const service = oneOf(part.service ?? '*', ['*', ...deps.services], `${prefix}service`);
  const regions = part.regions ?? '*';
  if (regions !== '*') {
    regions.forEach((region, index) => oneOf(region, [...deps.regions, GLOBAL_SEGMENT], `${prefix}regions[${index}]`));
  }
  const accounts =
    part.accounts === undefined || part.accounts === '*' ? part.accounts : await knownAccounts(part.accounts, `${prefix}accounts`, deps);
  return {
    operation,
    service,
    ...(policy !== undefined && { policy }),
    regions: regions === '*' ? regions : [...new Set(regions)].toSorted(),
    ...(accounts && { accounts }),
  };
}

/** What only other operations take, and what is to be said of it. */
const FOREIGN = {
  inventory: { fields: ['policy'], why: 'an inventory has no policy' },
  scan: { fields: ['service', 'regions'], why: 'a scan covers every stored resource of its policies' },
  export: { fields: ['service', 'regions', 'policy', 'accounts'], why: 'an export covers all that is stored of every enabled account' },
} as const satisfies Record<Operation, { readonly fields: readonly (keyof JobRequest)[]; readonly why: string }>;

async function knownAccounts(texts: readonly string[], field: string, deps: ValidationDeps): Promise<readonly AccountId[]> {
  const ids = [...new Set(texts.map((text, index) => parseAccountId(text, `${field}[${index}]`)))].toSorted();
  const rows = new Map((await deps.accounts.getMany(ids)).map((row) => [row.account_id, row]));
  for (const id of ids) {
    if (!rows.has(id))
      throw new InvalidRequest(field, `${field}: the account ${id} is not registered; register it with "muster accounts add ${id}".`);
    if (!rows.get(id)?.enabled)
      throw new InvalidRequest(field, `${field}: the account ${id} is disabled; enable it with "muster accounts enable ${id}".`);
  }
  return ids;
}

function oneOf<T extends string>(value: string, allowed: readonly T[], field: string): T {
  const found = allowed.find((name) => name === value);
  if (found !== undefined) return found;
  const shown = JSON.stringify(value.slice(0, 100));
  throw new InvalidRequest(
    field,
    `${field}: ${shown} is not known; allowed are ${allowed.join(', ')}.${suggestion(value, allowed)}`,
    allowed,
  );
}
