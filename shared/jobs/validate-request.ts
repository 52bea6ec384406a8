/** Checks a job request, and that the operation, service, policies, accounts and regions that it names exist. Writes nothing. */
import type { AccountDirectory } from '../connections/account-repository.ts';
import { parseAccountSelector } from '../connections/account-selector.ts';
import { selectAccounts } from '../connections/select-accounts.ts';
import { InvalidRequest } from '../errors.ts';
import type { AccountId, CustomerId } from '../ids.ts';
import { canHave, serviceNamed } from '../service-names.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';
import { suggestion } from '../validation/nearest.ts';
import { type JobRequest, startRequestSchema } from './job-request.ts';
import { type Operation, operationOf, type Operations, type RequestField } from './operation.ts';

export interface ValidationDeps {
  readonly operations: Operations;
  readonly accounts: Pick<AccountDirectory, 'getMany' | 'all'>;
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
  /** The patterns by which accounts were selected, as they were written; absent if there are none. */
  readonly selectors?: readonly string[];
  /** The ids of accounts that were named beside selectors; absent without selectors. */
  readonly named?: readonly AccountId[];
  readonly regions: readonly string[] | '*';
  readonly then?: NonNullable<JobRequest['then']>;
  readonly retry_of?: string;
  readonly client_token?: string;
  readonly customer_id?: CustomerId;
}

/** @throws InvalidRequest that names the field, what is allowed and what to do */
export async function validateJobRequest(input: unknown, deps: ValidationDeps): Promise<ValidJobRequest> {
  const parsed = startRequestSchema.safeParse(input);
  if (!parsed.success) throw invalidRequestOf(parsed.error, startRequestSchema, 'request');
  const { then, retry_of, client_token, customer_id } = parsed.data;
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
    ...(customer_id && { customer_id }),
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
  const found = operationOf(deps.operations, { operation });
  const { takes, takesNoOther } = found;
  const foreign = FIELDS.find((field) => !takes.includes(field) && part[field] !== undefined && part[field] !== '*');
  if (foreign) throw new InvalidRequest(`${prefix}${foreign}`, `${prefix}${foreign}: ${takesNoOther}; leave ${foreign} out.`);
  const policy = takes.includes('policy') ? await deps.fullSelector(part.policy ?? '*', `${prefix}policy`) : undefined;
  const asked = part.service ?? '*';
  const service = asked === '*' ? asked : serviceNamed(asked, deps.services, `${prefix}service`);
  const regions = part.regions ?? '*';
  if (regions !== '*') {
    regions.forEach((region, index) => oneOf(region, deps.regions, `${prefix}regions[${index}]`));
  }
  const covered = await coveredAccounts(part.accounts, { service, ...found }, `${prefix}accounts`, deps);
  return {
    operation,
    service,
    ...(policy !== undefined && { policy }),
    regions: regions === '*' ? regions : [...new Set(regions)].toSorted(),
    ...covered,
  };
}

const FIELDS = ['service', 'policy', 'accounts', 'regions'] as const satisfies readonly RequestField[];

/** The accounts that are named, and those that are selected and can have the service. */
async function coveredAccounts(
  texts: readonly string[] | '*' | undefined,
  { service, covers = () => true, coversNoOther = '' }: Pick<Operation, 'covers' | 'coversNoOther'> & { readonly service: string },
  field: string,
  deps: ValidationDeps,
): Promise<Pick<ValidJobRequest, 'accounts' | 'selectors' | 'named'>> {
  if (texts === undefined || texts === '*') return texts === undefined ? {} : { accounts: texts };
  const itemField = (index: number): string => `${field}[${index}]`;
  const accounts = (await selectAccounts(texts, deps.accounts, { field, itemField, onlyEnabled: true })).map(
    ({ account_id }) => account_id,
  );
  const selectors = texts.filter((text) => parseAccountSelector(text).id === undefined);
  const named = new Set(texts.flatMap((text) => parseAccountSelector(text).id ?? []));
  const foreign = accounts.find((id) => named.has(id) && !covers(id));
  if (foreign !== undefined)
    throw new InvalidRequest(field, `${field}: ${coversNoOther}, and ${foreign} is no account of one; leave it out.`);
  const without = accounts.find((id) => named.has(id) && !canHave(id, service));
  if (without !== undefined)
    throw new InvalidRequest(
      field,
      `${field}: the account ${without} cannot have the service ${service}; leave it out, or name another service.`,
    );
  const usable = accounts.filter((id) => covers(id) && canHave(id, service));
  if (usable.length === 0)
    throw new InvalidRequest(
      field,
      `${field}: no selected account can have the service ${service}; select others, or name another service.`,
    );
  return { accounts: usable, ...(selectors.length > 0 && { selectors: [...new Set(selectors)].toSorted(), named: [...named].toSorted() }) };
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
