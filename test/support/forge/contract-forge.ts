/** One forge for all worlds of a contract of managers: each world begins without repositories. */
import type { ContractWorld } from '../../shared/managed/steps.ts';
import { forgeContext } from './forge-context.ts';
import { type Exchange, type RunningForge, startForge } from './forge.ts';
import { problemsOf, requestsOf } from './github-description.ts';
import { TOKEN } from './world.ts';

export class ContractForge {
  readonly running: RunningForge;
  readonly #seen: Exchange[] = [];

  private constructor(running: RunningForge) {
    this.running = running;
  }

  static async start(): Promise<ContractForge> {
    return new ContractForge(await startForge());
  }

  async close(): Promise<void> {
    await this.running.close();
  }

  /** A world of the managed resource, without what depends on its manager. */
  async open(name: string): Promise<Omit<ContractWorld, 'resources' | 'plantForeign'>> {
    const { world, exchanges } = this.running;
    for (const each of world.repositories.values()) await world.remove(each);
    world.faults = {};
    const from = exchanges.length;
    return {
      context: (token, id) => forgeContext(this.running, { name, token, id }),
      settle: () => Promise.resolve(),
      answers(how) {
        world.faults = how === undefined ? {} : { all: how };
      },
      permissionsUsed: () => undefined,
      secrets: () => Promise.resolve([TOKEN]),
      close: () => {
        this.#seen.push(...exchanges.slice(from));
        return Promise.resolve();
      },
    };
  }

  /** The deviations of the exchanges in all worlds from GitHub's description, and the different requests to it. */
  gitHub(): { readonly problems: readonly string[]; readonly requests: readonly string[] } {
    return { problems: problemsOf(this.#seen), requests: requestsOf(this.#seen) };
  }
}
