/** Each answer of a forge is lost once, in the whole life of a repository and of a pipeline: nothing is made twice, and nothing is left. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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

describe('whichever answer is lost', () => {
  it.each(['github', 'gitlab', 'gitea'] as const)('%s has one repository in the end, and none after its deletion', async (provider) => {
    for (let lost = 0; ; lost += 1) {
      const from = forge.exchanges.length;
      forge.world.faults = { loseAnswerAfter: lost };
      const id = await world.ask({ ...repositorySpec, config: { ...repositorySpec.config, provider } });
      await world.settle(id);
      expect([lost, await world.phase(id), forge.world.repositories.size, stands()?.description]).toEqual([lost, 'Ready', 1, 'The shop']);

      await world.delete(id);
      await world.settle(id);
      expect([lost, await world.rows.get(id), forge.world.repositories.size]).toEqual([lost, undefined, 0]);
      if (forge.world.faults.loseAnswerAfter !== undefined) break;
      expect(forge.exchanges.length).toBeGreaterThan(from);
      expect(lost).toBeLessThan(100);
    }
  });

  it('there is one workflow in the end, and none after its deletion', async () => {
    const repository = await world.ask(repositorySpec);
    await world.settle(repository);
    for (let lost = 0; ; lost += 1) {
      forge.world.faults = { loseAnswerAfter: lost };
      const id = await world.ask(pipelineSpec(repository));
      await world.settle(id);
      expect([lost, await world.phase(id)]).toEqual([lost, 'Ready']);

      await world.delete(id);
      await world.settle(id);
      expect([lost, await world.rows.get(id), await stands()?.git.read('main', PATH)]).toEqual([lost, undefined, undefined]);
      if (forge.world.faults.loseAnswerAfter !== undefined) break;
      expect(lost).toBeLessThan(100);
    }
  });
});
