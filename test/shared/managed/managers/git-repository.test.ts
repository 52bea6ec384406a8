import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Observation, Shortfall } from '../../../../shared/managed/manager.ts';
import { gitRepository } from '../../../../shared/managed/managers/git-repository.ts';
import type { JsonObject } from '../../../../shared/managed/model.ts';
import { FORGE_ADDRESS, forgeContext, TOKEN_REFERENCE } from '../../../support/forge/forge-context.ts';
import { type RunningForge, startForge } from '../../../support/forge/forge.ts';
import { LOGIN, TOKEN as SECRET } from '../../../support/forge/world.ts';

const NAME = 'shop-code';
const TOKEN = 'abcdefghijklmnopqrstuvwxyz';
const PROTECTED = { branch: 'main', required_reviews: 1 };

let forge: RunningForge;
beforeEach(async () => {
  forge = await startForge();
});
afterEach(async () => {
  await forge.close();
});

const config = (given: JsonObject = {}): JsonObject =>
  gitRepository.configSchema.parse({ provider: 'github', base_url: FORGE_ADDRESS, token: TOKEN_REFERENCE, owner: 'acme', ...given });
const context = (id?: string) => forgeContext(forge, { name: NAME, token: TOKEN, id });
const create = async (given: JsonObject): Promise<string> => (await gitRepository.create(context(), given, TOKEN)).provider_resource_id;

async function seen(given: JsonObject, id?: string): Promise<Extract<Observation<JsonObject>, { readonly actual: JsonObject }>> {
  const observation = await gitRepository.observe(context(id), given, TOKEN);
  if (observation.state === 'absent') throw new Error('There is no repository.');
  return observation;
}

async function update(given: JsonObject, id?: string): Promise<readonly Shortfall[]> {
  const { actual } = await seen(given, id);
  return await gitRepository.update(context(id), given, actual, gitRepository.diff(given, actual));
}

describe('a protection that GitHub does not set', () => {
  const given = config({ branch_protections: [PROTECTED], topics: ['shop'] });

  it('is told, and leaves the repository and the rest of its settings', async () => {
    forge.world.faults = { protections: 'plan' };
    const id = await create(given);

    expect(await update(given, id)).toEqual([
      {
        reason: 'BranchProtectionRefused',
        message: expect.stringContaining(
          'main is not protected as specified: forge.example.com: the plan of the owner does not have this: Upgrade to GitHub Pro',
        ),
      },
    ]);
    expect(forge.world.byName('acme', NAME)?.topics).toEqual(['shop']);
  });

  it('is tried again, and stands once it can be set', async () => {
    forge.world.faults = { protections: 'plan' };
    const id = await create(given);
    await update(given, id);
    forge.world.faults = {};

    expect(gitRepository.diff(given, (await seen(given, id)).actual).map(({ path }) => path)).toEqual(['/branch_protections']);
    expect(await update(given, id)).toEqual([]);
    expect(gitRepository.diff(given, (await seen(given, id)).actual)).toEqual([]);
  });

  it('is not taken for absent where the token may not see it', async () => {
    const none = config({ branch_protections: [] });
    const id = await create(none);
    await update(none, id);
    forge.world.byName('acme', NAME)?.protections.set('main', {
      ...PROTECTED,
      status_checks: [],
      up_to_date: false,
      enforce_admins: false,
      dismiss_stale_reviews: false,
      allow_force_pushes: false,
    });
    forge.world.faults = { protections: 'rights' };

    expect((await seen(none, id)).actual['branch_protections']).toBeNull();
    expect(gitRepository.diff(none, (await seen(none, id)).actual)).toHaveLength(1);
    expect(await update(none, id)).toEqual([
      {
        reason: 'BranchProtectionRefused',
        message: expect.stringMatching(/^It is not known which branches are protected: .* refuses: Resource not accessible/),
      },
    ]);
  });

  it('waits for its branch', async () => {
    const other = config({ branch_protections: [{ branch: 'release' }] });
    const id = await create(other);

    expect(await update(other, id)).toEqual([
      { reason: 'BranchProtectionRefused', message: 'There is no branch release yet, so it is not protected; push it.' },
    ]);
  });
});

it('tells what GitLab does not have on the plan of the group', async () => {
  forge.world.faults = { approvals: 'plan' };
  const given = config({ provider: 'gitlab', branch_protections: [PROTECTED] });
  const id = await create(given);

  expect(await update(given, id)).toEqual([
    { reason: 'BranchProtectionRefused', message: expect.stringContaining('has no rules of approval for this project') },
  ]);
  expect(forge.world.byName('acme', NAME)?.protections.has('main')).toBe(true);
});

it('tells that a team of Gitea has one permission for all repositories', async () => {
  const given = config({ provider: 'gitea', teams: { platform: 'admin' } });
  const id = await create(given);

  expect(await update(given, id)).toEqual([
    { reason: 'TeamPermissionDiffers', message: expect.stringContaining('platform has the permission write and not admin') },
  ]);
});

it('tells of a team that is not there, and gives the others their access', async () => {
  const given = config({ teams: { nobody: 'read', platform: 'write' } });
  const id = await create(given);

  expect(await update(given, id)).toEqual([{ reason: 'TeamRefused', message: expect.stringContaining('The team nobody has no access') }]);
  expect(forge.world.byName('acme', NAME)?.teams).toEqual(new Map([['platform', 'push']]));
});

describe.each(['github', 'gitlab', 'gitea'] as const)('a creation at %s whose answer was lost', (provider) => {
  it('is found by its mark, and the mark stays until the number is known', async () => {
    const given = config({ provider, description: 'The shop' });
    forge.world.faults = { loseCreation: true };
    await expect(create(given)).rejects.toMatchObject({ details: { class: 'transient' } });

    const id = await create(given);
    expect(forge.world.repositories.size).toBe(1);
    expect(forge.world.byName('acme', NAME)?.description).toBe(`The shop [muster:${TOKEN}]`);
    await update(given);
    expect(forge.world.byName('acme', NAME)?.description).toBe(`The shop [muster:${TOKEN}]`);
    await update(given, id);
    expect(forge.world.byName('acme', NAME)?.description).toBe('The shop');
    expect((await seen(given, id)).provider_resource_id).toBe(id);
  });

  it('belongs to the user of the token too', async () => {
    const given = config({ provider, owner: LOGIN });
    await create(given);

    expect(forge.world.byName(LOGIN, NAME)).toBeDefined();
  });

  it('begins with the branch that is asked for', async () => {
    const given = config({ provider, default_branch: 'trunk' });
    const id = await create(given);

    expect((await seen(given, id)).actual['default_branch']).toBe('trunk');
    expect(await forge.world.byName('acme', NAME)?.git.branches()).toEqual(['trunk']);
  });
});

describe('"not there" is believed only of who sees everything', () => {
  it.each([
    [
      'github',
      () => {
        forge.world.scopes = 'public_repo';
      },
      'the right repo',
    ],
    ['github', () => forge.world.organizations.clear(), 'the right read:org, and its user must be a member of acme'],
    [
      'github',
      () => {
        forge.world.organizations.clear();
        forge.world.memberships.add('acme');
      },
      'use a token of an owner of acme',
    ],
    ['gitlab', () => forge.world.organizations.clear(), 'make its user a maintainer of acme'],
    ['gitea', () => forge.world.organizations.clear(), 'use a token of an owner of acme'],
  ] as const)('%s', async (provider, blind, words) => {
    const given = config({ provider });
    blind();

    await expect(gitRepository.observe(context('999'), given, TOKEN)).rejects.toMatchObject({
      details: { class: 'denied', error_code: 'CannotSee' },
      message: expect.stringContaining(words),
    });
  });
});

it('believes a member of an organization of GitHub that a name is free, which a creation shows', async () => {
  forge.world.organizations.clear();
  forge.world.memberships.add('acme');

  expect(await gitRepository.observe(context(), config(), TOKEN)).toEqual({ state: 'absent' });
});

it.each(['github', 'gitlab', 'gitea'] as const)(
  'takes a team of %s that is called like the folder above for no repository',
  async (provider) => {
    const given = config({ provider, teams: { '..': 'read', '.': 'read' } });
    const id = await create(given);

    expect((await update(given, id)).map(({ reason }) => reason)).toEqual(['TeamRefused', 'TeamRefused']);
    expect(forge.world.byName('acme', NAME)).toBeDefined();
  },
);

it('sees all teams of a repository of GitHub, also those of later pages', async () => {
  const names = Array.from({ length: 101 }, (_, place) => `team-${place}`);
  const teams = Object.fromEntries(names.map((name) => [name, 'read']));
  const given = config({ teams });
  const id = await create(given);
  for (const name of names) forge.world.byName('acme', NAME)?.teams.set(name, 'pull');

  expect(gitRepository.diff(given, (await seen(given, id)).actual).map(({ path }) => path)).not.toContain('/teams');
});

it('survives a rename by hand', async () => {
  const given = config();
  const id = await create(given);
  const repository = forge.world.byName('acme', NAME);
  if (repository) repository.name = 'renamed';

  expect((await seen(given, id)).actual).toMatchObject({ full_name: 'acme/renamed' });
});

it('changes nothing of an archived repository, and says so', async () => {
  const given = config();
  const id = await create(given);
  const repository = forge.world.byName('acme', NAME);
  if (repository) repository.archived = true;

  expect(await update(config({ description: 'Another' }), id)).toEqual([
    { reason: 'Archived', message: expect.stringContaining('run the operation unarchive') },
  ]);
});

it('refuses a name that forges do not allow, before anything is made', async () => {
  await expect(gitRepository.create(forgeContext(forge, { name: 'shop code', token: TOKEN }), config(), TOKEN)).rejects.toMatchObject({
    details: { class: 'invalid', error_code: 'InvalidName' },
  });
  expect(forge.world.repositories.size).toBe(0);
});

it('renames to nothing that is no name', async () => {
  const given = config({ provider: 'gitea' });
  const id = await create(given);
  const { actual } = await seen(given, id);

  await expect(
    gitRepository.operations['rename']?.run(context(id), { config: given, actual, parameters: { name: '../x' }, token: TOKEN }),
  ).rejects.toThrow('not the name of a repository');
});

it('is one that git clones by its output', async () => {
  const given = config();
  const id = await create(given);
  const output = gitRepository.outputs['clone_url']?.((await seen(given, id)).actual);
  const url = new URL(typeof output === 'string' ? output : '');
  url.username = 'x';
  url.password = SECRET;
  const folder = await mkdtemp(join(tmpdir(), 'muster-clone-'));

  await promisify(execFile)('git', ['clone', '--quiet', url.href, folder], { env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } });
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  await rm(folder, { recursive: true });
  expect(readme).toBe(`# ${NAME}\n`);
});
