/** The demo organization in OCI: one tenancy in two regions. */
import type { AccountProfile, FaultRules } from '../../demo/account-context.ts';
import { ORGANIZATION } from '../../demo/organization.ts';

export interface DemoTenancy extends AccountProfile {
  /** The connection by which the demo reads it. */
  readonly connection: string;
  /** The namespace of its Object Storage. */
  readonly namespace: string;
  /** By the name of a compartment, or `root`: the families that the login may not read there, as its policy statements name them. */
  readonly denied: Readonly<Record<string, readonly string[]>>;
}

/** The availability domains of each region that the demo knows. */
export const DOMAINS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'eu-frankfurt-1': ['hTKa:EU-FRANKFURT-1-AD-1', 'hTKa:EU-FRANKFURT-1-AD-2', 'hTKa:EU-FRANKFURT-1-AD-3'],
  'eu-amsterdam-1': ['hTKa:eu-amsterdam-1-AD-1'],
};

/** `index`: the tenancy with 0 has every fault of the samples; another has some of them. */
export function demoTenancy(index: number, id: string, name: string): DemoTenancy {
  const namespace = `${name}storage`;
  return {
    index,
    id,
    name,
    connection: `oci-${name}`,
    workload: 'ledger',
    environment: 'production',
    trait: undefined,
    primary: 'eu-frankfurt-1',
    secondary: 'eu-amsterdam-1',
    namespace,
    denied: { acquired: ['security-lists', 'vaults', 'volumes'] },
    variables: { bucketNamespace: namespace, domains: DOMAINS, organization: ORGANIZATION },
  };
}

export const TENANCIES: readonly DemoTenancy[] = [
  demoTenancy(1, 'ocid1.tenancy.oc1..aaaaaaaa5hq2v7xk3mzr6p4wnd8yj1tbc9fgesu0lihaokvqnlrxwz2y7m4t', 'halden'),
];

export const FAULT_RULES: FaultRules = {
  shownFixed: new Set(['bucket_public', 'security_list_ssh_from_anywhere']),
  // Secure Boot is chosen when an instance is made.
  neverInPlace: new Set(['instance_without_secure_boot']),
};

/** Compartments that are deleted while a run is reading: the list of compartments still has them. */
export const VANISHED: ReadonlySet<string> = new Set(['retired']);
