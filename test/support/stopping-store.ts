/** A store whose process dies at a given call: that call and all later ones fail, before or after they are carried out. */
import type { Store } from '../../shared/storage/store.ts';

export class Killed extends Error {}

/** @param when `before`: the call has no effect; `after`: it has, and its caller does not learn it */
export function stoppingStore(
  store: Store,
  dieAt: number,
  when: 'before' | 'after',
): { readonly store: Store; readonly calls: () => number } {
  let calls = 0;
  const counted = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls > dieAt || (calls === dieAt && when === 'before')) throw new Killed();
    const answer = await call();
    if (calls >= dieAt) throw new Killed();
    return answer;
  };
  return {
    calls: () => calls,
    store: {
      get: async (...args) => await counted(async () => await store.get(...args)),
      getMany: async (...args) => await counted(async () => await store.getMany(...args)),
      put: async (...args) => await counted(async () => await store.put(...args)),
      putMany: async (...args) => await counted(async () => await store.putMany(...args)),
      update: async (...args) => await counted(async () => await store.update(...args)),
      delete: async (...args) => await counted(async () => await store.delete(...args)),
      query: async (...args) => await counted(async () => await store.query(...args)),
      scan: async (...args) => await counted(async () => await store.scan(...args)),
    },
  };
}
