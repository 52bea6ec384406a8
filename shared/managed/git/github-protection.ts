/** The protection of branches on GitHub. Rulesets are other rules beside it, and are left alone. */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { allPages, type GitHubApi } from './github-api.ts';
import { ifFound } from './parse-answer.ts';
import type { Protection, Repository } from './provider.ts';
import { PLAN_LIMIT } from './refused-answer.ts';

const branchesSchema = z.array(z.object({ name: z.string() }));
const protectionSchema = z.object({
  required_status_checks: z.object({ strict: z.boolean().optional(), contexts: z.array(z.string()) }).optional(),
  enforce_admins: z.object({ enabled: z.boolean() }).optional(),
  required_pull_request_reviews: z
    .object({ required_approving_review_count: z.number().optional(), dismiss_stale_reviews: z.boolean().optional() })
    .optional(),
  allow_force_pushes: z.object({ enabled: z.boolean().optional() }).optional(),
});

const PROTECTION = '/repos/{owner}/{repo}/branches/{branch}/protection';

export async function gitHubProtections(api: GitHubApi, { owner, name }: Repository): Promise<readonly Protection[]> {
  const at = { owner, repo: name };
  const protections: Protection[] = [];
  const branches = await allPages(api, branchesSchema, 'GET /repos/{owner}/{repo}/branches', { ...at, protected: true });
  for (const { name: branch } of branches) {
    // A branch that a ruleset protects is listed, but has no protection of its own.
    const found = await ifFound(protectionOf(api, { ...at, branch }));
    if (found) protections.push({ branch, ...found });
  }
  return protections;
}

async function protectionOf(
  api: GitHubApi,
  at: { readonly owner: string; readonly repo: string; readonly branch: string },
): Promise<Omit<Protection, 'branch'> | undefined> {
  try {
    const found = await api.ask(protectionSchema, `GET ${PROTECTION}`, at);
    const reviews = found.required_pull_request_reviews;
    return {
      status_checks: found.required_status_checks?.contexts ?? [],
      up_to_date: found.required_status_checks?.strict ?? false,
      enforce_admins: found.enforce_admins?.enabled ?? false,
      required_reviews: reviews?.required_approving_review_count ?? 0,
      dismiss_stale_reviews: reviews?.dismiss_stale_reviews ?? false,
      allow_force_pushes: found.allow_force_pushes?.enabled ?? false,
    };
  } catch (error) {
    // Where the plan has no protection of branches, none is protected.
    if (error instanceof CloudError && error.details.error_code === PLAN_LIMIT) return undefined;
    throw error;
  }
}

export async function protectGitHubBranch(api: GitHubApi, { owner, name }: Repository, wanted: Protection): Promise<void> {
  await api.request(`PUT ${PROTECTION}`, {
    owner,
    repo: name,
    branch: wanted.branch,
    required_status_checks:
      wanted.status_checks.length === 0 && !wanted.up_to_date ? null : { strict: wanted.up_to_date, contexts: wanted.status_checks },
    enforce_admins: wanted.enforce_admins,
    required_pull_request_reviews:
      wanted.required_reviews === 0
        ? null
        : { required_approving_review_count: wanted.required_reviews, dismiss_stale_reviews: wanted.dismiss_stale_reviews },
    restrictions: null,
    allow_force_pushes: wanted.allow_force_pushes,
    allow_deletions: false,
  });
}
