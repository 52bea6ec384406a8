/** Objects as GitHub's API shows them, with every member that its description requires. */
import type { Protection } from '../../../shared/managed/git/provider.ts';
import type { ForgeRepository, WorkflowRun } from './world.ts';

const REPOSITORY_URLS = [
  'archive', 'assignees', 'blobs', 'branches', 'collaborators', 'comments', 'commits', 'compare', 'contents', 'contributors', 'deployments', 'downloads', 'events',
  'forks', 'git_commits', 'git_refs', 'git_tags', 'issue_comment', 'issue_events', 'issues', 'keys', 'labels', 'languages', 'merges', 'milestones', 'notifications',
  'pulls', 'releases', 'stargazers', 'statuses', 'subscribers', 'subscription', 'tags', 'teams', 'trees', 'hooks',
]; // prettier-ignore
const USER_URLS = ['followers', 'following', 'gists', 'starred', 'subscriptions', 'organizations', 'repos', 'events', 'received_events'];
const TIME = '2026-11-30T01:00:00Z';

type Answer = Readonly<Record<string, unknown>>;

const urls = (names: readonly string[], root: string): Answer =>
  Object.fromEntries(names.map((name) => [`${name}_url`, `${root}/${name}`]));

export const gitHubUser = (login: string, api: string): Answer => ({
  login,
  id: 7,
  node_id: 'U_7',
  avatar_url: `${api}/avatars/7`,
  gravatar_id: '',
  url: `${api}/users/${login}`,
  html_url: `${api}/${login}`,
  ...urls(USER_URLS, `${api}/users/${login}`),
  type: 'User',
  site_admin: false,
});

export const gitHubSelf = (login: string, api: string): Answer => ({
  ...gitHubUser(login, api),
  user_view_type: 'public',
  name: null,
  company: null,
  blog: '',
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: TIME,
  updated_at: TIME,
});

export function gitHubRepository(repository: ForgeRepository, root: string): Answer {
  const { id, owner, name } = repository;
  const full = `${owner}/${name}`;
  const url = `${root}/api/v3/repos/${full}`;
  return {
    id,
    node_id: `R_${id}`,
    name,
    full_name: full,
    owner: gitHubUser(owner, `${root}/api/v3`),
    private: repository.private,
    html_url: `${root}/${full}`,
    description: repository.description === '' ? null : repository.description,
    fork: false,
    url,
    ...urls(REPOSITORY_URLS, url),
    git_url: `git://forge/${full}.git`,
    ssh_url: `git@forge:${full}.git`,
    clone_url: `${root}/${full}.git`,
    svn_url: `${root}/${full}`,
    mirror_url: null,
    homepage: null,
    language: null,
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    size: 1,
    default_branch: repository.default_branch,
    open_issues_count: 0,
    topics: repository.topics,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    archived: repository.archived,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    pushed_at: TIME,
    created_at: TIME,
    updated_at: TIME,
    subscribers_count: 0,
    network_count: 0,
    license: null,
    forks: 0,
    open_issues: 0,
    watchers: 0,
  };
}

export function gitHubProtection(protection: Protection, url: string): Answer {
  const { status_checks: contexts, up_to_date: strict, required_reviews: count } = protection;
  return {
    url,
    ...((contexts.length > 0 || strict) && {
      required_status_checks: {
        url: `${url}/required_status_checks`,
        strict,
        contexts,
        contexts_url: `${url}/required_status_checks/contexts`,
        checks: contexts.map((context) => ({ context, app_id: null })),
      },
    }),
    ...(count > 0 && {
      required_pull_request_reviews: {
        url: `${url}/required_pull_request_reviews`,
        dismiss_stale_reviews: protection.dismiss_stale_reviews,
        require_code_owner_reviews: false,
        required_approving_review_count: count,
      },
    }),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection.enforce_admins },
    allow_force_pushes: { enabled: protection.allow_force_pushes },
    allow_deletions: { enabled: false },
  };
}

export const gitHubTeam = (slug: string, permission: string, api: string): Answer => ({
  id: 9,
  node_id: 'T_9',
  name: slug,
  slug,
  description: null,
  privacy: 'closed',
  permission,
  url: `${api}/teams/9`,
  html_url: `${api}/teams/${slug}`,
  members_url: `${api}/teams/9/members{/member}`,
  repositories_url: `${api}/teams/9/repos`,
  type: 'organization',
  parent: null,
});

export const gitHubMembership = (org: string, login: string, role: 'admin' | 'member', api: string): Answer => ({
  url: `${api}/orgs/${org}/memberships/${login}`,
  state: 'active',
  role,
  organization_url: `${api}/orgs/${org}`,
  organization: {
    login: org,
    id: 8,
    node_id: 'O_8',
    url: `${api}/orgs/${org}`,
    ...urls(['repos', 'events', 'hooks', 'issues', 'members', 'public_members', 'avatar'], `${api}/orgs/${org}`),
    description: null,
  },
  user: gitHubUser(login, api),
});

export const gitHubRef = (branch: string, sha: string, url: string): Answer => ({
  ref: `refs/heads/${branch}`,
  node_id: `REF_${branch}`,
  url: `${url}/git/refs/heads/${branch}`,
  object: { type: 'commit', sha, url: `${url}/git/commits/${sha}` },
});

export function gitHubFile(path: string, { content, sha }: { readonly content: string; readonly sha: string }, url: string): Answer {
  const self = `${url}/contents/${path}`;
  return {
    type: 'file',
    encoding: 'base64',
    size: Buffer.byteLength(content),
    name: path.split('/').at(-1),
    path,
    content: Buffer.from(content).toString('base64'),
    sha,
    url: self,
    git_url: `${url}/git/blobs/${sha}`,
    html_url: self,
    download_url: self,
    _links: { self, git: `${url}/git/blobs/${sha}`, html: self },
  };
}

export const gitHubWorkflow = (path: string, name: string, url: string): Answer => ({
  id: 5,
  node_id: 'W_5',
  name,
  path,
  state: 'active',
  created_at: TIME,
  updated_at: TIME,
  url: `${url}/actions/workflows/5`,
  html_url: `${url}/${path}`,
  badge_url: `${url}/badge.svg`,
});

export function gitHubRun(run: WorkflowRun, repository: ForgeRepository, root: string): Answer {
  const shown = gitHubRepository(repository, root);
  const url = `${root}/api/v3/repos/${repository.owner}/${repository.name}`;
  return {
    id: run.id,
    node_id: `WFR_${run.id}`,
    name: run.workflow,
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow,
    display_title: run.title,
    run_number: run.id,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: 5,
    url: `${url}/actions/runs/${run.id}`,
    html_url: `${root}/${repository.owner}/${repository.name}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.created_at,
    updated_at: run.created_at,
    ...urls(['jobs', 'logs', 'check_suite', 'artifacts', 'cancel', 'rerun', 'workflow'], `${url}/actions/runs/${run.id}`),
    head_commit: null,
    repository: shown,
    head_repository: shown,
  };
}
