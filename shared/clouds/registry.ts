/** Every resource type that Muster knows, by its metadata: no SDK comes with it. Readers are loaded by the providers. */
import { AWS_TYPES } from './aws/types.generated.ts';
import type { Kind, ResourceType } from './resource-type.ts';

export const RESOURCE_TYPES: readonly ResourceType[] = AWS_TYPES;

const BY_NAME: ReadonlyMap<string, ResourceType> = new Map(RESOURCE_TYPES.map((type) => [type.type, type]));

/** The types that a job's `service` selects: one service's, or all of them for `*`. */
export const selectTypes = (service: string): readonly ResourceType[] =>
  RESOURCE_TYPES.filter((type) => service === '*' || type.service === service);

/** Undefined if there is no such type. */
export const typeNamed = (name: string): ResourceType | undefined => BY_NAME.get(name);

export const typesOfKind = (kind: Kind): readonly ResourceType[] => RESOURCE_TYPES.filter((type) => type.kind === kind);

/** What a job's `service` may be, besides `*`. */
export const knownServices = (): readonly string[] => [...new Set(RESOURCE_TYPES.map(({ service }) => service))].toSorted();
