/** The input of a policy's evaluation (a resource and its account's other resources) and its result (a verdict). */
import type { ResourceRow } from '../inventory/model.ts';
import type { VerdictName } from './policy.ts';

/** The fields of a stored resource that policies may read. A row of the table `resources` is a Subject. */
export type Subject = Pick<
  ResourceRow,
  | 'resource_id'
  | 'native_id'
  | 'name'
  | 'type'
  | 'kind'
  | 'segment'
  | 'region'
  | 'account_id'
  | 'first_seen_at'
  | 'changed_at'
  | 'tags'
  | 'config'
  | 'unread'
  | 'relationships'
>;

/** All resources of the account that is scanned, for policies that look up others. */
export interface AccountResources {
  /**
   * Every resource of the type that is in use; every call returns the same array, so that callers index it once.
   * `not_whole`: why the list would be incomplete (a slice was not seen whole, or the type is not inventoried), as a sentence.
   */
  ofType(type: string): readonly Subject[] | { readonly not_whole: string };
}

export interface EvaluationContext {
  /** When the resource was observed, in milliseconds since 1970: ages are computed from then. */
  readonly now: number;
  readonly resources: AccountResources;
}

export interface Verdict {
  readonly verdict: VerdictName;
  /** Why the verdict is `unknown`: what is missing, or the expression's error. Absent for other verdicts. */
  readonly reason?: string;
  /** The missing permission, if the verdict is `unknown` because a field could not be read and the permission is known. */
  readonly permission?: string;
  /** If the verdict is `fail`, what failed: canonical JSON (evidence.ts). Absent if the policy shows nothing, or nothing can be shown. */
  readonly evidence?: string;
}

/** The evidence that a policy shows of one resource. Neither member is there if the expression answered nothing that can be shown. */
export interface Evidence {
  /** Canonical JSON. */
  readonly text?: string;
  /** Why there is no evidence, as a sentence or its beginning. */
  readonly problem?: string;
}
