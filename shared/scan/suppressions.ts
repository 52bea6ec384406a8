/** Which suppression, if any, covers a finding. */
import type { AccountId } from '../ids.ts';
import type { Store } from '../storage/store.ts';
import { matchesGlob } from './glob.ts';
import type { FindingRow, SuppressionRow } from './model.ts';
import { allSuppressions, suppressionById } from './suppression-repository.ts';

/** What suppressions go by. */
export interface Suppressible {
  readonly finding_id: string;
  readonly policy_id: string;
  readonly account_id: AccountId;
  readonly resource_id: string;
  readonly name: string | null;
  readonly native_id: string | null;
  /** Null: could not be read, or the resource's row is gone. */
  readonly tags: Readonly<Record<string, string>> | null;
}

/** `now` in milliseconds. */
export const isLive = ({ until, removed_at }: SuppressionRow, now: number): boolean =>
  removed_at === undefined && (until === undefined || Date.parse(until) > now);

/**
 * `current`: what suppresses the finding so far. Tags that cannot be read are not absent ones: a rule by tag keeps what it
 * already hides.
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

/** What a finding's row says of the suppression that hides it. */
export const shownOf = ({ suppression_id, reason, author, until }: SuppressionRow): NonNullable<FindingRow['suppression']> => ({
  suppression_id,
  reason,
  author,
  ...(until !== undefined && { until }),
});

/** The live suppressions that can concern one account. */
export class Suppressions {
  readonly #store: Store;
  readonly #now: number;
  readonly #ofFinding = new Map<string, SuppressionRow>();
  readonly #rules = new Map<string, SuppressionRow>();
  #inOrder: readonly SuppressionRow[] | undefined;

  private constructor(store: Store, now: number) {
    this.#store = store;
    this.#now = now;
  }

  /** `now` in milliseconds. */
  static async load(store: Store, accountId: AccountId, now: number): Promise<Suppressions> {
    const suppressions = new Suppressions(store, now);
    for await (const row of allSuppressions(store)) if (canConcern(row, accountId)) suppressions.#keep(row);
    return suppressions;
  }

  /** As far as this object knows. The same one each time: the finding's own, else the rule that holds longest. */
  match(finding: Suppressible, current?: string): SuppressionRow | undefined {
    return this.#ofFinding.get(finding.finding_id) ?? this.#rulesInOrder().find((rule) => covers(rule, finding, current));
  }

  /**
   * As the table says now. The list that was loaded may lag behind it: what was suppressed a moment ago is not to be opened
   * again, nor what was given free to be hidden.
   */
  async confirmed(finding: Suppressible, current?: string): Promise<SuppressionRow | undefined> {
    if (current !== undefined) await this.#refresh(current);
    for (;;) {
      const found = this.match(finding, current);
      if (!found || found.suppression_id === current || (await this.#refresh(found.suppression_id))) return found;
    }
  }

  /** False if it hides nothing any more. */
  async #refresh(suppressionId: string): Promise<boolean> {
    const row = await suppressionById(this.#store, suppressionId);
    if (row && isLive(row, this.#now)) {
      this.#keep(row);
      return true;
    }
    if (this.#rules.delete(suppressionId)) this.#inOrder = undefined;
    for (const [finding, { suppression_id }] of this.#ofFinding) if (suppression_id === suppressionId) this.#ofFinding.delete(finding);
    return false;
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

function canConcern({ scope }: SuppressionRow, accountId: AccountId): boolean {
  if ('finding_id' in scope) return scope.finding_id.includes(`#${accountId}|`);
  return scope.account_id === undefined || scope.account_id === accountId;
}

const longestFirst = (a: SuppressionRow, b: SuppressionRow): number =>
  endOf(b) - endOf(a) || (a.suppression_id < b.suppression_id ? -1 : 1);

/** Finite, so that two without an end differ by 0. */
const endOf = ({ until }: SuppressionRow): number => (until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(until));
