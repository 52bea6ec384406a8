/** Adds and removes suppressions by rule. The next scan of an account changes the findings that a rule covers. */
import { InvalidRequest, NotFound } from '../errors.ts';
import { parseAccountId } from '../ids.ts';
import { POLICY_ID } from '../policies/policy.ts';
import { type Clock, isoTime, type Random } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { noSuchDay } from '../validation/calendar.ts';
import { namesNothing } from './glob.ts';
import type { SuppressionRow, SuppressionScope } from './model.ts';
import { expiryAfter, markRemoved } from './suppression-repository.ts';

export type RuleScope = Exclude<SuppressionScope, { readonly finding_id: string }>;

/** The members of a suppression that a person enters. */
export interface SuppressionInput {
  readonly reason: string;
  /** The verified identity of the request. */
  readonly author: string;
  /** Who decided it, if it was not the author. */
  readonly on_behalf_of?: string | undefined;
  /** When it ends: ISO 8601 with a time zone, later than now. Absent: it does not end. */
  readonly until?: string | undefined;
}

const MAX_REASON = 1000;
const MAX_AUTHOR = 200;
const MAX_PATTERN = 1024;
const RULE_MEMBERS = ['policy_id', 'account_id', 'resource', 'tag'] as const satisfies readonly (keyof RuleScope)[];
const TIME_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** @throws InvalidRequest */
export async function addSuppression(
  store: Store,
  { scope, ...input }: SuppressionInput & { readonly scope: RuleScope },
  clock: Clock,
  random: Random,
): Promise<SuppressionRow> {
  const row: SuppressionRow = {
    suppression_id: `sup-r-${random.hex(12)}`,
    scope: checkedScope(scope),
    ...checkedInput(input, clock),
  };
  await store.put('suppressions', row);
  return row;
}

/** The next scan opens the findings that the suppression hid. @throws NotFound if there is no such suppression, or it was removed before */
export async function removeSuppression(store: Store, suppressionId: string, clock: Clock): Promise<void> {
  if (!(await markRemoved(store, suppressionId, clock.now())))
    throw new NotFound(`There is no suppression ${suppressionId.slice(0, 100)}.`);
}

/** All fields of a suppression's row except its id and scope. @throws InvalidRequest */
export function checkedInput(input: SuppressionInput, clock: Clock): Omit<SuppressionRow, 'suppression_id' | 'scope'> {
  const until = input.until === undefined ? undefined : checkedUntil(input.until, clock.now());
  return {
    reason: checkedText('reason', input.reason, MAX_REASON, 'say why the finding is acceptable'),
    ...checkedPerson(input),
    created_at: isoTime(clock.now()),
    ...(until !== undefined && { until: isoTime(until), expires_at: expiryAfter(until) }),
  };
}

/** Who made a request, and for whom. @throws InvalidRequest */
export function checkedPerson({
  author,
  on_behalf_of: other,
}: Pick<SuppressionInput, 'author' | 'on_behalf_of'>): Pick<SuppressionRow, 'author' | 'on_behalf_of'> {
  return {
    author: checkedText('author', author, MAX_AUTHOR, 'say who decides this'),
    ...(other !== undefined && { on_behalf_of: checkedText('on_behalf_of', other, MAX_AUTHOR, 'say who decided this, or leave it out') }),
  };
}

function checkedUntil(text: string, now: number): number {
  const missing = noSuchDay(text);
  if (missing !== undefined) throw new InvalidRequest('until', `until: ${missing}`);
  const until = TIME_WITH_ZONE.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(until)) {
    throw new InvalidRequest('until', `until: ${quoted(text)} is not a time; write one such as 2026-12-31T00:00:00Z.`);
  }
  if (until <= now)
    throw new InvalidRequest('until', `until: ${quoted(text)} is in the past (it is ${isoTime(now)} now); give a later time.`);
  return until;
}

function checkedScope(scope: RuleScope): RuleScope {
  const { policy_id, account_id, resource, tag } = scope;
  const unknown = Object.keys(scope).find((member) => !(RULE_MEMBERS as readonly string[]).includes(member));
  if (unknown !== undefined)
    throw new InvalidRequest(
      `scope.${unknown.slice(0, 100)}`,
      `scope: ${quoted(unknown)} is not known; give ${RULE_MEMBERS.join(', ')}.`,
      RULE_MEMBERS,
    );
  if (policy_id === undefined && account_id === undefined && resource === undefined && tag === undefined)
    throw new InvalidRequest(
      'scope',
      `scope: empty, so it covers everything; give at least one of ${RULE_MEMBERS.join(', ')}.`,
      RULE_MEMBERS,
    );
  if (policy_id === undefined && account_id === undefined && tag === undefined && namesNothing(resource!.trim()))
    throw new InvalidRequest(
      'scope.resource',
      `scope.resource: ${quoted(resource!)} names no resource and so covers all of them; write more of the id, name or native id, or give policy_id, account_id or tag as well.`,
    );
  if (policy_id !== undefined && !POLICY_ID.test(policy_id))
    throw new InvalidRequest(
      'scope.policy_id',
      `scope.policy_id: ${quoted(policy_id)} is not a policy id; write one such as aws.s3.bucket-versioning-enabled.`,
    );
  return {
    ...(policy_id !== undefined && { policy_id }),
    ...(account_id !== undefined && { account_id: parseAccountId(account_id, 'scope.account_id') }),
    ...(resource !== undefined && {
      resource: checkedText('scope.resource', resource, MAX_PATTERN, 'write an id, a name or a native id; * is any text'),
    }),
    ...(tag !== undefined && { tag: checkedText('scope.tag', tag, MAX_PATTERN, 'write key or key=value') }),
  };
}

function checkedText(field: string, value: string, max: number, advice: string): string {
  const text = value.trim();
  if (text === '') throw new InvalidRequest(field, `${field}: empty; ${advice}.`);
  if (text.length > max) throw new InvalidRequest(field, `${field}: has ${text.length} characters; at most ${max} are allowed.`);
  return text;
}

const quoted = (text: string): string => JSON.stringify(text.slice(0, 100));
