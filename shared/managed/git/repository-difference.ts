/** The differences of a repository from its configuration. */
import type { Difference, Effect } from '../manager.ts';
import type { Json } from '../model.ts';
import { isSame } from '../same-json.ts';
import type { ForgeKind } from './forge.ts';
import type { Protection } from './provider.ts';
import type { RepositoryConfig } from './repository-config.ts';

export type RepositoryActual = {
  readonly provider: ForgeKind;
  readonly base_url?: string;
  readonly owner: string;
  readonly name: string;
  readonly full_name: string;
  readonly url: string;
  readonly clone_url: string;
  readonly description: string;
  readonly private: boolean;
  readonly default_branch: string | null;
  readonly archived: boolean;
  readonly topics: readonly string[];
  /** As configured: forges do not tell from which template a repository was made. */
  readonly template?: string;
  /** Absent if the configuration says nothing of teams. */
  readonly teams?: Readonly<Record<string, string>>;
  /** Absent if the configuration says nothing of protections; null if the forge does not show them to the token. */
  readonly branch_protections?: readonly Protection[] | null;
};

export function repositoryDifferences(config: RepositoryConfig, actual: RepositoryActual): readonly Difference[] {
  const differences: Difference[] = [];
  const compare = (field: string, then: Json | undefined, now: Json | undefined, effect: Effect): void => {
    if (!isSame(then, now)) differences.push({ path: `/${field}`, now: now ?? null, then: then ?? null, effect });
  };
  compare('provider', config.provider, actual.provider, 'immutable');
  compare('base_url', config.base_url, actual.base_url, 'immutable');
  // Forges take both for one owner.
  if (config.owner.toLowerCase() !== actual.owner.toLowerCase()) compare('owner', config.owner, actual.owner, 'immutable');
  compare('template', config.template, actual.template, 'immutable');
  compare('description', config.description, actual.description, 'update');
  compare('private', config.private, actual.private, 'update');
  if (config.default_branch !== undefined) compare('default_branch', config.default_branch, actual.default_branch, 'update');
  if (config.topics !== undefined) compare('topics', [...new Set(config.topics)].toSorted(), actual.topics.toSorted(), 'update');
  if (config.teams !== undefined) compare('teams', config.teams, actual.teams, 'update');
  if (config.branch_protections !== undefined)
    compare(
      'branch_protections',
      sortedProtections(config.branch_protections),
      actual.branch_protections && sortedProtections(actual.branch_protections),
      'update',
    );
  return differences;
}

export const sortedProtections = (protections: readonly Protection[]): readonly Protection[] =>
  protections
    .map((each) => ({ ...each, status_checks: [...new Set(each.status_checks)].toSorted() }))
    .toSorted((a, b) => (a.branch < b.branch ? -1 : 1));
