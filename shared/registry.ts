/** Every resource type that Muster knows, of every provider. */
import type { ResourceType } from './clouds/resource-type.ts';
import { registeredType } from './clouds/registered-type.ts';
import { PROVIDER_FACTS } from './provider-facts.ts';
import { serviceNames } from './service-names.ts';
import { splitList } from './validation/lists.ts';

export const RESOURCE_TYPES: readonly ResourceType[] = PROVIDER_FACTS.flatMap(({ types }) => types);

/** The names of every provider's regions, sorted. */
export const KNOWN_REGIONS: readonly string[] = PROVIDER_FACTS.flatMap(({ regions }) => regions).toSorted();

/** The values of the setting that limits inventories to regions, in words. */
export const REGIONS_ALLOWED =
  '* for every enabled region, or regions of AWS and OCI separated by commas, such as eu-west-1,eu-frankfurt-1';

/** Whether the text is a value of that setting. */
export const areRegions = (text: string): boolean => text === '*' || splitList(text).every((region) => KNOWN_REGIONS.includes(region));

/** The services of every provider in full (`aws.s3`), sorted. */
export const knownServices = (): readonly string[] => serviceNames(RESOURCE_TYPES);

const BY_NAME: ReadonlyMap<string, ResourceType> = new Map(RESOURCE_TYPES.map((type) => [type.type, type]));

/** Undefined if there is no such type. Every name of a registered type is one. */
export const typeNamed = (name: string): ResourceType | undefined => registeredType(name) ?? BY_NAME.get(name);
