/** Checks what users ask for: everything that is wrong is told at once, each with its path, what came, and what is allowed. */
import type { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { looksSecret, NO_REFERENCE, parseReference } from '../clouds/secret-reference.ts';
import { InvalidRequest } from '../errors.ts';
import { type AccountId, type CustomerId, isCustomerId, parseAccountId, providerOf } from '../ids.ts';
import { isSecret } from '../redact.ts';
import type { FieldProblem } from '../validation/field-problem.ts';
import { InvalidFields } from '../validation/invalid-fields.ts';
import { fieldProblemsOf } from '../validation/invalid-request.ts';
import { suggestion } from '../validation/nearest.ts';
import { configProblems } from './config-check.ts';
import { referenceProblems } from './dependencies.ts';
import { type DependencyDeps, idOf, resolveDependencies } from './requested-dependencies.ts';
import type { Manager } from './manager.ts';
import { isObject } from './merge-patch.ts';
import type { Json, ManagedId, Spec } from './model.ts';
import { isReadable, notReadable, type Owned } from './readable-secrets.ts';
import { hasReference } from './references.ts';
import { shownValue } from './shown-value.ts';
import { newSpecSchema, type RequestedSpec, resourceName } from './spec-schema.ts';

/** The accounts, customers and regions that exist for whoever asks. */
export interface RequestDeps extends DependencyDeps {
  readonly hasAccount: (id: AccountId) => Promise<boolean>;
  readonly hasCustomer: (id: CustomerId) => Promise<boolean>;
  /** The customer for whom the caller asks; undefined for one who may see everything. */
  readonly ownCustomer: CustomerId | undefined;
  readonly awsRegions: readonly string[];
}

/** The most bytes of a spec as JSON: its row, with what the provider says of the resource, must fit into one item of the table. */
const MAX_BYTES = 64 * 1024;

/**
 * The spec that the request asks for.
 * @param before the spec that it changes: its account and its customer may stay, even if they exist no longer for the caller
 * @throws InvalidFields
 */
export async function checkedSpec(body: Json, deps: RequestDeps, before?: Spec): Promise<Spec> {
  const parsed = newSpecSchema.safeParse(body);
  const found: FieldProblem[] = parsed.success
    ? []
    : [...fieldProblemsOf(parsed.error.issues, { schema: newSpecSchema, whole: '', input: body, shownValue })];
  const given = parsed.success ? parsed.data : partOf(body);
  const manager = given.type === undefined ? undefined : deps.managers.get(given.type);
  if (given.type !== undefined && !manager) found.push(unknownType(given.type, deps.managers));
  const { account_id, problem: account } = await accountOf(given, deps, manager, before);
  const { region, problem: place } = regionOf(given, deps, manager);
  found.push(...account, ...place, ...(manager ? nameProblems(given, manager) : []), ...secretProblems(given.config ?? {}, ['config']));
  if (manager && given.config) found.push(...configProblems(manager, given.config));
  const deletion_policy = given.deletion_policy ?? (manager?.holdsData === false ? 'delete' : 'retain');
  if (manager && !manager.deletionPolicies.includes(deletion_policy))
    found.push(notAllowed('deletion_policy', deletion_policy, manager.deletionPolicies, `a ${manager.type} knows`));
  const customer = await customerOf(given, deps, before);
  found.push(...customer.problem);
  if (account_id !== undefined)
    found.push(...foreignSecrets(given.config ?? {}, { account_id, customer_id: customer.customer_id }, ['config']));
  const { dependencies, managers, problems } = await resolveDependencies(
    given.dependencies ?? [],
    { type: given.type, name: given.name, account_id, region },
    deps,
  );
  found.push(...problems);
  if (manager && given.config) found.push(...referenceProblems({ config: given.config, dependencies }, manager, managers));
  found.push(...lostMembers(body, []));
  if (Buffer.byteLength(JSON.stringify(body)) > MAX_BYTES)
    found.push({ field: 'body', message: `body: more than ${MAX_BYTES / 1024} KiB as JSON; keep large parts elsewhere, and name them.` });
  if (found.length > 0 || !parsed.success || account_id === undefined || region === undefined) throw new InvalidFields(distinct(found));
  const { type, name, config, tags, metadata, application_id, mode, paused, drift } = parsed.data;
  return {
    type,
    name,
    account_id,
    region,
    config,
    tags,
    dependencies,
    metadata: definedOf(metadata),
    ...(customer.customer_id !== undefined && { customer_id: customer.customer_id }),
    ...(application_id !== undefined && { application_id }),
    deletion_policy,
    mode,
    paused,
    drift,
  };
}

/** The id of the resource that a request is about; undefined if the request is not so far valid that it has one. */
export function idOfRequest(body: Json, managers: ReadonlyMap<string, Manager>): ManagedId | undefined {
  const { type, name, account_id: account, region } = partOf(body);
  const manager = type === undefined ? undefined : managers.get(type);
  const account_id = account === undefined ? undefined : parsedAccount(account);
  const place = manager?.provider === 'git' ? NO_REGION : region;
  return typeof account_id === 'string' ? idOf({ type, name, account_id, region: place }) : undefined;
}

/** A member that is given as undefined is absent. */
const definedOf = ({ labels, ...texts }: RequestedSpec['metadata']): Spec['metadata'] => ({
  ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
  ...(labels && { labels }),
});

/** The fields of a request that are valid by themselves. */
function partOf(body: Json): Partial<RequestedSpec> {
  if (!isObject(body)) return {};
  const fields: Readonly<Record<string, z.ZodType>> = newSpecSchema.shape;
  const valid = Object.entries(fields).flatMap(([field, schema]) => {
    const parsed = schema.safeParse(body[field]);
    return parsed.success ? [[field, parsed.data] as const] : [];
  });
  return Object.fromEntries(valid);
}

/** One problem for each field: the first. */
const distinct = (problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  [...new Map(problems.toReversed().map((problem) => [problem.field, problem])).values()].toReversed();

function notAllowed(field: string, came: string, allowed: readonly string[], who: string): FieldProblem {
  const message = `${field}: ${shownValue(came)} came: ${who} ${allowed.join(', ')}.${suggestion(came, allowed)}`;
  return { field, message, allowed };
}

export const unknownType = (type: string, managers: ReadonlyMap<string, Manager>, field = 'type'): FieldProblem =>
  notAllowed(field, type, [...managers.keys()].toSorted(), 'no type of managed resources; there are');

const nameProblems = ({ name }: Partial<RequestedSpec>, { nameSchema = resourceName }: Manager): readonly FieldProblem[] => {
  const parsed = nameSchema.safeParse(name);
  if (name === undefined || parsed.success) return [];
  return fieldProblemsOf(parsed.error.issues, { schema: nameSchema, whole: 'name', input: name, shownValue });
};

function parsedAccount(text: string): AccountId | FieldProblem {
  const field = 'account_id';
  try {
    return parseAccountId(text, field);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return { field, message: error.message, allowed: error.allowed };
  }
}

async function accountOf(
  { account_id: text }: Partial<RequestedSpec>,
  { hasAccount }: RequestDeps,
  manager: Manager | undefined,
  before: Spec | undefined,
): Promise<{ readonly account_id?: AccountId; readonly problem: readonly FieldProblem[] }> {
  const field = 'account_id';
  if (text === undefined) return { problem: [] };
  const account_id = parsedAccount(text);
  if (typeof account_id !== 'string') return { problem: [account_id] };
  if (manager?.provider === 'aws' && providerOf(account_id) !== 'aws')
    return {
      problem: [{ field, message: `${field}: ${account_id} is no account of AWS, where a ${manager.type} is made; name one that is.` }],
    };
  if (account_id === before?.account_id || (await hasAccount(account_id))) return { account_id, problem: [] };
  return { problem: [{ field, message: `${field}: ${account_id} is not registered; GET /accounts lists the accounts that are.` }] };
}

/** The region of what no region has. */
export const NO_REGION = 'global';

function regionOf(
  { region }: Partial<RequestedSpec>,
  { awsRegions }: RequestDeps,
  manager: Manager | undefined,
): { readonly region?: string; readonly problem: readonly FieldProblem[] } {
  const field = 'region';
  if (manager?.provider === 'git')
    return region === undefined || region === NO_REGION
      ? { region: NO_REGION, problem: [] }
      : { problem: [notAllowed(field, region, [NO_REGION], `a ${manager.type} is in no region; leave it out, or write`)] };
  if (region === undefined)
    return { problem: [{ field, message: `${field}: missing; give the region in which the resource is made, such as eu-west-1.` }] };
  if (awsRegions.includes(region)) return { region, problem: [] };
  return { problem: [notAllowed(field, region, awsRegions, 'no region of AWS; there are')] };
}

async function customerOf(
  given: Partial<RequestedSpec>,
  { ownCustomer, hasCustomer }: RequestDeps,
  before: Spec | undefined,
): Promise<{ readonly customer_id?: CustomerId; readonly problem: readonly FieldProblem[] }> {
  const named = given.customer_id ?? (ownCustomer === undefined ? undefined : customerFor(ownCustomer, given, before));
  if (named === undefined) return { problem: [] };
  if (isCustomerId(named) && (named === before?.customer_id || (await hasCustomer(named)))) return { customer_id: named, problem: [] };
  const field = 'customer_id';
  return { problem: [{ field, message: `${field}: there is no customer ${shownValue(named)}; GET /customers lists them.` }] };
}

/**
 * The customer of a resource for whose customer nothing is said, by a caller who asks for `own`. Such a caller takes no resource out of its customer, and a
 * resource whose configuration it writes is its customer's from then on: otherwise anybody's secrets could be named there.
 */
function customerFor(own: CustomerId, { config, dependencies }: Partial<RequestedSpec>, before: Spec | undefined): CustomerId | undefined {
  const isKept = before !== undefined && canonicalJson([config, dependencies]) === canonicalJson([before.config, before.dependencies]);
  return isKept ? before.customer_id : own;
}

/** References to secrets that are another's than the customer's whose resource it is. */
function foreignSecrets(value: Json, owned: Owned, path: readonly string[]): readonly FieldProblem[] {
  if (typeof value === 'string') {
    const field = path.join('.');
    return parseReference(value) === undefined || isReadable(value, owned) ? [] : [{ field, message: `${field}: ${notReadable(owned)}.` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => foreignSecrets(member, owned, [...path, key]));
}

/** Members of a name that the schemas leave out without a word. */
function lostMembers(value: Json, path: readonly string[]): readonly FieldProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const field = [...path, key].join('.');
    if (key === '__proto__') return [{ field, message: `${field}: no member can have this name; choose another.` }];
    return lostMembers(member, [...path, key]);
  });
}

/** The member in which schemas take a reference, or a name, of a secret: they check it themselves. */
const REFERENCE_MEMBER = 'secret';

/** Texts that are secrets by their form, or by the name of the field that holds them. They are not repeated. */
function secretProblems(value: Json, path: readonly string[]): readonly FieldProblem[] {
  if (typeof value === 'string') {
    const name = path.at(-1) ?? '';
    const isNamed =
      name !== REFERENCE_MEMBER && isSecret(name, value) && value !== '' && parseReference(value) === undefined && !hasReference(value);
    const field = path.join('.');
    return isNamed || looksSecret(value) ? [{ field, message: `${field}: ${NO_REFERENCE}.` }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => secretProblems(member, [...path, key]));
}
