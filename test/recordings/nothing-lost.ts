/** Whether everything that the cloud answered of a resource is stored. */
import type { FetchedResource } from '../../shared/clouds/cloud.ts';
import { toPlain } from '../../shared/clouds/reader/plain.ts';
import type { TypeDefinition } from '../../shared/clouds/types/definition.ts';

/** Paths that the definition leaves out, stores in another form, or reads by a call of its own. */
function changedPaths(type: TypeDefinition): readonly (readonly string[])[] {
  const { keepOnly = {}, drop = [], keysOnly = [], urls = [], documents = [], failures = [], details, batch, joins } = type;
  const read = [details, batch, joins].flatMap((calls) => Object.keys(calls ?? {}));
  const paths = [
    ...Object.keys(keepOnly),
    ...drop,
    ...keysOnly,
    ...urls,
    ...documents,
    ...failures.flatMap(({ error, field }) => [error, field]),
    ...read,
  ];
  return paths.map((path) => path.replaceAll('[]', '').split('.'));
}

/** The paths of the item's values that the config does not hold; an empty list if nothing is lost. */
export function lostOf(item: unknown, { config }: FetchedResource, type: TypeDefinition): readonly string[] {
  const changed = changedPaths(type);
  const isChanged = (at: readonly string[]): boolean =>
    changed.some((rule) => rule.length <= at.length && rule.every((step, i) => step === '*' || step === at[i]));
  const lost: string[] = [];
  const compare = (answered: unknown, stored: unknown, at: readonly string[]): void => {
    if (isChanged(at) || answered === undefined) return;
    if (answered === null || typeof answered !== 'object') {
      if (answered !== stored) lost.push(at.join('.'));
    } else if (Array.isArray(answered)) {
      // An element without a value is nothing that could be lost.
      const [given, kept] = [answered, stored].map((list) => (Array.isArray(list) ? list.filter((element) => element != null) : undefined));
      if (kept?.length !== given?.length) lost.push(at.join('.'));
      else given?.forEach((element, i) => compare(element, kept?.[i], at));
    } else {
      for (const [name, member] of Object.entries(answered)) {
        compare(member, stored === null || typeof stored !== 'object' ? undefined : (stored as Record<string, unknown>)[name], [
          ...at,
          name,
        ]);
      }
    }
  };
  compare(toPlain(item), config, []);
  return lost;
}
