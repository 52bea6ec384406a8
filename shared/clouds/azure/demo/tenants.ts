/** The demo organization in Azure: its own tenant, and that of a company that it has bought. */
import type { AccountProfile, FaultRules } from '../../demo/account-context.ts';

/** The way in which a subscription or a directory differs from an ordinary one. */
export type AzureTrait =
  /** It has many resources of some types, in small pages. */
  | 'large'
  /** The login may not list the keys and certificates of its vaults. */
  | 'vault_keys_denied'
  /** It has not registered some resource providers. */
  | 'providers_unregistered'
  /** The login has no consent to read the policies of the directory. */
  | 'policies_denied';

export interface DemoSubscription extends AccountProfile {
  readonly trait: AzureTrait | undefined;
  /** The management groups above it, from the top: `['Workloads', 'Production']`. */
  readonly groups: readonly string[];
}

export interface DemoTenant {
  /** The directory's id. */
  readonly id: string;
  readonly name: string;
  /** The connection by which the demo reads it. */
  readonly connection: string;
  readonly directory: AccountProfile & { readonly trait: AzureTrait | undefined };
  readonly subscriptions: readonly DemoSubscription[];
}

const HALDEN = '6f3c1d52-0b7a-4a7e-9d41-2c8f5e90a1b3';
const BRIGHTLEAF = 'c2a95e10-74d8-4f06-8b3e-51d7a6f4e288';

type Plan = Pick<DemoSubscription, 'id' | 'workload' | 'environment' | 'trait' | 'groups'>;

/** `index`: its place among the subscriptions of all tenants. */
const subscription = (tenant: string, index: number, plan: Plan): DemoSubscription => ({
  ...plan,
  index,
  name: `${plan.workload}-${plan.environment}`,
  ...(index % 2 === 0 ? { primary: 'westeurope', secondary: 'northeurope' } : { primary: 'northeurope', secondary: 'westeurope' }),
  variables: { tenant },
});

const directory = (tenant: string, index: number, workload: string, trait: AzureTrait | undefined): DemoTenant['directory'] => ({
  index,
  id: tenant,
  name: workload,
  workload,
  environment: 'production',
  trait,
  primary: 'westeurope',
  secondary: 'northeurope',
  variables: { tenant },
});

export const TENANTS: readonly DemoTenant[] = [
  {
    id: HALDEN,
    name: 'Halden',
    connection: 'azure-halden',
    directory: directory(HALDEN, 0, 'halden', undefined),
    subscriptions: [
      subscription(HALDEN, 0, {
        id: '0d5a7c31-5f0e-4c86-a9a4-7be1f2083d65',
        workload: 'payments',
        environment: 'production',
        trait: undefined,
        groups: ['Workloads', 'Production'],
      }),
      subscription(HALDEN, 1, {
        id: '1e94b6d8-2c47-4d1f-8a02-93c5d07f61ea',
        workload: 'data-platform',
        environment: 'production',
        trait: 'large',
        groups: ['Workloads', 'Production'],
      }),
      subscription(HALDEN, 2, {
        id: '2a7f03c9-8e15-4b62-b7d3-40e6a91c58fb',
        workload: 'intranet',
        environment: 'staging',
        trait: undefined,
        groups: ['Workloads', 'Staging'],
      }),
    ],
  },
  {
    id: BRIGHTLEAF,
    name: 'Brightleaf',
    connection: 'azure-brightleaf',
    directory: directory(BRIGHTLEAF, 3, 'brightleaf', 'policies_denied'),
    subscriptions: [
      subscription(BRIGHTLEAF, 3, {
        id: '3b60e8f4-1d92-47a5-9c7e-f5184b2a06d3',
        workload: 'storefront',
        environment: 'production',
        trait: 'vault_keys_denied',
        groups: ['Acquisitions'],
      }),
      subscription(BRIGHTLEAF, 4, {
        id: '4c18d2a7-690b-4e33-8f5c-b2a70d96e41f',
        workload: 'forecasting',
        environment: 'sandbox',
        trait: 'providers_unregistered',
        groups: ['Acquisitions', 'Sandbox'],
      }),
    ],
  },
];

export const FAULT_RULES: FaultRules = {
  shownFixed: new Set(['security_group_ssh_from_anywhere', 'container_public', 'directory_user_without_mfa']),
  neverInPlace: new Set(),
};

/** Namespaces of resource providers that the subscription with the trait `providers_unregistered` does not use. */
export const UNREGISTERED: readonly string[] = ['Microsoft.Databricks', 'Microsoft.DocumentDB', 'Microsoft.CognitiveServices'];
