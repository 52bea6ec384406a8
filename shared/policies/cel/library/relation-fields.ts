/** Whether an unread field of a resource may have told what its relationships name. */
import { ALL_FIELDS } from '../../../clouds/cloud.ts';
import type { Reference } from '../../../clouds/resource-type.ts';
import { typeNamed } from '../../../registry.ts';
import type { Subject } from '../../evaluation.ts';

/** Whether `field`, which could not be read, may have named something of type `target` by the relation. */
export const isToldBy = (resource: Subject, field: string, relation: string, target: string): boolean =>
  hidden(resource, field).some((reference) => reference.relation === relation && reference.type === target);

/** Whether `field`, which could not be read, may have been the reason of any relationship. */
export const isTelling = (resource: Subject, field: string): boolean => hidden(resource, field).length > 0;

/** What can name something by `field`, or by any field that is not in the config. */
function hidden({ type, config }: Subject, field: string): readonly Reference[] {
  const references = typeNamed(type)?.references ?? [];
  return references.filter(({ by }) => (field === ALL_FIELDS ? !Object.hasOwn(config, by) : by === field));
}
