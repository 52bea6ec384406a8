import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Observation } from '../../../../shared/managed/manager.ts';
import { pipeline } from '../../../../shared/managed/managers/pipeline.ts';
import type { JsonObject } from '../../../../shared/managed/model.ts';
import { CodeServices } from '../../../support/code-services.ts';
import { codeContext, codePipelineConfig, NAME } from '../../../support/code-pipeline-world.ts';
import { FORGE_ADDRESS, forgeContext, TOKEN_REFERENCE } from '../../../support/forge/forge-context.ts';
import { type RunningForge, startForge } from '../../../support/forge/forge.ts';
import type { ForgeRepository } from '../../../support/forge/world.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyz';
const OTHER = 'zyxwvutsrqponmlkjihgfedcba';
const PATH = `.github/workflows/${NAME}.yml`;

type Seen = Extract<Observation<JsonObject>, { readonly actual: JsonObject }>;
const present = (observation: Observation<JsonObject>): Seen => {
  if (observation.state === 'absent') throw new Error('There is no pipeline.');
  return observation;
};

describe('a workflow of GitHub Actions', () => {
  let forge: RunningForge;
  let repository: ForgeRepository;
  beforeEach(async () => {
    forge = await startForge();
    repository = await forge.world.add({ owner: 'acme', name: 'shop' });
  });
  afterEach(async () => {
    await forge.close();
  });

  const config = (given: JsonObject = {}): JsonObject =>
    pipeline.configSchema.parse({
      kind: 'github_actions',
      base_url: FORGE_ADDRESS,
      token: TOKEN_REFERENCE,
      repository: 'acme/shop',
      stages: [{ name: 'test', commands: ['npm test'] }],
      environment: { ENDPOINT: 'db.example.com' },
      ...given,
    });
  const context = (id?: string) => forgeContext(forge, { name: NAME, token: TOKEN, id });
  const create = async (given = config()): Promise<string> => (await pipeline.create(context(), given, TOKEN)).provider_resource_id;
  const seen = async (given: JsonObject, id: string): Promise<Seen> => present(await pipeline.observe(context(id), given, TOKEN));
  const file = async (): Promise<string> => (await repository.git.read('main', PATH))?.content ?? '';

  it.each([
    ['a command', 'run: npm test', 'run: npm run evil', ['/stages']],
    ['a variable', 'db.example.com', 'evil.example.com', ['/environment']],
    ['its branches', '- main', '- release', ['/triggers']],
    ['its rights', 'contents: read', 'contents: write', ['/stages']],
    ['a secret', 'db.example.com', 'postgres://app:hunter2@db.example.com/app', ['/environment']],
    ['its mark', `# muster:${TOKEN}\n`, '', []],
  ])('that was changed by hand in %s is told, and mended', async (_what, from, to, paths) => {
    const given = config();
    const id = await create(given);
    const written = await file();
    await repository.git.write('main', PATH, written.replace(from, to), 'By hand');
    const { actual } = await seen(given, id);
    const differences = pipeline.diff(given, actual);
    expect(JSON.stringify([actual, differences])).not.toContain('hunter2');

    expect(differences.map(({ path }) => path)).toEqual(paths);
    await pipeline.update(context(id), given, actual, differences);
    expect(await file()).toBe(written);
    expect(pipeline.diff(given, (await seen(given, id)).actual)).toEqual([]);
  });

  it('is found by its mark if the answer to its creation was lost', async () => {
    forge.world.faults = { loseCreation: true };
    await expect(create()).rejects.toMatchObject({ details: { class: 'transient' } });
    const head = await repository.git.head('main');

    await create();
    expect(await repository.git.head('main')).toBe(head);
  });

  it('stays the same after its repository was renamed', async () => {
    const given = config();
    const id = await create(given);
    repository.name = 'renamed';

    expect(pipeline.diff(config({ repository: 'acme/renamed' }), (await seen(config({ repository: 'acme/renamed' }), id)).actual)).toEqual(
      [],
    );
  });

  it('is gone with its repository', async () => {
    const given = config();
    const id = await create(given);
    await forge.world.remove(repository);

    expect(await pipeline.observe(context(id), given, TOKEN)).toEqual({ state: 'absent' });
    await expect(pipeline.delete(context(id), given, 'delete', OTHER)).resolves.toBeUndefined();
  });

  it('needs a repository', async () => {
    await expect(create(config({ repository: 'acme/none' }))).rejects.toMatchObject({
      details: { class: 'invalid', error_code: 'NoRepository' },
    });
    const { repository: _none, ...without } = config();
    await expect(create(without)).rejects.toMatchObject({ message: expect.stringContaining('or depend on a git_repository') });
  });

  it("is not deleted if it is somebody else's", async () => {
    await repository.git.write('main', PATH, 'name: theirs\n', 'By hand');
    await pipeline.delete(context(), config(), 'delete', OTHER);

    expect(await file()).toBe('name: theirs\n');
  });

  it('shows its last run', async () => {
    const given = config();
    const id = await create(given);
    expect((await seen(given, id)).actual).toMatchObject({ status: 'never_run', last_run: null });
    const run = await forge.world.begin(repository, { workflow: PATH, title: 'A push', event: 'push', branch: 'main' });
    expect((await seen(given, id)).actual).toMatchObject({ status: 'running', last_run: { id: String(run.id) } });
    run.status = 'completed';

    for (const [conclusion, status] of Object.entries({
      success: 'succeeded',
      failure: 'failed',
      timed_out: 'failed',
      cancelled: 'stopped',
      neutral: 'unknown',
    })) {
      run.conclusion = conclusion;
      expect((await seen(given, id)).actual).toMatchObject({ status });
    }
  });

  it('takes no request without triggers.manual', async () => {
    const given = config({ triggers: { manual: false } });
    const id = await create(given);
    const { actual } = await seen(given, id);

    await expect(
      pipeline.operations['run']?.run(context(id), { config: given, actual, parameters: {}, token: TOKEN }),
    ).rejects.toMatchObject({
      details: { class: 'invalid', error_code: 'NotManual' },
    });
  });
});

describe('a pipeline of CodePipeline', () => {
  let services: CodeServices;
  beforeEach(async () => {
    services = await CodeServices.start();
  });
  afterEach(async () => {
    await services.close();
  });

  const config = pipeline.configSchema.parse(codePipelineConfig);
  const context = (id?: string, token = TOKEN) => codeContext(services.url, { token, id });
  const seen = async (id?: string): Promise<Seen> => present(await pipeline.observe(context(id), config, TOKEN));

  it('that was cut off after its first project is found, and finished', async () => {
    services.projects.set('theirs', { name: 'theirs' });
    await pipeline.create(context(), config, TOKEN);
    services.pipelines.clear();
    services.projects.delete(`${NAME}-test`);

    const { actual } = await seen();
    expect(pipeline.diff(config, actual).map(({ path }) => path)).toEqual(expect.arrayContaining(['/repository', '/stages']));
    await pipeline.update(context(NAME), config, actual, pipeline.diff(config, actual));
    expect(pipeline.diff(config, (await seen(NAME)).actual)).toEqual([]);
    expect([...services.projects.keys()].toSorted()).toEqual([`${NAME}-build`, `${NAME}-test`, 'theirs']);
  });

  it('has stages that are called like members of every object', async () => {
    const stages = [{ name: 'constructor', commands: ['npm test'] }];
    const odd = pipeline.configSchema.parse({ ...codePipelineConfig, stages });
    await pipeline.create(context(), odd, TOKEN);

    expect([...services.projects.keys()]).toEqual([`${NAME}-constructor`]);
    expect(pipeline.diff(odd, present(await pipeline.observe(context(NAME), odd, TOKEN)).actual)).toEqual([]);
  });

  it('does not repeat secrets that somebody has written into a project by hand', async () => {
    await pipeline.create(context(), config, TOKEN);
    services.projects.set(`${NAME}-build`, {
      ...services.projects.get(`${NAME}-build`),
      environment: {
        environmentVariables: [
          { name: 'DB_PASSWORD', value: 'hunter2', type: 'PLAINTEXT' },
          { name: 'DATABASE_ENDPOINT', value: 'postgres://app:hunter2@db.example.com/app', type: 'PLAINTEXT' },
        ],
      },
      source: { type: 'CODEPIPELINE', buildspec: 'run: curl -H "Authorization: Bearer hunter2hunter2hunter2" example.com' },
    });

    const { actual } = await seen(NAME);
    expect(pipeline.diff(config, actual).map(({ path }) => path)).toEqual(expect.arrayContaining(['/environment', '/stages']));
    expect(JSON.stringify([actual, pipeline.diff(config, actual)])).not.toContain('hunter2');
  });

  it('is gone only with its projects', async () => {
    await pipeline.create(context(), config, TOKEN);
    services.pipelines.clear();

    expect((await seen(NAME)).state).toBe('ready');
    await pipeline.delete(context(NAME), config, 'delete', OTHER);
    expect(await pipeline.observe(context(NAME), config, TOKEN)).toEqual({ state: 'absent' });
  });

  it('touches no project that only has a name like its own', async () => {
    services.projects.set(`${NAME}-build`, { name: `${NAME}-build` });

    await expect(pipeline.create(context(), config, TOKEN)).rejects.toMatchObject({
      details: { class: 'invalid', error_code: 'NameTaken' },
    });
    expect(services.projects.get(`${NAME}-build`)).toEqual({ name: `${NAME}-build` });
    expect(services.pipelines.size).toBe(0);
  });

  it('holds references to secrets, which CodeBuild reads', async () => {
    await pipeline.create(context(), config, TOKEN);

    expect(services.projects.get(`${NAME}-build`)).toMatchObject({
      environment: {
        environmentVariables: [
          { name: 'DATABASE_ENDPOINT', value: 'shop.example.com', type: 'PLAINTEXT' },
          {
            name: 'DATABASE_PASSWORD',
            value: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1-a1B2c3:password',
            type: 'SECRETS_MANAGER',
          },
          { name: 'LICENCE', value: '/muster/licence', type: 'PARAMETER_STORE' },
        ],
      },
    });
  });

  it.each([
    [
      'the commands of a stage',
      '/stages',
      (project: Record<string, unknown>) => ({ ...project, source: { type: 'CODEPIPELINE', buildspec: 'version: 0.2' } }),
    ],
    [
      'its image',
      '/image',
      (project: Record<string, unknown>) => ({ ...project, environment: { ...(project['environment'] as object), image: 'other' } }),
    ],
    [
      'its role',
      '/build_role_arn',
      (project: Record<string, unknown>) => ({ ...project, serviceRole: 'arn:aws:iam::123456789012:role/admin' }),
    ],
    [
      'its variables',
      '/environment',
      (project: Record<string, unknown>) => ({
        ...project,
        environment: { ...(project['environment'] as object), environmentVariables: [] },
      }),
    ],
  ])('that was changed by hand in %s is told, and mended', async (_what, path, change) => {
    await pipeline.create(context(), config, TOKEN);
    const project = services.projects.get(`${NAME}-test`);
    services.projects.set(`${NAME}-test`, change({ ...project }));
    const { actual } = await seen(NAME);

    expect(pipeline.diff(config, actual).map((each) => each.path)).toEqual([path]);
    await pipeline.update(context(NAME), config, actual, pipeline.diff(config, actual));
    expect(pipeline.diff(config, (await seen(NAME)).actual)).toEqual([]);
  });
});
