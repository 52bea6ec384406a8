/** `muster seed`: registers a small catalogue and two customers, to try Muster with. */
import type { Command } from 'commander';
import { seed, type SeedApi, type Seeded, summaryOf } from '../seed/seed.ts';
import { type ApiClient, ApiRefusal } from './api-client.ts';
import { contextOf, type Surroundings } from './context.ts';
import { type Columns, whole } from './output.ts';

const columns = {
  what: whole(({ kind }) => kind),
  name: ({ name }) => name,
  result: whole(({ result }) => result),
  id: whole(({ id }) => id),
} as const satisfies Columns<Seeded>;

export function addSeed(program: Command, surroundings: Surroundings): void {
  program
    .command('seed')
    .description(
      'register some resources that no cloud lists and two customers who have some of them, to try Muster with; twice adds nothing',
    )
    .action(async (_options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const seeded: Seeded[] = [];
      await output.list(noted(seed(seedApi(api)), seeded), columns, 'Nothing was registered.');
      if (!output.json) output.say(summaryOf(seeded));
    });
}

/** Yields what the source yields, and puts it into `seeded`. */
async function* noted(source: AsyncIterable<Seeded>, seeded: Seeded[]): AsyncGenerator<Seeded> {
  for await (const each of source) {
    seeded.push(each);
    yield each;
  }
}

const seedApi = (api: ApiClient): SeedApi => ({
  request: async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, expected: readonly number[] = []) => {
    try {
      return await api.call<T>(path.slice(1), { method, body });
    } catch (error) {
      if (error instanceof ApiRefusal && expected.includes(error.status)) return undefined;
      throw error;
    }
  },
});
