/** What a policy is asked about and what it answers. */
import type { ResourceRow } from '../inventory/model.ts';
import type { VerdictName } from './policy.ts';

/** A resource as it is stored, so far as policies may see it: a row of `resources` is one. */
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

/** The other resources of the account that is scanned. */
export interface AccountResources {
  /**
   * Every resource in use of the type, the same array on every call, so that it is indexed once; or why it cannot be
   * told: a slice that was not seen whole, a type that is not inventoried.
   */
  ofType(type: string): readonly Subject[] | { readonly not_whole: string };
}

export interface EvaluationContext {
  /** Milliseconds since 1970. One scan has one now. */
  readonly now: number;
  readonly resources: AccountResources;
}

export interface Verdict {
  readonly verdict: VerdictName;
  /** Of `unknown`: what is missing, or what the expression threw. */
  readonly reason?: string;
  /** Of `unknown` for a field that could not be read: the permission that was missing. */
  readonly permission?: string;
}
