/** The interface of a forge for the manager of repositories. `github.ts`, `gitlab.ts` and `gitea.ts` are its three implementations. */

export interface Repository {
  /** The forge's number, which outlives renames. */
  readonly id: string;
  /** The user, the organization, or the path of the group. */
  readonly owner: string;
  readonly name: string;
  readonly full_name: string;
  readonly description: string;
  readonly private: boolean;
  /** Null while the repository has no branch. */
  readonly default_branch: string | null;
  readonly archived: boolean;
  readonly topics: readonly string[];
  readonly url: string;
  readonly clone_url: string;
  /** `deleting`: the forge keeps a deleted repository for some days. */
  readonly state: 'creating' | 'ready' | 'failed' | 'deleting';
  /** The forge's own words on a state that is not `ready`. */
  readonly message?: string;
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly private: boolean;
  /** `owner/name` of a repository whose files the new one begins with. */
  readonly template?: string;
  readonly default_branch?: string;
}

export interface RepositoryChanges {
  readonly name?: string;
  readonly description?: string;
  readonly private?: boolean;
  /** The branch is made from the present default branch if there is none of that name. */
  readonly default_branch?: string;
  readonly topics?: readonly string[];
  readonly archived?: boolean;
}

/** The rules of one branch. */
export type Protection = {
  readonly branch: string;
  /** The names of the checks that must have passed. */
  readonly status_checks: readonly string[];
  /** Whether a change must be tested together with the newest state of the branch. */
  readonly up_to_date: boolean;
  /** Whether the rules hold for administrators too. */
  readonly enforce_admins: boolean;
  /** The number of approvals that a change needs; 0 lets people push without a review. */
  readonly required_reviews: number;
  /** Whether an approval ends when the change is changed. */
  readonly dismiss_stale_reviews: boolean;
  readonly allow_force_pushes: boolean;
};

export const TEAM_PERMISSIONS = ['read', 'write', 'admin'] as const;
export type TeamPermission = (typeof TEAM_PERMISSIONS)[number];

/** Every function throws CloudError: with the code `NotFound` for what a request names and the forge does not have. */
export interface GitProvider {
  /** Undefined only if it is sure that the owner has no such repository: forges answer alike for what is not there and for what the token may not see. */
  find(where: { readonly owner: string } & ({ readonly id: string } | { readonly name: string })): Promise<Repository | undefined>;
  /** The repository has a branch as soon as the forge has made it. The code `NameTaken` if the owner has a repository of that name. */
  create(wanted: NewRepository): Promise<Repository>;
  update(repository: Repository, changes: RepositoryChanges): Promise<void>;
  delete(repository: Repository): Promise<void>;
  protections(repository: Repository): Promise<readonly Protection[]>;
  protect(repository: Repository, protection: Protection): Promise<void>;
  unprotect(repository: Repository, branch: string): Promise<void>;
  /** Teams by name (GitLab: groups by path), with `read`, `write`, `admin` or the forge's own word for another permission. */
  teams(repository: Repository): Promise<Readonly<Record<string, string>>>;
  setTeam(repository: Repository, team: string, permission: TeamPermission): Promise<void>;
  removeTeam(repository: Repository, team: string): Promise<void>;
}
