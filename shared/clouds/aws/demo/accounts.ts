/** The accounts of the demo organization. An account's place in the organization determines its id, name and other properties. */
import { parseAccountId } from '../../../ids.ts';
import type { AccountProfile as SampledProfile, FaultRules } from '../../demo/account-context.ts';
import type { DemoAccount } from '../../demo/demo-account.ts';
import { REGIONS } from './organization-facts.ts';

export const ENVIRONMENTS = ['production', 'staging', 'development', 'sandbox'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The way in which an account differs from an ordinary one. */
export type Trait =
  /** It has many resources of every type, in small pages. */
  | 'large'
  /** Its role may not read bucket policies. */
  | 'bucket_policies_denied'
  /** Its role cannot be assumed. */
  | 'role_denied'
  /** It is not subscribed to RDS in the region that the samples of RDS name. */
  | 'rds_unsupported';

export interface AccountProfile extends SampledProfile {
  /** 12 digits. */
  readonly id: string;
  readonly organizationalUnit: string;
  readonly environment: Environment;
  readonly trait: Trait | undefined;
}

export const FAULT_RULES: FaultRules = {
  shownFixed: new Set(['security_group_ssh_from_anywhere', 'bucket_public_policy', 'user_without_mfa']),
  neverInPlace: new Set([
    'volume_unencrypted',
    'db_instance_unencrypted',
    'docdb_instance_unencrypted',
    'neptune_instance_unencrypted',
    // A finished job of SageMaker does not change.
    'training_job_without_own_key',
    'training_job_without_isolation',
    'training_job_plain_traffic',
    'training_job_outside_of_vpc',
    'processing_job_without_isolation',
  ]),
};

const FIRST_ID = 112_233_445_566;
/** 10,000 accounts stay within 12 digits, and their last six digits differ: bucket names need that. */
const ID_STEP = 87_654_321;

const WORKLOADS = [
  'payments checkout catalog identity orders search billing ledger shipping pricing notifications loyalty fraud reporting',
  'streaming ml-platform crm support-desk intranet website mobile-api partner-api edge observability ci warehouse forecasting',
  'documents messaging analytics recommendations subscriptions tax contracts procurement fleet returns stores campaigns geocoding',
].flatMap((line) => line.split(' '));

type Special = Pick<AccountProfile, 'name' | 'organizationalUnit' | 'workload' | 'environment'> & { readonly trait: Trait };

/** The special accounts by index: a small organization has fewer of them, and adding accounts changes no earlier account. */
const SPECIALS: ReadonlyMap<number, Special> = new Map([
  [
    1,
    {
      name: 'data-platform-production',
      organizationalUnit: 'Workloads/Production',
      workload: 'data-platform',
      environment: 'production',
      trait: 'large',
    },
  ],
  [
    2,
    {
      name: 'log-archive',
      organizationalUnit: 'Security',
      workload: 'log-archive',
      environment: 'production',
      trait: 'bucket_policies_denied',
    },
  ],
  [
    3,
    {
      name: 'brightleaf-acquired',
      organizationalUnit: 'Acquisitions',
      workload: 'brightleaf',
      environment: 'production',
      trait: 'role_denied',
    },
  ],
  [
    4,
    {
      name: 'network-hub',
      organizationalUnit: 'Infrastructure',
      workload: 'network-hub',
      environment: 'production',
      trait: 'rds_unsupported',
    },
  ],
]);

const LAST_SPECIAL = 4;

export function profileAt(index: number): AccountProfile {
  const id = String(FIRST_ID + index * ID_STEP);
  const region = (place: number): string => REGIONS[place % REGIONS.length] ?? 'us-east-1';
  const regions = { primary: region(index), secondary: region(index + 1) };
  const special = SPECIALS.get(index);
  if (special) return { index, id, ...regions, ...special };
  // Workload accounts skip the special ones: index 0 is followed by index 5.
  const place = index === 0 ? 0 : index - LAST_SPECIAL;
  const environment = ENVIRONMENTS[place % ENVIRONMENTS.length] ?? 'production';
  const team = Math.floor(place / ENVIRONMENTS.length);
  const workload = WORKLOADS[team % WORKLOADS.length] ?? 'payments';
  const round = Math.floor(team / WORKLOADS.length);
  return {
    index,
    id,
    ...regions,
    name: `${workload}-${environment}${round === 0 ? '' : `-${round + 1}`}`,
    organizationalUnit: environment === 'sandbox' ? 'Sandbox' : `Workloads/${environment.replace(/^./, (letter) => letter.toUpperCase())}`,
    workload,
    environment,
    trait: undefined,
  };
}

/** Undefined if the id is not one of the first `accounts` accounts. */
export function profileOf(id: string, accounts: number): AccountProfile | undefined {
  const index = (Number(id) - FIRST_ID) / ID_STEP;
  return Number.isInteger(index) && index >= 0 && index < accounts ? profileAt(index) : undefined;
}

/** A member of the organization that is not in use. It is none of the estate's accounts: no role in it can be assumed. */
export const SUSPENDED = {
  id: '998800112233',
  name: 'legacy-crm',
  organizationalUnit: 'Suspended',
  workload: 'crm',
  environment: 'production',
} as const satisfies Partial<AccountProfile>;

/** The organization as it is registered: its first `count` accounts. */
export const demoAccounts = (count: number): readonly DemoAccount[] =>
  Array.from({ length: count }, (_, index) => {
    const { id, name, organizationalUnit } = profileAt(index);
    return { account_id: parseAccountId(id), name, organizational_unit: organizationalUnit };
  });
