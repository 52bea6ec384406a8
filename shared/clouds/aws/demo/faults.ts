/** What is deliberately wrong in the demo estate: the builders note it where they build it in. */
import type { Blueprint } from './blueprint.ts';

export const FAULTS = [
  'security_group_ssh_from_anywhere',
  'default_security_group_has_rules',
  'instance_imdsv1_allowed',
  'volume_unencrypted',
  'bucket_public_policy',
  'bucket_public_acl',
  'bucket_unencrypted',
  'bucket_unversioned',
  'bucket_without_public_access_block',
  'user_without_mfa',
  'access_key_old',
  'role_trusts_anyone',
  'role_trusts_vendor_without_external_id',
  'db_instance_public',
  'db_instance_unencrypted',
  'db_instance_without_backups',
  'function_runtime_deprecated',
  'function_public_policy',
] as const;
export type FaultName = (typeof FAULTS)[number];

export interface Faulty {
  /** `AWS::EC2::Volume` */
  readonly type: string;
  /** `global` for what belongs to no region. */
  readonly region: string;
  /** As the service names it: volume id, bucket name, user name. */
  readonly id: string;
}

export interface Fault extends Faulty {
  readonly fault: FaultName;
}

/** Faults that the first account has on day 1 and is rid of on day 2. */
const SHOWN_FIXED: ReadonlySet<FaultName> = new Set(['security_group_ssh_from_anywhere', 'bucket_public_policy', 'user_without_mfa']);

const FIXED_OVERNIGHT = 0.35;

export class FaultLog {
  readonly #blueprint: Blueprint;
  readonly #found: Fault[] = [];

  constructor(blueprint: Blueprint) {
    this.#blueprint = blueprint;
  }

  get list(): readonly Fault[] {
    return this.#found;
  }

  /**
   * Whether the resource has the fault on the blueprint's day, noted if so. A candidate of the first account always has
   * it on day 1; one of another account with this probability.
   */
  has(fault: FaultName, resource: Faulty, probability: number): boolean {
    const stands = this.#had(fault, resource, probability) && !this.#isOver(fault, resource);
    if (stands) this.note(fault, resource);
    return stands;
  }

  /** Whether the fault stood on day 1 and no longer does. */
  isFixed(fault: FaultName, resource: Faulty, probability: number): boolean {
    return this.#had(fault, resource, probability) && this.#isOver(fault, resource);
  }

  /** For a fault that follows from another. */
  note(fault: FaultName, resource: Faulty): void {
    this.#found.push({ fault, ...resource });
  }

  #had(fault: FaultName, resource: Faulty, probability: number): boolean {
    const { draw, profile } = this.#blueprint;
    return profile.index === 0 || draw.chance(keyOf(fault, resource), probability);
  }

  #isOver(fault: FaultName, resource: Faulty): boolean {
    const { profile, today } = this.#blueprint;
    return today(`fix ${keyOf(fault, resource)}`, profile.index === 0 && SHOWN_FIXED.has(fault) ? 1 : FIXED_OVERNIGHT);
  }
}

const keyOf = (fault: FaultName, { region, id }: Faulty): string => `${fault}/${region}/${id}`;
