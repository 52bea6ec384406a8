/** Checks a job request, and that the operation, service, policies, accounts and regions that it names exist. Writes nothing. */
import type { AccountDirectory } from '../connections/account-repository.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, parseAccountId } from '../ids.ts';
import { canHave, serviceNamed } from '../service-names.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';
import { suggestion } from '../validation/nearest.ts';
import { type JobRequest, jobRequestSchema } from './job-request.ts';
import { operationOf, type Operations, type RequestField } from './operation.ts';

export interface ValidationDeps {
  readonly operations: Operations;
  readonly accounts: Pick<AccountDirectory, 'getMany'>;
  /** The values that `service` may have besides `*`, in full: `aws.s3`. */
  readonly services: readonly string[];
  /** The names that `regions` may list. */
  readonly regions: readonly string[];
  /** The full form of a selector of policies. @throws InvalidRequest naming `field` if it selects none, or is ambiguous */
  readonly fullSelector: (written: string, field: string) => Promise<string>;
}

export interface ValidJobRequest {
  readonly operation: string;
  /** In full (`aws.s3`), or `*`. */
  readonly service: string;
  /** In full. Absent if the operation takes no policy. */
  readonly policy?: string;
  /** Absent if the request has no `accounts`. */
  readonly accounts?: readonly AccountId[] | '*';
  readonly regions: readonly string[] | '*';
  readonly then?: NonNullable<JobRequest['then']>;
  readonly retry_of?: string;
  readonly client_token?: string;
}

/** @throws InvalidRequest that names the field, what is allowed and what to do */
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
  const { name, noRetry } = operationOf(deps.operations, request);
  if (retry_of !== undefined && noRetry !== undefined) {
    throw new InvalidRequest('retry_of', `retry_of: ${noRetry}; leave retry_of out to start another ${name}.`);
  }
  return {
    ...request,
    ...(then && { then: await validThen(then, 'then.', deps) }),
    ...(retry_of && { retry_of }),
    ...(client_token && { client_token }),
  };
}

type Then = NonNullable<JobRequest['then']>;

/** The requested follow-up with full names, which still mean the same when the follow-up starts. */
async function validThen(asked: Then, prefix: string, deps: ValidationDeps): Promise<Then> {
  const { service, policy } = await validPart(asked, prefix, deps);
  return {
    ...asked,
    ...(asked.service !== undefined && { service }),
    ...(asked.policy !== undefined && { policy }),
    ...(asked.then && { then: await validThen(asked.then, `${prefix}then.`, deps) }),
  };
}

async function validPart(part: Omit<Then, 'then'>, prefix: string, deps: ValidationDeps) {
  const operation = oneOf(part.operation, Object.keys(deps.operations), `${prefix}operation`);
  const { takes, takesNoOther } = operationOf(deps.operations, { operation });
  const foreign = FIELDS.find((field) => !takes.includes(field) && part[field] !== undefined && part[field] !== '*');
  if (foreign) throw new InvalidRequest(`${prefix}${foreign}`, `${prefix}${foreign}: ${takesNoOther}; leave ${foreign} out.`);
  const policy = takes.includes('policy') ? await deps.fullSelector(part.policy ?? '*', `${prefix}policy`) : undefined;
  const asked = part.service ?? '*';
  const service = asked === '*' ? asked : serviceNamed(asked, deps.services, `${prefix}service`);
  const regions = part.regions ?? '*';
  if (regions !== '*') {
    regions.forEach((region, index) => oneOf(region, deps.regions, `${prefix}regions[${index}]`));
  }
  const accounts =
    part.accounts === undefined || part.accounts === '*' ? part.accounts : await knownAccounts(part.accounts, `${prefix}accounts`, deps);
  const without = accounts === '*' ? undefined : accounts?.find((id) => !canHave(id, service));
  if (without !== undefined)
    throw new InvalidRequest(
      `${prefix}accounts`,
      `${prefix}accounts: the account ${without} cannot have the service ${service}; leave it out, or name another service.`,
    );
  return {
    operation,
    service,
    ...(policy !== undefined && { policy }),
    regions: regions === '*' ? regions : [...new Set(regions)].toSorted(),
    ...(accounts && { accounts }),
  };
}

const FIELDS = ['service', 'policy', 'accounts', 'regions'] as const satisfies readonly RequestField[];

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
