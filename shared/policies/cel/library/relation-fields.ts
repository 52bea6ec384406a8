/** Decides whether an unread field of a resource may hide relationships. */
import { ALL_FIELDS } from '../../../clouds/cloud.ts';
import type { Reference } from '../../../clouds/resource-type.ts';
import { typeNamed } from '../../../registry.ts';
import type { Subject } from '../../evaluation.ts';

/** The types of the other names that resources of the type have: `AWS::KMS::Alias` for keys. */
export const aliasTypes = (type: string): readonly string[] =>
  (typeNamed(type)?.references ?? []).filter(({ relation }) => relation === 'known_as').map((reference) => reference.type);

/** Whether `field`, which could not be read, may name a resource of type `target` by the relation. */
export const mayHideReference = (resource: Subject, field: string, relation: string, target: string): boolean =>
  hiddenReferences(resource, field).some((reference) => reference.relation === relation && reference.type === target);

/** Whether `field`, which could not be read, may name any other resource. */
export const mayHideAnyReference = (resource: Subject, field: string): boolean => hiddenReferences(resource, field).length > 0;

/** The type's references that are read from `field`; for ALL_FIELDS, those read from fields that the config does not have. */
function hiddenReferences({ type, config }: Subject, field: string): readonly Reference[] {
  const references = typeNamed(type)?.references ?? [];
  return references.filter(({ by }) => (field === ALL_FIELDS ? !Object.hasOwn(config, by) : by === field));
}
