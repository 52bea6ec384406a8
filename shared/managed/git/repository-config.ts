/** The configuration of a managed repository. */
import { z } from 'zod';
import { ONE_LINE } from '../one-line.ts';
import { secretReference } from '../secret-reference-schema.ts';
import { baseUrl, FORGE_TITLES, FORGES } from './forge.ts';
import { TEAM_PERMISSIONS } from './provider.ts';

const MAX_PROTECTIONS = 20;

/** The names that git allows for a branch, without wildcards. */
export const branchName = z
  .string()
  .max(200)
  .regex(
    // oxlint-disable-next-line no-control-regex -- clients read the pattern in the OpenAPI document, and some do not know \p{Cc}
    /^(?![/.-])(?!.*(?:\.\.|\/\/|\/\.|@\{))[^\s~^:?*[\]\\\u0000-\u001F\u007F-\u009F]*[^\s~^:?*[\]\\\u0000-\u001F\u007F-\u009F/.]$/u,
    'not the name of a branch; write one such as main, without wildcards',
  );

/** `owner/name`; GitLab's groups have groups of their own, so that there may be more parts. */
export const fullName = z
  .string()
  .max(300)
  .regex(/^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)+$/, 'not of the form owner/name; write both');

const owner = z
  .string()
  .max(255)
  .regex(
    /^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/,
    'not the name of a user, an organization or a group; write it as in its address',
  );

const protection = z.strictObject({
  branch: branchName,
  status_checks: z
    .array(z.string().min(1).max(200))
    .max(50)
    .default([])
    .describe('The names of the checks that must have passed. GitLab has none.'),
  up_to_date: z
    .boolean()
    .default(false)
    .describe('A change must be tested together with the newest state of the branch. GitLab does not have this.'),
  enforce_admins: z
    .boolean()
    .default(false)
    .describe('The rules hold for administrators too. On GitLab: nobody pushes, every change is a merge request.'),
  required_reviews: z
    .int()
    .min(0)
    .max(6)
    .default(0)
    .describe('How many people must approve a change. On GitLab this needs a plan with rules of approval.'),
  dismiss_stale_reviews: z
    .boolean()
    .default(false)
    .describe('An approval ends when the change is changed; only with required_reviews. GitLab does not have this by branch.'),
  allow_force_pushes: z.boolean().default(false),
});

/** The fields that GitLab does not have for one branch. */
const NOT_ON_GITLAB = ['status_checks', 'up_to_date', 'dismiss_stale_reviews'] as const;

const schema = z
  .strictObject({
    provider: z.enum(FORGES).describe('The kind of forge; gitea is Forgejo too. It cannot be changed.'),
    base_url: baseUrl.exactOptional(),
    token: secretReference.describe(
      'Where the token is. GitHub: scopes repo, read:org, and delete_repo to delete. GitLab: scope api. Gitea: write:repository, write:organization, write:user.',
    ),
    owner: owner.describe('The user, the organization, or the path of the group. It cannot be changed.'),
    description: z
      .string()
      .max(300)
      .regex(ONE_LINE, 'a description is one line; take line breaks and control characters out')
      .trim()
      .default(''),
    private: z.boolean().default(true),
    template: fullName
      .exactOptional()
      .describe('owner/name of a repository of the same forge whose files the new one begins with. It is used at creation only.'),
    default_branch: branchName
      .exactOptional()
      .describe('Made from the present default branch if it does not exist. Without it the forge chooses.'),
    branch_protections: z
      .array(protection)
      .max(MAX_PROTECTIONS)
      .exactOptional()
      .describe('The branches that are protected, and no others. Without it Muster leaves protections alone.'),
    topics: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,34}$/, 'not a topic; write lower-case letters, digits and hyphens, at most 35'))
      .max(20)
      .exactOptional()
      .describe('Without it Muster leaves topics alone.'),
    teams: z
      .record(z.string().min(1).max(255), z.enum(TEAM_PERMISSIONS))
      .exactOptional()
      .describe('The teams that have access, by name (GitHub: slug; GitLab: path of a group). Without it Muster leaves teams alone.'),
  })
  .superRefine((config, context) => {
    const problem = (path: readonly PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path: [...path], message });
    if (config.provider === 'gitea' && config.base_url === undefined)
      problem(['base_url'], `missing; ${FORGE_TITLES.gitea} needs the address of your forge`);
    if (config.provider !== 'gitlab' && config.owner.includes('/'))
      problem(['owner'], `${FORGE_TITLES[config.provider]} has no groups within groups; write one name`);
    const protections = config.branch_protections ?? [];
    const branches = protections.map(({ branch }) => branch);
    for (const [place, each] of protections.entries()) {
      if (branches.indexOf(each.branch) !== place)
        problem(['branch_protections', place, 'branch'], 'the branch is there twice; leave one out');
      if (each.dismiss_stale_reviews && each.required_reviews === 0)
        problem(
          ['branch_protections', place, 'dismiss_stale_reviews'],
          'there are no reviews to end; set required_reviews, or leave this out',
        );
      if (config.provider === 'gitlab')
        for (const field of NOT_ON_GITLAB)
          if (each[field] !== false && each[field].toString() !== '')
            problem(['branch_protections', place, field], 'GitLab does not have this for one branch; leave it out');
    }
  });
export type RepositoryConfig = z.infer<typeof schema>;
/** Its type is written out, because the compiler would follow the schema's own too deep. */
export const repositoryConfig: z.ZodType<RepositoryConfig> = schema;
