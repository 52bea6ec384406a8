/** What the core knows of a type, told from its definition. */
import type { ResourceType } from '../../resource-type.ts';
import { permissionsOf } from './calls-of.ts';
import type { Path, ServiceDefinition, TypeDefinition } from './definition.ts';

/** `[]` is left out: the core walks through lists without being told. */
const plainPaths = (paths: readonly Path[] = []): readonly string[] => paths.map((path) => path.replaceAll('[]', ''));

/** @throws TypeError if its parents are no type of the service */
export function metadataOf(service: ServiceDefinition, type: TypeDefinition, siblings: readonly TypeDefinition[]): ResourceType {
  return {
    provider: 'aws',
    type: type.type,
    kind: type.kind,
    service: service.id,
    scope: service.global ? 'global' : 'regional',
    permissions: permissionsOf(service, type, parentOf(type, siblings)),
    volatile: plainPaths(type.volatile),
    daily: plainPaths(type.daily),
    ordered: plainPaths(type.ordered),
    detailed: Boolean(type.describe ?? type.details ?? type.batch ?? type.joins),
  };
}

/** @throws TypeError if its parents are no type of the service */
export function parentOf(type: TypeDefinition, siblings: readonly TypeDefinition[]): TypeDefinition | undefined {
  if (type.parents === undefined) return undefined;
  const parent = siblings.find((sibling) => sibling.type === type.parents);
  if (!parent) throw new TypeError(`${type.type}: its parents are ${type.parents}, which is no type of the same service.`);
  return parent;
}
