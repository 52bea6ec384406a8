/** Each answer of a forge is lost once, in the whole life of a repository and of a pipeline: nothing is made twice, and nothing is left. */
import { describe, expect, it } from '@jest/globals';
import { ForgeOfEachTest, PATH, pipelineSpec, repositorySpec } from '../../support/forge/forge-engine.ts';

const at = new ForgeOfEachTest();

describe('whichever answer is lost', () => {
  it.each(['github', 'gitlab', 'gitea'] as const)('%s has one repository in the end, and none after its deletion', async (provider) => {
    for (let lost = 0; ; lost += 1) {
      const from = at.forge.exchanges.length;
      at.forge.world.faults = { loseAnswerAfter: lost };
      const id = await at.world.ask({ ...repositorySpec, config: { ...repositorySpec.config, provider } });
      await at.world.settle(id);
      expect([lost, await at.world.phase(id), at.forge.world.repositories.size, at.repository?.description]).toEqual([
        lost,
        'Ready',
        1,
        'The shop',
      ]);

      await at.world.delete(id);
      await at.world.settle(id);
      expect([lost, await at.world.rows.get(id), at.forge.world.repositories.size]).toEqual([lost, undefined, 0]);
      if (at.forge.world.faults.loseAnswerAfter !== undefined) break;
      expect(at.forge.exchanges.length).toBeGreaterThan(from);
      expect(lost).toBeLessThan(100);
    }
  });

  it('there is one workflow in the end, and none after its deletion', async () => {
    const repository = await at.world.ask(repositorySpec);
    await at.world.settle(repository);
    for (let lost = 0; ; lost += 1) {
      at.forge.world.faults = { loseAnswerAfter: lost };
      const id = await at.world.ask(pipelineSpec(repository));
      await at.world.settle(id);
      expect([lost, await at.world.phase(id)]).toEqual([lost, 'Ready']);

      await at.world.delete(id);
      await at.world.settle(id);
      expect([lost, await at.world.rows.get(id), await at.repository?.git.read('main', PATH)]).toEqual([lost, undefined, undefined]);
      if (at.forge.world.faults.loseAnswerAfter !== undefined) break;
      expect(lost).toBeLessThan(100);
    }
  });
});
