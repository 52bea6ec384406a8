import { beforeAll, describe, expect, it } from '@jest/globals';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { type SampledTenancy, sampledTenancies } from './oci-fixtures.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const POLICIES = builtInPolicies().filter(({ policy }) => policy.id.startsWith('oci.'));

/** What these policies need comes with the resource itself, so that a refusal leaves no resource to judge. */
const READ_WITH_THE_RESOURCE: readonly string[] = [
  'oci.blockstorage.boot-volume-cmk',
  'oci.blockstorage.volume-cmk',
  'oci.compute.instance-in-transit-encryption',
  'oci.compute.instance-legacy-metadata-disabled',
  'oci.compute.instance-secure-boot',
  'oci.filestorage.file-system-cmk',
  'oci.identity.compartments',
  'oci.identity.user-unused-credentials',
  'oci.identitydomains.password-policy-minimum-length',
  'oci.identitydomains.user-mfa',
  'oci.identitydomains.user-one-api-key',
  'oci.identitydomains.user-unused-credentials',
  'oci.network.security-list-no-open-rdp',
  'oci.network.security-list-no-open-ssh',
];

/** By policy: the verdicts that resources of the samples have. */
const verdicts = new Map<string, Set<string>>();

beforeAll(async () => {
  const tenancies: readonly SampledTenancy[] = await sampledTenancies();
  for (const compiled of POLICIES) {
    const found = new Set<string>();
    for (const { resources, related } of tenancies) {
      for (const row of resources) {
        if (row.type === compiled.policy.resource_type) found.add(compiled.evaluate(row, { now: NOW, resources: related }).verdict);
      }
    }
    verdicts.set(compiled.policy.id, found);
  }
});

const without = (verdict: string): readonly string[] => [...verdicts].filter(([, found]) => !found.has(verdict)).map(([id]) => id);

describe("samples of OCI's services", () => {
  it('have a resource that passes each policy, and one that fails it', () => {
    expect(verdicts.size).toBe(48);
    expect(without('pass')).toEqual([]);
    expect(without('fail')).toEqual([]);
  });

  it('have a resource that each policy cannot judge, where OCI can refuse to tell what the policy needs', () => {
    expect(without('unknown')).toEqual(READ_WITH_THE_RESOURCE);
  });
});
