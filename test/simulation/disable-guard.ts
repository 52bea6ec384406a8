/** Loads the code of the platform with one guard taken out, to see what the simulation says to that. */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { GUARDS } from './guard-table.ts';

const root = new URL('../../', import.meta.url);

/** For modules loaded from now on, in this thread. @throws Error if the guard is not where the table says */
export function disableGuard(name: string): void {
  const guard = GUARDS.find((each) => each.name === name);
  if (!guard) throw new Error(`There is no guard ${name}.`);
  const url = new URL(guard.file, root).href;
  registerHooks({
    load(loaded, context, nextLoad) {
      const result = nextLoad(loaded, context);
      if (loaded !== url) return result;
      const source = result.source ?? '';
      const parts = (typeof source === 'string' ? source : new TextDecoder().decode(source)).split(guard.guard);
      if (parts.length !== 2) throw new Error(`The guard ${name} is in ${fileURLToPath(url)} ${parts.length - 1} times, not once.`);
      return { ...result, source: parts.join(guard.without) };
    },
  });
}
