import { beforeAll, describe, expect, it } from '@jest/globals';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { type SampledTenancy, sampledTenancies } from './oci-fixtures.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const POLICIES = builtInPolicies().filter(({ policy }) => policy.id.startsWith('oci.'));

/** One list tells all of a resource of these types, so that a refusal leaves no resource to judge. */
const READ_BY_ONE_LIST: ReadonlySet<string> = new Set([
  'AutonomousDatabase',
  'BootVolume',
  'FileSystem',
  'IdentityDomainApiKey',
  'IdentityDomainAuthToken',
  'IdentityDomainCustomerSecretKey',
  'IdentityDomainDbCredential',
  'IdentityDomainPasswordPolicy',
  'IdentityDomainUser',
  'Instance',
  'SecurityList',
  'Volume',
]);
/** Policies whose fields are read with the user or the tenancy itself. */
const READ_WITH_THE_RESOURCE: ReadonlySet<string> = new Set(['oci.identity.compartments', 'oci.identity.user-unused-credentials']);

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
    expect(verdicts.size).toBeGreaterThan(47);
    expect(without('pass')).toEqual([]);
    expect(without('fail')).toEqual([]);
  });

  it('have a resource that each policy cannot judge, where OCI can refuse to tell what the policy needs', () => {
    const judged = POLICIES.filter(({ policy }) => !READ_BY_ONE_LIST.has(policy.resource_type) && !READ_WITH_THE_RESOURCE.has(policy.id));

    expect(without('unknown').filter((id) => judged.some(({ policy }) => policy.id === id))).toEqual([]);
  });
});
