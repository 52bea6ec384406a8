/** Finds the suppression, if any, that covers a finding. */
import { AccountDirectory } from '../connections/account-repository.ts';
import { parseAccountSelector, type SelectableAccount } from '../connections/account-selector.ts';
import type { AccountId } from '../ids.ts';
import type { Store } from '../storage/store.ts';
import { matchesGlob } from './glob.ts';
import type { FindingRow, SuppressionRow } from './model.ts';
import { allSuppressions, suppressionById } from './suppression-repository.ts';

/** The fields of a finding and its resource that suppressions are matched against. */
export interface Suppressible {
  readonly finding_id: string;
  readonly policy_id: string;
  readonly account_id: AccountId;
  readonly resource_id: string;
  readonly name: string | null;
  readonly native_id: string | null;
  /** Null if the tags could not be read, or if the resource has no row. */
  readonly tags: Readonly<Record<string, string>> | null;
}

/** Whether the suppression is neither removed nor ended. `now` in milliseconds. */
export const isLive = ({ until, removed_at }: SuppressionRow, now: number): boolean =>
  removed_at === undefined && (until === undefined || Date.parse(until) > now);

/**
 * Whether the suppression, which is kept because it may concern the finding's account, covers the finding. `current`: the id of the suppression that hides the finding now. If the tags
 * could not be read, a rule by tag covers a finding only if it hides it already.
 */
export function covers({ suppression_id, scope }: SuppressionRow, finding: Suppressible, current?: string): boolean {
  if ('finding_id' in scope) return scope.finding_id === finding.finding_id;
  const { policy_id, account_id, resource, tag } = scope;
  if (policy_id !== undefined && policy_id !== finding.policy_id) return false;
  if (account_id !== undefined && account_id !== finding.account_id) return false;
  if (
    resource !== undefined &&
    ![finding.resource_id, finding.name, finding.native_id].some((text) => text !== null && matchesGlob(resource, text))
  )
    return false;
  if (tag === undefined) return true;
  if (finding.tags === null) return current === suppression_id;
  return Object.entries(finding.tags).some(([key, value]) => tag === key || tag === `${key}=${value}`);
}

/** The fields of the suppression that the finding's row keeps. */
export const suppressionSummary = ({
  suppression_id,
  reason,
  author,
  on_behalf_of,
  customer_id,
  until,
}: SuppressionRow): NonNullable<FindingRow['suppression']> => ({
  suppression_id,
  reason,
  author,
  ...(on_behalf_of !== undefined && { on_behalf_of }),
  ...(customer_id !== undefined && { customer_id }),
  ...(until !== undefined && { until }),
});

/** The live suppressions that may cover findings of one account. */
export class Suppressions {
  readonly #store: Store;
  readonly #now: number;
  readonly #ofFinding = new Map<string, SuppressionRow>();
  readonly #rules = new Map<string, SuppressionRow>();
  readonly #accountId: AccountId;
  #account: Promise<SelectableAccount | undefined> | undefined;
  #inOrder: readonly SuppressionRow[] | undefined;

  private constructor(store: Store, accountId: AccountId, now: number) {
    this.#store = store;
    this.#accountId = accountId;
    this.#now = now;
  }

  /** `now` in milliseconds. */
  static async load(store: Store, accountId: AccountId, now: number): Promise<Suppressions> {
    const suppressions = new Suppressions(store, accountId, now);
    for await (const row of allSuppressions(store)) if (await suppressions.#mayConcern(row)) suppressions.#keep(row);
    return suppressions;
  }

  /** The suppression of the finding itself, or else the covering rule that ends last. It does not read the table. */
  match(finding: Suppressible, current?: string): SuppressionRow | undefined {
    return this.#ofFinding.get(finding.finding_id) ?? this.#rulesInOrder().find((rule) => covers(rule, finding, current));
  }

  /**
   * Like `match`, but checked against the table, because the loaded list may be out of date: a finding that was just
   * suppressed must not be opened, nor one that was just unsuppressed hidden.
   */
  async confirmed(finding: Suppressible, current?: string): Promise<SuppressionRow | undefined> {
    if (current !== undefined) await this.#refresh(current);
    for (;;) {
      const found = this.match(finding, current);
      if (!found || found.suppression_id === current || (await this.#refresh(found.suppression_id))) return found;
    }
  }

  /** Reads the suppression again; false if it is no longer live. */
  async #refresh(suppressionId: string): Promise<boolean> {
    const row = await suppressionById(this.#store, suppressionId);
    if (row && isLive(row, this.#now) && (await this.#mayConcern(row))) {
      this.#keep(row);
      return true;
    }
    if (this.#rules.delete(suppressionId)) this.#inOrder = undefined;
    for (const [finding, { suppression_id }] of this.#ofFinding) if (suppression_id === suppressionId) this.#ofFinding.delete(finding);
    return false;
  }

  /** Whether the suppression may cover findings of the account. Reads the account's row once, for the first rule that selects accounts. */
  async #mayConcern({ scope }: SuppressionRow): Promise<boolean> {
    const id = this.#accountId;
    if ('finding_id' in scope) return scope.finding_id.includes(`#${id}|`);
    if (scope.account_id !== undefined && scope.account_id !== id) return false;
    if (scope.accounts === undefined) return true;
    this.#account ??= new AccountDirectory(this.#store).get(id, { consistent: true });
    const account = await this.#account;
    return scope.accounts.some((text) => {
      const selector = parseAccountSelector(text);
      return selector.id === undefined ? account !== undefined && selector.matches(account) : selector.id === id;
    });
  }

  #keep(row: SuppressionRow): void {
    if (!isLive(row, this.#now)) return;
    if ('finding_id' in row.scope) {
      this.#ofFinding.set(row.scope.finding_id, row);
      return;
    }
    if (this.#rules.get(row.suppression_id)?.until !== row.until || !this.#rules.has(row.suppression_id)) this.#inOrder = undefined;
    this.#rules.set(row.suppression_id, row);
  }

  #rulesInOrder(): readonly SuppressionRow[] {
    return (this.#inOrder ??= [...this.#rules.values()].toSorted(longestFirst));
  }
}

const longestFirst = (a: SuppressionRow, b: SuppressionRow): number =>
  endOf(b) - endOf(a) || (a.suppression_id < b.suppression_id ? -1 : 1);

/** Milliseconds. A suppression without an end has a finite number too, because Infinity - Infinity is NaN. */
const endOf = ({ until }: SuppressionRow): number => (until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(until));
