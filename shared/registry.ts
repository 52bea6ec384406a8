/** Every resource type that Muster knows, of every provider. */
import type { Kind, ResourceType } from './clouds/resource-type.ts';
import { PROVIDER_FACTS } from './provider-facts.ts';

export const RESOURCE_TYPES: readonly ResourceType[] = PROVIDER_FACTS.flatMap(({ types }) => types);

/** Names of regions of every provider, by name. */
export const KNOWN_REGIONS: readonly string[] = PROVIDER_FACTS.flatMap(({ regions }) => regions).toSorted();

/** What a job's `service` may be, besides `*`. */
export const knownServices = (): readonly string[] => [...new Set(RESOURCE_TYPES.map(({ service }) => service))].toSorted();

/** What a job's `service` selects: one service's types, or all of them for `*`. */
export const selectTypes = (service: string): readonly ResourceType[] =>
  RESOURCE_TYPES.filter((type) => service === '*' || type.service === service);

/** Undefined if there is no such type. */
export const typeNamed = (name: string): ResourceType | undefined => RESOURCE_TYPES.find(({ type }) => type === name);

export const typesOfKind = (kind: Kind): readonly ResourceType[] => RESOURCE_TYPES.filter((type) => type.kind === kind);
