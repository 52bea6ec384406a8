/** Adds and removes suppressions by rule. The next scan of an account changes the findings that a rule covers. */
import { namesNoAccount, parseAccountSelector } from '../connections/account-selector.ts';
import { InvalidRequest, NotFound } from '../errors.ts';
import { type CustomerId, parseAccountId } from '../ids.ts';
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
  /** The customer whose user the author is; absent for operators. */
  readonly customer_id?: CustomerId | undefined;
  /** When it ends: ISO 8601 with a time zone, later than now. Absent: it does not end. */
  readonly until?: string | undefined;
}

const MAX_REASON = 1000;
const MAX_AUTHOR = 200;
const MAX_PATTERN = 1024;
/** The most values of `accounts`: each scan compares all of them with its account. */
const MAX_SELECTORS = 20;
const RULE_MEMBERS = ['policy_id', 'account_id', 'accounts', 'resource', 'tag'] as const satisfies readonly (keyof RuleScope)[];
const TIME_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** @throws InvalidRequest */
export async function addSuppression(
  store: Store,
  { scope, ...input }: SuppressionInput & { readonly scope: RuleScope },
  clock: Clock,
  random: Random,
): Promise<SuppressionRow> {
  const checked = checkedScope(scope);
  const row: SuppressionRow = {
    suppression_id: `sup-r-${random.hex(12)}`,
    ...(checked.account_id !== undefined && { account_id: checked.account_id }),
    scope: checked,
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
  customer_id,
}: Pick<SuppressionInput, 'author' | 'on_behalf_of' | 'customer_id'>): Pick<SuppressionRow, 'author' | 'on_behalf_of' | 'customer_id'> {
  return {
    author: checkedText('author', author, MAX_AUTHOR, 'say who decides this'),
    ...(other !== undefined && { on_behalf_of: checkedText('on_behalf_of', other, MAX_AUTHOR, 'say who decided this, or leave it out') }),
    ...(customer_id !== undefined && { customer_id }),
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
  const { policy_id, account_id, accounts, resource, tag } = scope;
  const unknown = Object.keys(scope).find((member) => !(RULE_MEMBERS as readonly string[]).includes(member));
  if (unknown !== undefined)
    throw new InvalidRequest(
      `scope.${unknown.slice(0, 100)}`,
      `scope: ${quoted(unknown)} is not known; give ${RULE_MEMBERS.join(', ')}.`,
      RULE_MEMBERS,
    );
  if (RULE_MEMBERS.every((member) => scope[member] === undefined))
    throw new InvalidRequest(
      'scope',
      `scope: empty, so it covers everything; give at least one of ${RULE_MEMBERS.join(', ')}.`,
      RULE_MEMBERS,
    );
  const selectors = accounts && checkedAccounts(accounts);
  const vague = selectors?.find((text) => namesNoAccount(parseAccountSelector(text)));
  const namesAccounts = account_id !== undefined || (selectors !== undefined && vague === undefined);
  if (policy_id === undefined && !namesAccounts && tag === undefined && (resource === undefined || namesNothing(resource.trim()))) {
    if (vague !== undefined)
      throw new InvalidRequest(
        'scope.accounts',
        `scope.accounts: ${quoted(vague)} names no account and so covers all of them; write more of the selector, or give policy_id, tag or resource as well.`,
      );
    throw new InvalidRequest(
      'scope.resource',
      `scope.resource: ${quoted(resource!)} names no resource and so covers all of them; write more of the id, name or native id, or give policy_id, accounts or tag as well.`,
    );
  }
  if (policy_id !== undefined && !POLICY_ID.test(policy_id))
    throw new InvalidRequest(
      'scope.policy_id',
      `scope.policy_id: ${quoted(policy_id)} is not a policy id; write one such as aws.s3.bucket-versioning-enabled.`,
    );
  return {
    ...(policy_id !== undefined && { policy_id }),
    ...(account_id !== undefined && { account_id: parseAccountId(account_id, 'scope.account_id') }),
    ...(selectors && { accounts: selectors }),
    ...(resource !== undefined && {
      resource: checkedText('scope.resource', resource, MAX_PATTERN, 'write an id, a name or a native id; * is any text'),
    }),
    ...(tag !== undefined && { tag: checkedText('scope.tag', tag, MAX_PATTERN, 'write key or key=value') }),
  };
}

/** Ids in full, and selectors as they were written. */
function checkedAccounts(texts: readonly string[]): readonly string[] {
  if (texts.length === 0 || texts.length > MAX_SELECTORS)
    throw new InvalidRequest(
      'scope.accounts',
      `scope.accounts: has ${texts.length} values; give 1 to ${MAX_SELECTORS} ids or selectors of accounts.`,
    );
  return [...new Set(texts.map((text, index) => parseAccountSelector(text, `scope.accounts[${index}]`).id ?? text))];
}

function checkedText(field: string, value: string, max: number, advice: string): string {
  const text = value.trim();
  if (text === '') throw new InvalidRequest(field, `${field}: empty; ${advice}.`);
  if (text.length > max) throw new InvalidRequest(field, `${field}: has ${text.length} characters; at most ${max} are allowed.`);
  return text;
}

const quoted = (text: string): string => JSON.stringify(text.slice(0, 100));
