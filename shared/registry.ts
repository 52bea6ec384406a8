/** Every resource type that Muster knows, of every provider. */
import type { Kind, ResourceType } from './clouds/resource-type.ts';
import { PROVIDER_FACTS } from './provider-facts.ts';

export const RESOURCE_TYPES: readonly ResourceType[] = PROVIDER_FACTS.flatMap(({ types }) => types);

/** The names of every provider's regions, sorted. */
export const KNOWN_REGIONS: readonly string[] = PROVIDER_FACTS.flatMap(({ regions }) => regions).toSorted();

/** The values that a job's `service` may have besides `*`, sorted. */
export const knownServices = (): readonly string[] => [...new Set(RESOURCE_TYPES.map(({ service }) => service))].toSorted();

/** The types that a job's `service` selects: those of one service, or all types for `*`. */
export const selectTypes = (service: string): readonly ResourceType[] =>
  RESOURCE_TYPES.filter((type) => service === '*' || type.service === service);

/** Undefined if there is no such type. */
export const typeNamed = (name: string): ResourceType | undefined => RESOURCE_TYPES.find(({ type }) => type === name);

export const typesOfKind = (kind: Kind): readonly ResourceType[] => RESOURCE_TYPES.filter((type) => type.kind === kind);
