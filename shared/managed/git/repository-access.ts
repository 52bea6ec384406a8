/** Teams and protections of a repository: what a forge refuses of them is told, and does not undo the rest. */
import { CloudError, isRetryable } from '../../clouds/cloud-error.ts';
import type { Shortfall } from '../manager.ts';
import { isNotFound } from './parse-answer.ts';
import type { GitProvider, Protection, Repository, TeamPermission } from './provider.ts';
import { isSame } from '../same-json.ts';
import { sortedProtections } from './repository-difference.ts';

/** Undefined if it was done. @throws what a repetition may mend */
async function refusalOf(work: Promise<void>): Promise<CloudError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof CloudError && !isRetryable(error.details.class)) return error;
    throw error;
  }
}

export async function applyTeams(
  git: GitProvider,
  repository: Repository,
  wanted: Readonly<Record<string, TeamPermission>>,
): Promise<readonly Shortfall[]> {
  const shortfalls: Shortfall[] = [];
  const now = await git.teams(repository);
  for (const [team, permission] of Object.entries(wanted)) {
    if (now[team] === permission) continue;
    const refusal = await refusalOf(git.setTeam(repository, team, permission));
    if (refusal) shortfalls.push({ reason: 'TeamRefused', message: `The team ${team} has no access: ${refusal.message}` });
  }
  for (const team of Object.keys(now).filter((each) => !Object.hasOwn(wanted, each))) {
    const refusal = await refusalOf(git.removeTeam(repository, team));
    if (refusal) shortfalls.push({ reason: 'TeamRefused', message: `The team ${team} could not be taken away: ${refusal.message}` });
  }
  if (shortfalls.length > 0) return shortfalls;
  const then = await git.teams(repository);
  return Object.entries(wanted)
    .filter(([team, permission]) => then[team] !== permission)
    .map(([team, permission]) => ({
      reason: 'TeamPermissionDiffers',
      message: `The team ${team} has the permission ${then[team] ?? 'none'} and not ${permission}; where teams have one permission for all repositories, change it there, or write it here.`,
    }));
}

export async function applyProtections(
  git: GitProvider,
  repository: Repository,
  wanted: readonly Protection[],
): Promise<readonly Shortfall[]> {
  const shortfalls: Shortfall[] = [];
  const fall = (message: string): void => {
    shortfalls.push({ reason: 'BranchProtectionRefused', message });
  };
  let now: readonly Protection[] = [];
  const unread = await refusalOf(git.protections(repository).then((found) => void (now = sortedProtections(found))));
  if (unread) fall(`It is not known which branches are protected: ${unread.message}`);
  for (const protection of sortedProtections(wanted)) {
    if (now.some((each) => isSame(each, protection))) continue;
    const { branch } = protection;
    const refusal = await refusalOf(git.protect(repository, protection));
    if (refusal)
      fall(
        isNotFound(refusal)
          ? `There is no branch ${branch} yet, so it is not protected; push it.`
          : `The branch ${branch} is not protected as specified: ${refusal.message}`,
      );
  }
  for (const { branch } of now.filter((each) => !wanted.some((protection) => protection.branch === each.branch))) {
    const refusal = await refusalOf(git.unprotect(repository, branch));
    if (refusal) fall(`The protection of the branch ${branch} could not be taken away: ${refusal.message}`);
  }
  return shortfalls.length > 0 ? shortfalls : await notTaken(git, repository, wanted);
}

/** Forges leave out, without a word, what their version or plan does not have. */
async function notTaken(git: GitProvider, repository: Repository, wanted: readonly Protection[]): Promise<readonly Shortfall[]> {
  const then = sortedProtections(await git.protections(repository));
  return sortedProtections(wanted).flatMap((protection) => {
    const stands = then.find(({ branch }) => branch === protection.branch);
    const fields = Object.entries(protection).flatMap(([field, value]) =>
      isSame(Object.entries(stands ?? {}).find(([name]) => name === field)?.[1], value) ? [] : [field],
    );
    return fields.length === 0
      ? []
      : [
          {
            reason: 'BranchProtectionIncomplete',
            message: `The forge did not take ${fields.join(', ')} of the protection of ${protection.branch}; its version or the owner's plan may lack this.`,
          },
        ];
  });
}
