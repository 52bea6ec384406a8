/** The filters of lists of findings: their query parameters, and the `FindingFilter` that they mean. */
import { z } from '@hono/zod-openapi';
import { InvalidRequest } from '../../errors.ts';
import type { AccountId } from '../../ids.ts';
import type { CompiledPolicy } from '../../policies/compile-policy.ts';
import { frameworkNamed } from '../../policies/frameworks.ts';
import { selectPolicies } from '../../policies/select-policies.ts';
import { storedUid } from '../../readable-ids.ts';
import { FINDING_STATUSES, type FindingStatus } from '../../scan/model.ts';
import { suppressionById } from '../../scan/suppression-repository.ts';
import { serviceName } from '../../service-names.ts';
import { SEVERITIES } from '../../severity.ts';
import { suggestion } from '../../validation/nearest.ts';
import type { RequestContext } from '../api-env.ts';
import type { FindingFilter } from '../finding-listing.ts';
import { checkPolicyId } from '../policy-access.ts';
import { resultsByPolicy } from '../policy-results.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { policyIdText } from '../schemas/policies.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import { checkFramework } from './policies.ts';
import { checkRegions, selectedIds, servicesNamed } from './resources.ts';

const names = (what: string, example: string, max = 200) =>
  severalOf(z.string().min(1).max(max), { description: `${what} One of them must match.`, example });

/** The filters of lists of findings. */
export const filters = {
  status: oneOf(FINDING_STATUSES).optional().openapi({ description: '`open` by default, or `suppressed` if `suppression_id` is given.' }),
  severity: severalOf(oneOf(SEVERITIES)),
  policy_id: severalOf(policyIdText),
  policy: names('A selector like that of a scan: an id, a pattern of ids, a framework, or `*`.', 's3.*'),
  framework: names('Findings of policies that cover controls of this framework.', 'cis-aws-7.0'),
  account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
  organizational_unit: names('Findings of the accounts of this unit, and of units below it (`Unit/Below`).', 'Production'),
  region: names('Findings of resources in this region.', 'eu-west-1'),
  service: names('Findings of resources of this service.', 's3'),
  type: names('Findings of resources of this type.', 'AWS::S3::Bucket'),
  resource: names('Findings of the resource with this id, name or native id (an ARN in AWS).', 'logs', 2048),
  tag: severalOf(z.string().min(1).max(512), { description: '`key` or `key=value`: findings of resources with all of these tags.' }),
  since: z.iso
    .datetime({ offset: true, error: 'Write a time such as 2026-11-21T00:00:00Z' })
    .optional()
    .openapi({ description: 'Findings opened at this time or later; of resolved ones, resolved.', example: '2026-11-21T00:00:00Z' }),
  include: oneOf(['resource'])
    .optional()
    .openapi({ description: '`resource`: each finding also has the native id and the tags of its resource, which takes longer.' }),
  suppression_id: z.string().min(1).max(200).optional().openapi({ description: 'Lists the findings that this suppression hides.' }),
};

type Filters = z.output<z.ZodObject<typeof filters>>;

/** @throws InvalidRequest naming the filter whose value does not exist */
export async function filterOf(query: Filters, context: RequestContext): Promise<FindingFilter> {
  const { status = query.suppression_id === undefined ? 'open' : 'suppressed' } = query;
  if (query.suppression_id !== undefined && !(await suppressionById(context.store, query.suppression_id))) {
    const shown = JSON.stringify(query.suppression_id);
    throw new InvalidRequest('suppression_id', `suppression_id: there is no suppression ${shown}; GET /suppressions lists them.`);
  }
  checkRegions(query, context);
  return {
    status,
    accounts: (await accountsOf(query, context)) ?? (context.only && new Set(context.only)),
    limited: context.only !== undefined,
    customer_id: (query.account_id ?? query.organizational_unit) ? undefined : context.customer_id,
    policiesOf: context.customer_id === undefined ? () => [] : await policiesByType(context),
    policies: await policiesOf(query, status, context),
    severities: query.severity,
    types: await typesOf(query, context),
    regions: setOf(query.region),
    resources: setOf(query.resource?.map(storedUid)),
    tags: query.tag ?? [],
    since: query.since === undefined ? undefined : new Date(query.since).toISOString(),
    suppression_id: query.suppression_id,
  };
}

/** The ids of all policies, by the type of resource that they judge. */
async function policiesByType({ policies }: RequestContext): Promise<FindingFilter['policiesOf']> {
  const known = (await policies.library.load()).policies.map(({ policy }) => policy);
  const byType = Map.groupBy(known, ({ resource_type }) => resource_type);
  return (type) => (byType.get(type) ?? []).map(({ id }) => id).toSorted();
}

const setOf = <T>(values: readonly T[] | undefined): ReadonlySet<T> | undefined => values && new Set(values);

/** The members that both sets have; undefined stands for everything. */
const both = <T>(one: ReadonlySet<T> | undefined, other: ReadonlySet<T> | undefined): ReadonlySet<T> | undefined =>
  one && other ? new Set([...one].filter((value) => other.has(value))) : (one ?? other);

/** The accounts that are named and are in one of the units. @throws InvalidRequest */
async function accountsOf({ account_id, organizational_unit: units }: Filters, { accounts }: RequestContext) {
  const named = account_id && (await selectedIds(account_id, accounts));
  if (units === undefined) return setOf(named);
  const ofUnits = new Set<AccountId>();
  const known = new Set<string>();
  for await (const { account_id: id, organizational_unit: path } of accounts.all()) {
    if (path === undefined) continue;
    known.add(path);
    if (units.some((unit) => path === unit || path.startsWith(`${unit.replace(/\/$/, '')}/`))) ofUnits.add(id);
  }
  if (ofUnits.size === 0) {
    // A filter that is given has a value.
    const unit = units[0]!;
    const shown = JSON.stringify(unit.slice(0, 100));
    throw new InvalidRequest(
      'organizational_unit',
      `organizational_unit: no account is in ${shown}; GET /accounts lists the accounts with their units.${suggestion(unit, [...known])}`,
    );
  }
  return both(setOf(named), ofUnits);
}

/** @throws InvalidRequest */
async function typesOf({ type, service }: Filters, context: RequestContext): Promise<ReadonlySet<string> | undefined> {
  if (type) await context.storedTypes.named(type);
  const services = service && (await servicesNamed(service, context));
  const ofServices =
    services && (await context.storedTypes.all()).filter((each) => services.includes(serviceName(each))).map((each) => each.type);
  return both(setOf(type), setOf(ofServices));
}

/** @throws InvalidRequest naming the filter whose value does not exist */
async function policiesOf(
  { policy_id, policy, framework }: Filters,
  status: FindingStatus,
  context: RequestContext,
): Promise<ReadonlySet<string> | undefined> {
  if (policy_id !== undefined && policy !== undefined)
    throw new InvalidRequest('policy', 'policy: given together with policy_id; give one of them.');
  for (const id of framework ?? []) checkFramework(id);
  const all = framework && (await context.policies.library.load()).policies;
  const ofFrameworks = all && framework.flatMap((id) => idsOf(id, all));
  const field = policy === undefined ? 'policy_id' : 'policy';
  const written = policy ?? policy_id;
  const selected = written && (await Promise.all(written.map((each) => selectedBy(each, field, status, context))));
  const isAny = selected === undefined || selected.includes('*');
  return both(isAny ? undefined : new Set(selected.filter((each) => each !== '*').flat()), setOf(ofFrameworks));
}

const idsOf = (selector: string, policies: readonly CompiledPolicy[]): readonly string[] =>
  selectPolicies(selector, policies).policies.map(({ policy }) => policy.id);

/** The policies that a selector or an id names; `*` for all. */
async function selectedBy(
  written: string,
  field: 'policy' | 'policy_id',
  status: FindingStatus,
  context: RequestContext,
): Promise<readonly string[] | '*'> {
  if (field === 'policy' && written === '*') return '*';
  if (field === 'policy' && (written.includes('*') || frameworkNamed(written) !== undefined))
    return idsOf(written, (await context.policies.library.load()).policies);
  // A policy that was removed still has resolved findings and, until the next scan, findings of other statuses.
  const removed = async () => [
    ...Object.keys(await resultsByPolicy(context.store, context.only)),
    ...(status === 'resolved' ? [written] : []),
  ];
  return [await checkPolicyId(written, context.policies, field, removed)];
}
