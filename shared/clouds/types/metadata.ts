/** Derives the core's `ResourceType` from a type definition. */
import type { Reference, ResourceType } from '../resource-type.ts';
import type { Provider } from '../../ids.ts';
import { permissionsOf } from './calls-of.ts';
import type { Call, CloudService, Path, TypeDefinition } from './definition.ts';
import { stepsOf } from './paths.ts';

/** Without `[]`: the core's paths walk through lists anyway. */
const plainPaths = (paths: readonly Path[] = []): readonly string[] => paths.map((path) => path.replaceAll('[]', ''));

/**
 * @param service the type's service, and how its provider names the permission of a call
 * @throws TypeError if its parents are no type of the service
 */
export function metadataOf(
  provider: Provider,
  service: Pick<CloudService, 'id' | 'global'>,
  type: TypeDefinition,
  siblings: readonly TypeDefinition[],
  permissionOf: (call: Call) => string,
): ResourceType {
  return {
    provider,
    type: type.type,
    kind: type.kind,
    service: service.id,
    scope: service.global || type.global ? 'global' : 'regional',
    permissions: permissionsOf(type, ancestorsOf(type, siblings), permissionOf),
    volatile: plainPaths(type.volatile),
    times: plainPaths(type.times),
    ordered: plainPaths(type.ordered),
    references: referencesOf(type),
    optional: Object.entries(type.details ?? {}).flatMap(([name, { optional }]) => (optional ? [name] : [])),
    ...(type.owner !== undefined && { owner: type.owner }),
    ...(type.account !== undefined && { account: type.account }),
  };
}

/**
 * The references whose fields can be unread. With a describe these are all references, because a refused describe leaves
 * every field unread that the list and the joins do not give.
 */
function referencesOf({ relationships = [], describe, details, batch, joins }: TypeDefinition): readonly Reference[] {
  const reads = new Set(Object.keys({ ...details, ...batch, ...joins }));
  const all = relationships.flatMap(({ relation, type, paths }) =>
    paths.map((path): Reference => ({ relation, type, by: stepsOf(path)[0] ?? '' })),
  );
  const refusable = describe ? all : all.filter(({ by }) => reads.has(by));
  return [...new Map(refusable.map((reference) => [JSON.stringify(reference), reference])).values()];
}

/** The type's parents, their parents and so on. @throws TypeError if one is no type of the service, or if a type is among its own ancestors */
export function ancestorsOf<Type extends TypeDefinition>(type: Type, siblings: readonly Type[]): readonly Type[] {
  const found: Type[] = [];
  for (let parent = parentOf(type, siblings); parent; parent = parentOf(parent, siblings)) {
    if (parent.type === type.type || found.includes(parent)) throw new TypeError(`the parents of ${type.type} come from itself.`);
    found.push(parent);
  }
  return found;
}

/** @throws TypeError if its parents are no type of the service */
export function parentOf<Type extends TypeDefinition>(type: TypeDefinition, siblings: readonly Type[]): Type | undefined {
  if (type.parents === undefined) return undefined;
  const parent = siblings.find((sibling) => sibling.type === type.parents);
  if (!parent) throw new TypeError(`${type.type}: its parents are ${type.parents}, which is no type of the same service.`);
  return parent;
}
