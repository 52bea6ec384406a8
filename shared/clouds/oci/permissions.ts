/** The policy statements that let a group read what Muster inventories in a tenancy of OCI. */
import type { ResourceType } from '../resource-type.ts';
import { domainRoleOf } from './access/permission-text.ts';
import { FRAME_PERMISSIONS } from './access/tenancy.ts';

type OciType = Pick<ResourceType, 'permissions' | 'scope'>;

export interface StatementOptions {
  /** The group as a statement names it: `group muster`, `dynamic-group workers`. */
  readonly subject: string;
  /** The compartments as a statement names them: `compartment apps:web`. If there are none, all statements are for the whole tenancy. */
  readonly compartments: readonly string[];
}

export interface OciPermissions {
  readonly statements: readonly string[];
  /** Roles in each identity domain. No policy statement gives them. */
  readonly domain_roles: readonly string[];
}

/** The verbs of policies; each includes those before it. https://docs.oracle.com/iaas/Content/Identity/Reference/policyreference.htm */
const VERBS = ['inspect', 'read', 'use', 'manage'] as const;
const PERMISSION = new RegExp(`^(?<verb>${VERBS.join('|')}) (?<family>[a-z][a-z-]*)$`);

/** One statement for each family of resources, with the least verb that its types need. What belongs to the tenancy itself is read in the tenancy. */
export function permissionsFor(types: readonly OciType[], { subject, compartments }: StatementOptions): OciPermissions {
  const verbs = new Map<string, number>();
  const roles = new Set<string>();
  const ofTenancy = new Set<string>();
  const add = (permission: string, isOfTenancy: boolean): void => {
    const role = domainRoleOf(permission);
    if (role !== undefined) return void roles.add(role);
    const { verb, family } = partsOf(permission);
    verbs.set(family, Math.max(verbs.get(family) ?? 0, verb));
    if (isOfTenancy) ofTenancy.add(family);
  };
  for (const permission of FRAME_PERMISSIONS) add(permission, true);
  for (const { permissions, scope } of types) for (const permission of permissions) add(permission, scope === 'global');
  const statements = [...verbs]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([family, verb]) => {
      const places = compartments.length === 0 || ofTenancy.has(family) ? ['tenancy'] : compartments;
      return places.map((place) => `Allow ${subject} to ${VERBS[verb]} ${family} in ${place}`);
    });
  return { statements, domain_roles: [...roles].toSorted() };
}

/** @throws TypeError for a permission that no statement can give */
function partsOf(permission: string): { readonly verb: number; readonly family: string } {
  const { verb, family } = PERMISSION.exec(permission)?.groups ?? {};
  if (family === undefined)
    throw new TypeError(`${JSON.stringify(permission)} is neither a verb and a family of a policy statement nor a domain role.`);
  return { verb: VERBS.findIndex((each) => each === verb), family };
}
