/** The tags of OCI's resources: freeform ones under their keys, defined ones under `namespace.key`. */
import type { FetchedResource, UnchangedResource } from '../cloud.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A freeform tag whose key looks like a defined one does not hide that one. */
export const mergedTags = (freeform: unknown, defined: unknown): Readonly<Record<string, string>> => {
  const flattened = isRecord(defined)
    ? Object.entries(defined).flatMap(([namespace, tags]) =>
        isRecord(tags) ? Object.entries(tags).map(([key, value]) => [`${namespace}.${key}`, textOf(value)] as const) : [],
      )
    : [];
  const own = isRecord(freeform) ? Object.entries(freeform).map(([key, value]) => [key, textOf(value)] as const) : [];
  return Object.fromEntries([...own, ...flattened]);
};

/** Values of defined tags are texts, and numbers of tags with a list of allowed numbers. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The resource with its defined tags beside its freeform ones; as it is if its tags could not be read. */
export const withDefinedTags = <T extends FetchedResource | UnchangedResource>(resource: T): T =>
  'unchanged' in resource || resource.tags === null
    ? resource
    : { ...resource, tags: mergedTags(resource.config['freeformTags'], resource.config['definedTags']) };
