/** Repositories and pipelines at a forge, kept by the engine: asked for, changed by hand and refused. */
import { expect, it } from '@jest/globals';
import { ForgeOfEachTest, PATH, pipelineSpec, repositorySpec } from '../../support/forge/forge-engine.ts';

const at = new ForgeOfEachTest();

it('a repository and its pipeline become ready, with the outputs of the one in the other', async () => {
  const repository = await at.world.ask(repositorySpec);
  const delivery = await at.world.ask(pipelineSpec(repository));
  await at.world.step(delivery);
  expect(await at.world.condition(delivery, 'DependenciesReady')).toMatch(/^False/);

  await at.world.settle(repository);
  await at.world.settle(delivery);
  expect([await at.world.phase(repository), await at.world.phase(delivery)]).toEqual(['Ready', 'Ready']);
  expect(at.repository?.description).toBe('The shop');
  expect((await at.repository?.git.read('main', PATH))?.content).toContain(`REPOSITORY_CLONE_URL: ${at.forge.url}/acme/shop.git`);
});

it('a protection that is refused is a condition, and is set once it can be', async () => {
  at.forge.world.faults = { protections: 'plan' };
  const id = await at.world.ask(repositorySpec);
  await at.world.settle(id);

  expect(await at.world.phase(id)).toBe('Failed');
  expect(await at.world.condition(id, 'Created')).toMatch(/^True/);
  expect(await at.world.condition(id, 'Ready')).toBe('False BranchProtectionRefused');
  expect(at.repository?.topics).toEqual(['shop']);
  at.forge.world.faults = {};
  at.world.clock.advance(600_000);
  await at.world.settle(id);
  expect(await at.world.phase(id)).toBe('Ready');
});

it('what is changed by hand is mended', async () => {
  const repository = await at.world.ask(repositorySpec);
  const delivery = await at.world.ask(pipelineSpec(repository));
  await at.world.settle(repository);
  await at.world.settle(delivery);
  const found = at.repository;
  if (!found) throw new Error('There is no repository.');
  found.private = false;
  found.protections.clear();
  const written = (await found.git.read('main', PATH))?.content ?? '';
  await found.git.write('main', PATH, written.replace('npm test', 'npm run evil'), 'By hand');

  at.world.clock.advance(6 * 3_600_000);
  await at.world.settle(repository);
  await at.world.settle(delivery);
  expect(found).toMatchObject({ private: true });
  expect([...found.protections.keys()]).toEqual(['main']);
  expect((await found.git.read('main', PATH))?.content).toBe(written);
});

it('a deleted pipeline leaves its repository, and a retained repository stays', async () => {
  const repository = await at.world.ask({ ...repositorySpec, deletion_policy: 'retain' });
  const delivery = await at.world.ask(pipelineSpec(repository));
  await at.world.settle(repository);
  await at.world.settle(delivery);
  await at.world.delete(delivery);
  await at.world.settle(delivery);
  await at.world.delete(repository);
  await at.world.settle(repository);

  expect([await at.world.rows.get(delivery), await at.world.rows.get(repository)]).toEqual([undefined, undefined]);
  expect(await at.repository?.git.read('main', PATH)).toBeUndefined();
  expect(at.repository).toBeDefined();
});

it('both go, the pipeline first, if both are deleted before a worker looks at either', async () => {
  const repository = await at.world.ask({ ...repositorySpec, deletion_policy: 'delete' });
  const delivery = await at.world.ask(pipelineSpec(repository));
  await at.world.settle(repository);
  await at.world.settle(delivery);
  await at.world.delete(repository);
  await at.world.delete(delivery);
  await at.world.settle(delivery);
  await at.world.settle(repository);

  expect([await at.world.rows.get(delivery), await at.world.rows.get(repository)]).toEqual([undefined, undefined]);
  expect(at.repository).toBeUndefined();
});
