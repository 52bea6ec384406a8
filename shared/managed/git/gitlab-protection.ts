/**
 * The protection of branches on GitLab. Who may push to a protected branch is GitLab's way to say whether rules hold for administrators; approvals are rules of
 * their own, which only some of GitLab's plans have.
 */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { isNotFound, parseAnswer, untilGone } from './parse-answer.ts';
import type { Protection, Repository } from './provider.ts';
import { PLAN_LIMIT } from './refused-answer.ts';

const protectedSchema = z.object({
  id: z.number(),
  name: z.string(),
  push_access_levels: z.array(z.object({ access_level: z.number().nullable() })).default([]),
  allow_force_push: z.boolean().default(false),
});
const rulesSchema = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    approvals_required: z.number(),
    protected_branches: z.array(z.object({ name: z.string() })).default([]),
  }),
);

/** Nobody pushes: every change is a merge request. */
const NO_ONE = 0;
const MAINTAINERS = 40;

const ruleName = (branch: string): string => `Muster: ${branch}`;

export async function gitLabProtections(api: GitLabApi, { id }: Repository): Promise<readonly Protection[]> {
  const branches = parseAnswer(z.array(protectedSchema), await api.protectedBranches.all(id, { perPage: 100 }), api.host);
  const rules = branches.length === 0 ? [] : await approvalRules(api, id);
  return branches.map(({ name: branch, push_access_levels: levels, allow_force_push }) => ({
    branch,
    status_checks: [],
    up_to_date: false,
    enforce_admins: levels.length > 0 && levels.every(({ access_level: level }) => level === NO_ONE),
    required_reviews: Math.max(
      0,
      ...rules.filter((rule) => rule.protected_branches.some(({ name }) => name === branch)).map((rule) => rule.approvals_required),
    ),
    dismiss_stale_reviews: false,
    allow_force_pushes: allow_force_push,
  }));
}

/** Where the plan has no rules of approval, GitLab says that there is no such thing, or that it is forbidden, to people who may see the project. */
const lacksRules = (error: unknown): boolean =>
  isNotFound(error) || (error instanceof CloudError && error.details.class === 'denied' && error.details.error_code !== 'BadToken');

async function approvalRules({ approvals, host }: GitLabApi, id: string): Promise<z.infer<typeof rulesSchema>> {
  try {
    return parseAnswer(rulesSchema, await approvals.allApprovalRules(id), host);
  } catch (error) {
    if (lacksRules(error)) return [];
    throw error;
  }
}

export async function protectGitLabBranch(api: GitLabApi, { id }: Repository, wanted: Protection): Promise<void> {
  const { host, protectedBranches, approvals } = api;
  // Only some plans let a protection be changed, so it is made anew.
  await untilGone(protectedBranches.remove(id, wanted.branch));
  const made = await protectedBranches.create(id, wanted.branch, {
    pushAccessLevel: wanted.enforce_admins ? NO_ONE : MAINTAINERS,
    mergeAccessLevel: MAINTAINERS,
    allowForcePush: wanted.allow_force_pushes,
  });
  const protectedBranchIds = [parseAnswer(protectedSchema, made, host).id];
  const rule = (await approvalRules(api, id)).find(({ name }) => name === ruleName(wanted.branch));
  if (wanted.required_reviews === 0) {
    if (rule) await untilGone(approvals.removeApprovalRule(id, rule.id));
    return;
  }
  const given = [ruleName(wanted.branch), wanted.required_reviews, { protectedBranchIds }] as const;
  try {
    await (rule ? approvals.editApprovalRule(id, rule.id, ...given) : approvals.createApprovalRule(id, ...given));
  } catch (error) {
    if (!lacksRules(error)) throw error;
    throw new CloudError(`${host} has no rules of approval for this project, which required_reviews needs; its plan may lack them.`, {
      class: 'denied',
      error_code: PLAN_LIMIT,
    });
  }
}

export async function unprotectGitLabBranch(api: GitLabApi, { id }: Repository, branch: string): Promise<void> {
  await untilGone(api.protectedBranches.remove(id, branch));
  const rule = (await approvalRules(api, id)).find(({ name }) => name === ruleName(branch));
  if (rule) await untilGone(api.approvals.removeApprovalRule(id, rule.id));
}
