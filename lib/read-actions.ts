/** What Muster may read in an AWS account: the actions of every registered type. */
import { RESOURCE_TYPES } from '../shared/resources/registry.ts';

export const READ_ACTIONS: readonly string[] = [
  ...new Set(RESOURCE_TYPES.filter((type) => type.provider === 'aws').flatMap((type) => type.actions)),
].toSorted((a, b) => a.localeCompare(b));
