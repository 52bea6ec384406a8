/** Resources of OCI's samples to evaluate policies on, read by the resource types themselves, so that they are in the stored form. */
import type { DemoTenancy } from '../../../shared/clouds/oci/demo/tenancies.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import type { AccountResources, Subject } from '../../../shared/policies/evaluation.ts';
import { typeNamed } from '../../../shared/registry.ts';
import { loginTo, loginToOther, otherTenancy, readTenancy, type ReadSlice, TENANCY } from '../clouds/oci/demo/read-oci.ts';

const SEEN_AT = '2026-11-21T00:00:00.000Z';

const LACKING: DemoTenancy['denied'] = {
  root: ['cloud-guard-config', 'cloud-guard-targets', 'tag-defaults', 'domains', 'groups'],
  security: ['log-groups', 'ons-subscriptions'],
  network: ['vcns'],
};

/** A tenancy as a scan sees it: what was read, and what was not. */
export interface SampledTenancy {
  readonly resources: readonly Subject[];
  readonly related: AccountResources;
}

/**
 * The demo tenancy, and others of the same samples: one with every fault, some with faults by chance, some from before identity domains, some
 * without compartments, and one whose login lacks most rights.
 */
export async function sampledTenancies(): Promise<readonly SampledTenancy[]> {
  const others: readonly DemoTenancy[] = [
    otherTenancy(0),
    ...[2, 3, 4, 5].map((index) => otherTenancy(index)),
    ...[7, 8].map((index) => otherTenancy(index, 'without_domains')),
    { ...otherTenancy(0, 'only_root'), id: 'ocid1.tenancy.oc1..aaaaaaaabare0' },
    ...[9, 10, 11].map((index) => otherTenancy(index, 'only_root')),
    { ...otherTenancy(12), denied: LACKING },
  ];
  const read = others.map(async (tenancy) => ({ tenancy, slices: await readTenancy(loginToOther(tenancy), tenancy.id) }));
  const demo = { tenancy: TENANCY, slices: await readTenancy(await loginTo(TENANCY, 1), TENANCY.id) };
  return [demo, ...(await Promise.all(read))].map(({ tenancy, slices }) => seen(tenancy, slices));
}

function seen({ id }: DemoTenancy, slices: readonly ReadSlice[]): SampledTenancy {
  const resources = slices.flatMap((slice) => subjectsOf(id, slice));
  const partial = new Set(slices.filter(({ error }) => error !== undefined).map(({ type }) => type));
  return {
    resources,
    related: {
      ofType: (type) => (partial.has(type) ? { not_whole: `${type} was not read whole` } : resources.filter((each) => each.type === type)),
    },
  };
}

function subjectsOf(tenancy: string, { type: name, segment, resources }: ReadSlice): readonly Subject[] {
  const type = typeNamed(name);
  // Types without a definition have no policies.
  if (!type) return [];
  return resources.map((resource) => ({
    ...resource,
    first_seen_at: SEEN_AT,
    changed_at: SEEN_AT,
    type: type.type,
    kind: type.kind,
    segment,
    region: resource.region ?? segment,
    account_id: parseAccountId(`oci:${tenancy}`),
  }));
}
