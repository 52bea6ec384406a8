import { describe, expect, it } from '@jest/globals';
import { repositoryConfig } from '../../../../shared/managed/git/repository-config.ts';
import type { JsonObject } from '../../../../shared/managed/model.ts';
import { TOKEN_REFERENCE } from '../../../support/forge/forge-context.ts';

describe('a configuration', () => {
  const problems = (given: JsonObject): readonly string[] =>
    repositoryConfig
      .safeParse({ provider: 'github', token: TOKEN_REFERENCE, owner: 'acme', ...given })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

  it.each([
    [{ provider: 'gitea' }, 'base_url: missing'],
    [{ owner: 'acme/team' }, 'owner: GitHub has no groups within groups'],
    [
      { provider: 'gitlab', branch_protections: [{ branch: 'main', status_checks: ['test'] }] },
      'branch_protections.0.status_checks: GitLab does not have this',
    ],
    [{ branch_protections: [{ branch: 'main' }, { branch: 'main' }] }, 'branch_protections.1.branch: the branch is there twice'],
    [{ branch_protections: [{ branch: 'release/*' }] }, 'branch_protections.0.branch: not the name of a branch'],
    [
      { branch_protections: [{ branch: 'main', dismiss_stale_reviews: true }] },
      'branch_protections.0.dismiss_stale_reviews: there are no reviews',
    ],
    [{ token: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789' }, 'token: write where the secret is and not the secret itself'],
    [{ description: 'two\nlines' }, 'description: a description is one line'],
    [{ topics: ['Not A Topic'] }, 'topics.0: not a topic'],
    [{ template: 'template' }, 'template: not of the form owner/name'],
    [{ default_branch: 'a..b' }, 'default_branch: not the name of a branch'],
  ])('%j: %s', (given, words) => {
    expect(problems(given)).toEqual([expect.stringContaining(words)]);
  });

  it.each(['main', 'release/1.0', 'feature/a-b_c', 'Ünïcode'])('takes the branch %s', (branch) => {
    expect(problems({ default_branch: branch })).toEqual([]);
  });
});
