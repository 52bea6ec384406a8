/** Disables one guard in the platform's code as it is loaded, so that the simulation can show what fails without it. */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { GUARDS } from './guard-table.ts';

const root = new URL('../../', import.meta.url);

/** Affects the modules that this thread loads from now on. @throws Error if the guard is unknown, or does not occur once in its file */
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
