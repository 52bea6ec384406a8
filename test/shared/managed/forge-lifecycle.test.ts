/** Repositories and pipelines at a forge, kept by the engine: asked for, changed by hand and refused. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { engineAt, PATH, pipelineSpec, repositorySpec } from '../../support/forge/forge-engine.ts';
import { type RunningForge, startForge } from '../../support/forge/forge.ts';
import type { ManagedWorld } from '../../support/managed-world.ts';

let forge: RunningForge;
let world: ManagedWorld;
beforeEach(async () => {
  forge = await startForge();
  world = engineAt(forge);
});
afterEach(async () => {
  await forge.close();
});

const stands = () => forge.world.byName('acme', 'shop');

it('a repository and its pipeline become ready, with the outputs of the one in the other', async () => {
  const repository = await world.ask(repositorySpec);
  const delivery = await world.ask(pipelineSpec(repository));
  await world.step(delivery);
  expect(await world.condition(delivery, 'DependenciesReady')).toMatch(/^False/);

  await world.settle(repository);
  await world.settle(delivery);
  expect([await world.phase(repository), await world.phase(delivery)]).toEqual(['Ready', 'Ready']);
  expect(stands()?.description).toBe('The shop');
  expect((await stands()?.git.read('main', PATH))?.content).toContain(`REPOSITORY_CLONE_URL: ${forge.url}/acme/shop.git`);
});

it('a protection that is refused is a condition, and is set once it can be', async () => {
  forge.world.faults = { protections: 'plan' };
  const id = await world.ask(repositorySpec);
  await world.settle(id);

  expect(await world.phase(id)).toBe('Failed');
  expect(await world.condition(id, 'Created')).toMatch(/^True/);
  expect(await world.condition(id, 'Ready')).toBe('False BranchProtectionRefused');
  expect(stands()?.topics).toEqual(['shop']);
  forge.world.faults = {};
  world.clock.advance(600_000);
  await world.settle(id);
  expect(await world.phase(id)).toBe('Ready');
});

it('what is changed by hand is mended', async () => {
  const repository = await world.ask(repositorySpec);
  const delivery = await world.ask(pipelineSpec(repository));
  await world.settle(repository);
  await world.settle(delivery);
  const found = stands();
  if (!found) throw new Error('There is no repository.');
  found.private = false;
  found.protections.clear();
  const written = (await found.git.read('main', PATH))?.content ?? '';
  await found.git.write('main', PATH, written.replace('npm test', 'npm run evil'), 'By hand');

  world.clock.advance(6 * 3_600_000);
  await world.settle(repository);
  await world.settle(delivery);
  expect(found).toMatchObject({ private: true });
  expect([...found.protections.keys()]).toEqual(['main']);
  expect((await found.git.read('main', PATH))?.content).toBe(written);
});

it('a deleted pipeline leaves its repository, and a retained repository stays', async () => {
  const repository = await world.ask({ ...repositorySpec, deletion_policy: 'retain' });
  const delivery = await world.ask(pipelineSpec(repository));
  await world.settle(repository);
  await world.settle(delivery);
  await world.delete(delivery);
  await world.settle(delivery);
  await world.delete(repository);
  await world.settle(repository);

  expect([await world.rows.get(delivery), await world.rows.get(repository)]).toEqual([undefined, undefined]);
  expect(await stands()?.git.read('main', PATH)).toBeUndefined();
  expect(stands()).toBeDefined();
});

it('both go, the pipeline first, if both are deleted before a worker looks at either', async () => {
  const repository = await world.ask({ ...repositorySpec, deletion_policy: 'delete' });
  const delivery = await world.ask(pipelineSpec(repository));
  await world.settle(repository);
  await world.settle(delivery);
  await world.delete(repository);
  await world.delete(delivery);
  await world.settle(delivery);
  await world.settle(repository);

  expect([await world.rows.get(delivery), await world.rows.get(repository)]).toEqual([undefined, undefined]);
  expect(stands()).toBeUndefined();
});
