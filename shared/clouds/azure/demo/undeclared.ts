/** Resources of types that Muster has no definition of, so that the demo shows how they are inventoried. */
import type { AccountProfile } from '../../demo/account-context.ts';
import type { OwnedType } from '../../demo/bindings.ts';
import { MAIL_DOMAIN } from '../../demo/organization.ts';
import type { SampleResource } from '../../demo/samples.ts';
import { armListByType, armType } from '../types/define.ts';

const TYPES: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.DataFactory/factories': ['data-platform'],
  'Microsoft.StreamAnalytics/streamingjobs': ['data-platform', 'payments'],
};

/** They are listed by the list of all resources, whose quirks are those of the service `resources`. */
export const UNDECLARED: readonly OwnedType[] = Object.keys(TYPES).map((type) => ({
  service: 'resources',
  type: armType({ type, kind: 'other', list: armListByType(type), tags: 'tags' }),
}));

/** Undefined for a declared type. */
export function undeclaredResources(type: string, { id, name, workload, primary }: AccountProfile): readonly SampleResource[] | undefined {
  const workloads = TYPES[type];
  if (!workloads) return undefined;
  if (!workloads.includes(workload)) return [];
  const resource = `/subscriptions/${id}/resourceGroups/${name}/providers/${type}/${name}`;
  const tags = { Environment: 'production', Owner: `data-engineering@${MAIL_DOMAIN}` };
  const config = { id: resource, name, type, location: primary, tags };
  return [{ id: resource, config, refused: {}, listed: '', parent: {}, also: {} }];
}
