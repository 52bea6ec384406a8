/** A person suppresses or unsuppresses one finding. The row changes at once, and the next scans keep it so. */
import { ConditionFailed, Conflict, Forbidden, NotFound } from '../errors.ts';
import type { Outbox } from '../events/outbox.ts';
import { resourceOwner } from '../events/owners.ts';
import { resourceKey } from '../ids.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { type Clock, isoTime } from '../seams.ts';
import type { AccountRow } from '../connections/model.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, any, atMost, type Condition, equals, exists, type Store } from '../storage/store.ts';
import { type FindingKey, parseFindingId } from './finding-id.ts';
import { FindingEvents } from './finding-events.ts';
import { readFinding, writeFinding } from './finding-repository.ts';
import { reconcile, rowAfter } from './finding-reconciler.ts';
import type { FindingRow, SuppressionRow } from './model.ts';
import { markRemoved, suppressionById, suppressionIdOf } from './suppression-repository.ts';
import { checkedInput, checkedPerson, type SuppressionInput } from './suppression-rules.ts';
import { isLive, type Suppressible, Suppressions, suppressionSummary } from './suppressions.ts';

const MAX_TRIES = 5;

export interface SuppressDeps {
  /** The store shows only what the person may see. */
  readonly store: Store;
  /** The live suppression that hides the finding, if one does, whether or not the person may see it. */
  readonly suppressionOver: (finding: FindingRow) => Promise<SuppressionRow | undefined>;
  /** Tells of findings that are open again. */
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/**
 * Suppressing a suppressed finding again replaces reason, author and end, and adds to its history.
 * @throws InvalidRequest
 * @throws NotFound if there is no such finding
 * @throws Conflict if the finding is resolved
 * @throws Forbidden if a customer's user would replace a suppression that is not the customer's
 */
export async function suppressFinding(deps: SuppressDeps, findingId: string, input: SuppressionInput): Promise<FindingRow> {
  const { store, clock } = deps;
  const key = parseFindingId(findingId);
  const checked = checkedInput(input, clock);
  const finding = await existing(store, key);
  if (finding.status === 'resolved') throw new Conflict(`The finding ${findingId} is resolved; there is nothing to suppress.`);
  const row: SuppressionRow = {
    suppression_id: suppressionIdOf(findingId),
    account_id: key.account_id,
    scope: { finding_id: findingId },
    ...checked,
  };
  // The suppression is stored first: if the finding cannot be written afterwards, the next scan does it.
  if (!(await carriedOut(store.put('suppressions', row, replaceable(checked)))))
    throw new Forbidden(`The finding ${findingId} is suppressed by the operators already; only they can change that.`);
  return await rewrite(deps, key, row, { at: checked.created_at, person: personOf(checked) });
}

/** A customer's user replaces only suppressions that are the customer's, or that have ended. */
const replaceable = ({ customer_id, created_at }: Pick<SuppressionRow, 'customer_id' | 'created_at'>): Condition | undefined =>
  customer_id === undefined
    ? undefined
    : any(absent('suppression_id'), equals('customer_id', customer_id), exists('removed_at'), atMost('until', created_at));

/**
 * Removes the suppression of this one finding. If a rule covers the finding too, it stays suppressed, by that rule.
 * @throws InvalidRequest
 * @throws NotFound if there is no such finding
 * @throws Conflict if the finding is not suppressed, or only by a rule
 * @throws Forbidden if a customer's user would end a suppression that is not the customer's
 */
export async function unsuppressFinding(
  deps: SuppressDeps,
  findingId: string,
  input: Pick<SuppressionInput, 'author' | 'on_behalf_of' | 'customer_id'>,
): Promise<FindingRow> {
  const { store, suppressionOver, clock } = deps;
  const key = parseFindingId(findingId);
  const person = checkedPerson(input);
  const finding = await existing(store, key);
  const ownId = suppressionIdOf(findingId);
  const own = await suppressionById(store, ownId);
  const hasOwn = own?.removed_at === undefined && isOf(own, person);
  if (finding.status !== 'suppressed' && !hasOwn)
    throw new Conflict(`The finding ${findingId} is not suppressed; it is ${finding.status}.`);
  if (hasOwn) await markRemoved(store, ownId, clock.now());
  const rule = await suppressionOver(finding);
  if (rule && !hasOwn) {
    if (!isOf(rule, person)) throw new Forbidden(`The finding ${findingId} is suppressed by the operators; only they can end that.`);
    throw new Conflict(`The finding ${findingId} is suppressed by the rule ${rule.suppression_id} (${rule.reason}); remove that rule.`);
  }
  return await rewrite(deps, key, rule, { at: isoTime(clock.now()), person });
}

type Person = Pick<SuppressionRow, 'author' | 'on_behalf_of' | 'customer_id'>;

/** Tells whether the person may end the suppression: operators may end each, a customer's users those of the customer. */
const isOf = (suppression: SuppressionRow | undefined, { customer_id }: Person): boolean =>
  suppression !== undefined && (customer_id === undefined || suppression.customer_id === customer_id);

const personOf = ({ author, on_behalf_of, customer_id }: Person): Person => ({
  author,
  ...(on_behalf_of !== undefined && { on_behalf_of }),
  ...(customer_id !== undefined && { customer_id }),
});

/** Reconciles the finding with its suppression; tries again if another writer changes the row meanwhile. */
async function rewrite(
  { store, outbox, clock }: SuppressDeps,
  key: FindingKey,
  suppression: SuppressionRow | undefined,
  by: { readonly at: string; readonly person: Person },
): Promise<FindingRow> {
  const events = new FindingEvents(outbox, resourceOwner(store, key.account_id));
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const before = await existing(store, key);
    const live = suppression && isLive(suppression, clock.now()) ? suppressionSummary(suppression) : undefined;
    const next = reconcile(before, { kind: 'suppression', suppression: live }, clock.now());
    if (!next) return before;
    const after = rowAfter(before, before, next, by, before.evaluated_at);
    if (await writeFinding(store, after, before, events)) {
      await events.send();
      await countAgain(store, before, after);
      return after;
    }
  }
  throw new ConditionFailed('findings');
}

/**
 * Moves the account's count of open findings by the one that was opened or hidden, so that sums say so before the next scan. It is a hint, as
 * every counter is: a write that is lost or made twice is made good by the next scan, which counts the rows.
 */
async function countAgain(store: Store, before: FindingRow, { account_id, severity, status }: FindingRow): Promise<void> {
  const change = Number(status === 'open') - Number(before.status === 'open');
  const account = (await store.get('accounts', { account_id }, { consistent: true })) as AccountRow | undefined;
  if (change === 0 || account?.findings === undefined) return;
  const { findings, scan_observed_at } = account;
  const set = { findings: { ...findings, [severity]: Math.max(0, (findings[severity] ?? 0) + change) } };
  // A scan that has ended meanwhile has counted the rows itself.
  const sameScan = scan_observed_at === undefined ? absent('scan_observed_at') : equals('scan_observed_at', scan_observed_at);
  try {
    await store.update('accounts', { account_id }, { set }, sameScan);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

async function existing(store: Store, { account_id, finding_id }: FindingKey): Promise<FindingRow> {
  const row = await readFinding(store, account_id, finding_id);
  if (!row) throw new NotFound(`There is no finding ${finding_id}.`);
  return row;
}

/** The live suppression that hides the finding, if one does. `store` has everything; `now` in milliseconds. */
export async function liveSuppressionOver(store: Store, finding: FindingRow, now: number): Promise<SuppressionRow | undefined> {
  const suppressions = await Suppressions.load(store, finding.account_id, now);
  return await suppressions.confirmed(await suppressible(store, finding), finding.suppression?.suppression_id);
}

async function suppressible(store: Store, finding: FindingRow): Promise<Suppressible> {
  const { finding_id, policy_id, account_id, resource_id, resource_name, resource_uid } = finding;
  const resource = (await store.get('resources', resourceKey(resource_uid), { consistent: true })) as ResourceRow | undefined;
  return {
    finding_id,
    policy_id,
    account_id,
    resource_id,
    name: resource ? resource.name : resource_name,
    native_id: resource?.native_id ?? null,
    tags: resource?.tags ?? null,
  };
}
